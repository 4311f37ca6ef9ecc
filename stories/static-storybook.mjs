import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumArguments } from '../test/chromium.mjs';
import { prepareChromium, root } from '../test/setup.mjs';

const folder = join(root, '.cache', 'storybook');
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' };

/** Builds all stories into `.cache/storybook`, and is silent unless that fails. */
export function buildStorybook() {
	const storybook = join(root, 'node_modules', 'storybook', 'dist', 'bin', 'dispatcher.js');
	const { status, stdout, stderr } = spawnSync(process.execPath, [storybook, 'build', '--config-dir', 'stories/.storybook', '--output-dir', folder, '--disable-telemetry', '--quiet'], { cwd: root, encoding: 'utf8', env: { ...process.env, CI: 'true' } });
	if (status !== 0) throw new Error(`Storybook could not be built.\n${stdout}${stderr}`);
}

/** The built stories, served on loopback and opened in a Chromium. */
export async function openStorybook() {
	const executablePath = prepareChromium();
	if (!executablePath) throw new Error('Stories are looked at with a Chromium.');
	const server = await serve();
	const url = `http://127.0.0.1:${server.address().port}`;
	const browser = await chromium.launch({ executablePath, args: chromiumArguments() });
	const { entries } = await (await fetch(`${url}/index.json`)).json();
	const stories = Object.values(entries).filter(({ type }) => type === 'story');
	return {
		stories,
		/** A page that shows one story after another. */
		open: (options) => StoryPage.open(browser, `${url}/iframe.html?viewMode=story&id=${stories[0].id}`, options),
		close: () => Promise.all([browser.close(), new Promise((resolve) => server.close(resolve))]),
	};
}

/** A page that loads Storybook once and then changes from story to story. */
class StoryPage {
	static async open(browser, url, { width = 480, scale = 1, globals = {} } = {}) {
		const page = await browser.newPage({ viewport: { width, height: 800 }, deviceScaleFactor: scale, reducedMotion: 'reduce' });
		const choice = Object.entries(globals).map(([name, value]) => `${name}:${value}`).join(';');
		await page.goto(`${url}&globals=${encodeURIComponent(choice)}`);
		await page.waitForFunction(() => globalThis.__STORYBOOK_PREVIEW__?.currentRender?.phase === 'finished');
		// Of what is out of sight and not laid out, axe would take old places for true ones.
		await page.evaluate(() => document.documentElement.style.setProperty('--_offscreen-page', 'visible'));
		return new StoryPage(page);
	}

	constructor(page) {
		this.page = page;
	}

	/** Shows a story, and resolves to what Storybook reports when it has finished: `status`, and the findings of axe among `reporters`. */
	show(id) {
		return this.page.evaluate((storyId) => new Promise((resolve) => {
			const channel = globalThis.__STORYBOOK_ADDONS_CHANNEL__;
			const finished = (report) => {
				if (report.storyId !== storyId) return;
				channel.off('storyFinished', finished);
				resolve(report);
			};
			channel.on('storyFinished', finished);
			channel.once('storyUnchanged', () => channel.emit('forceRemount', { storyId }));
			channel.emit('setCurrentStory', { storyId, viewMode: 'story' });
		}), id);
	}
}

function serve() {
	const server = createServer(({ url = '/' }, response) => {
		const file = join(folder, normalize(decodeURIComponent(url.split('?')[0])));
		if (!file.startsWith(folder) || !existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
		response.writeHead(200, { 'Content-Type': types[extname(file)] ?? 'application/octet-stream' });
		createReadStream(file).pipe(response);
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
