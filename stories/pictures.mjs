import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test/setup.mjs';
import { buildStorybook, openStorybook } from './static-storybook.mjs';

const folder = join(root, '.cache', 'pictures');
const widths = [320, 480, 960];
const schemes = ['light', 'dark'];
/** What Storybook leaves at each side. */
const margin = 16;

/**
 * `npm run pictures`: a picture of every story at every width, light and dark, in `.cache/pictures`. With words only of the stories in whose id one of them occurs:
 * `npm run pictures -- voice-chat`. Takes the build that is there with `--no-build`, and another language with `--language=de`.
 */
async function main(wanted) {
	const language = wanted.find((word) => word.startsWith('--language='))?.split('=')[1] ?? 'en';
	const words = wanted.filter((word) => !word.startsWith('--'));
	if (!wanted.includes('--no-build')) buildStorybook();
	const storybook = await openStorybook();
	const stories = storybook.stories.filter(({ id }) => words.length === 0 || words.some((word) => id.includes(word)));
	for (const width of widths) for (const scheme of schemes) await picture(storybook, stories, { width, scheme, language });
	await storybook.close();
	console.log(`${stories.length * widths.length * schemes.length} pictures of ${stories.length} stories in ${folder}`);
}

async function picture(storybook, stories, { width, scheme, language }) {
	const shelf = join(folder, `${width}-${scheme}`);
	rmSync(shelf, { recursive: true, force: true });
	mkdirSync(shelf, { recursive: true });
	const page = await storybook.open({ width: width + 2 * margin, globals: { scheme, language, 'a11y.manual': '!true' } });
	for (const { id } of stories) {
		await page.show(id);
		const { y, height } = await page.page.locator('#storybook-root').boundingBox();
		await page.page.screenshot({ path: join(shelf, `${id}.png`), clip: { x: 0, y: 0, width: width + 2 * margin, height: y + height + margin }, fullPage: true, animations: 'disabled' });
	}
	await page.page.close();
}

await main(process.argv.slice(2));
