import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../test/setup.mjs';
import { buildStorybook, openStorybook } from './static-storybook.mjs';

const folder = join(root, '.cache', 'pictures');
const widths = [320, 480, 960];
const schemes = ['light', 'dark'];
/** What Storybook leaves at each side. */
const margin = 16;
/** What the README shows, as sharp as its readers' screens. */
const shown = { folder: join(root, 'stories', 'pictures'), width: 320, scale: 2, stories: { light: ['voice-dial--typed', 'voice-call--several'], dark: ['voice-chat--person'] } };

/**
 * `npm run pictures`: a picture of every story at every width, light and dark, in `.cache/pictures`. With words only of the stories in whose id one of them occurs:
 * `npm run pictures -- voice-chat`. Takes the build that is there with `--no-build`, another language with `--language=de`, and makes those of the README with `--readme`.
 */
async function main(wanted) {
	const language = wanted.find((word) => word.startsWith('--language='))?.split('=')[1] ?? 'en';
	const words = wanted.filter((word) => !word.startsWith('--'));
	if (!wanted.includes('--no-build')) buildStorybook();
	const storybook = await openStorybook();
	const ids = storybook.stories.map(({ id }) => id).filter((id) => words.length === 0 || words.some((word) => id.includes(word)));
	if (wanted.includes('--readme')) for (const scheme of schemes) await picture(storybook, shown.stories[scheme], { ...shown, scheme, language });
	else for (const width of widths) for (const scheme of schemes) await picture(storybook, ids, { folder: emptied(join(folder, `${width}-${scheme}`)), width, scheme, language });
	await storybook.close();
}

function emptied(shelf) {
	rmSync(shelf, { recursive: true, force: true });
	return shelf;
}

async function picture(storybook, ids, { folder: shelf, width, scale, scheme, language }) {
	mkdirSync(shelf, { recursive: true });
	const page = await storybook.open({ width: width + 2 * margin, scale, globals: { scheme, language, 'a11y.manual': '!true' } });
	for (const id of ids) {
		await page.show(id);
		const { y, height } = await page.page.locator('#storybook-root').boundingBox();
		await page.page.screenshot({ path: join(shelf, `${id}.png`), clip: { x: 0, y: 0, width: width + 2 * margin, height: y + height + margin }, fullPage: true, animations: 'disabled' });
	}
	await page.page.close();
	console.log(`${ids.length} pictures in ${shelf}`);
}

await main(process.argv.slice(2));
