import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { root } from '../setup.mjs';
import type { Row } from './bench.js';
import type * as chatPage from './chat-page.js';
import type { Way } from './chat-page.js';

declare const page: typeof chatPage;

const TEXTS = 10_000;
const TIMES = 12;
const others: readonly Way[] = ['every message in the document', 'content-visibility for each message', 'the newest 200 only'];

type Measured = Readonly<Record<'insertAll' | 'appendOne' | 'scroll', readonly number[]>>;

/** A conversation of 10,000 texts in `<voice-chat>`, beside the plainer ways to show it. */
export async function run(): Promise<readonly Row[]> {
	const browser = await chromium.launch({ executablePath: installedChromium() ?? '', args: chromiumArguments() });
	try {
		const opened = await browser.newPage({ viewport: { width: 480, height: 800 } });
		await load(opened);
		await opened.evaluate((texts) => page.converse(texts), TEXTS);
		const ours = await measure(opened, 'ours');
		const rows: Row[] = [];
		for (const way of others) rows.push(...rowsOf(way, { ours, plain: await measure(opened, way) }));
		return rows;
	} finally {
		await browser.close();
	}
}

async function load(opened: Page): Promise<void> {
	const { outputFiles } = await build({ entryPoints: [`${root}/test/bench/chat-page.ts`], bundle: true, format: 'iife', globalName: 'page', write: false, tsconfig: `${root}/tsconfig.json`, minify: true });
	await opened.route('https://voice.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"></html>' }));
	await opened.goto('https://voice.test/');
	await opened.addScriptTag({ content: outputFiles[0]?.text ?? '' });
}

async function measure(opened: Page, way: Way): Promise<Measured> {
	const insertAll: number[] = [];
	await opened.evaluate((which) => page.insertAll(which), way);
	for (let time = 0; time < TIMES; time++) insertAll.push(await opened.evaluate((which) => page.insertAll(which), way));
	const [appendOne, scroll] = await opened.evaluate(async ({ which, times }) => [await page.appendOne(which, times), await page.scroll(which, times)] as const, { which: way, times: TIMES });
	return { insertAll, appendOne, scroll };
}

function rowsOf(way: Way, { ours, plain }: { ours: Measured; plain: Measured }): Row[] {
	const row = (what: string, key: keyof Measured): Row => ({ what: `10,000 texts, ${what}; beside ${way}`, unit: 'ms', ours: ours[key], plain: plain[key] });
	return [row('insert all', 'insertAll'), row('append one', 'appendOne'), row('a frame of scrolling', 'scroll')];
}
