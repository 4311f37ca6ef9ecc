import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { root } from '../setup.mjs';
import type { Row } from './bench.js';
import type * as buttonsPage from './buttons-page.js';
import type { Cost, Kind } from './buttons-page.js';

declare const page: typeof buttonsPage;

const BUTTONS = 500;
const TIMES = 7;

/** A page of 500 call buttons beside one of plain Lit buttons that call nobody. */
export async function run(): Promise<readonly Row[]> {
	const browser = await chromium.launch({ executablePath: installedChromium() ?? '', args: chromiumArguments() });
	try {
		const opened = await browser.newPage({ viewport: { width: 1280, height: 800 } });
		await load(opened);
		const plain = await measure(opened, 'plain');
		const rows: Row[] = [];
		for (const kind of ['one phone', 'account on each'] as const) rows.push(...rowsOf(kind, { ours: await measure(opened, kind), plain }));
		return rows;
	} finally {
		await browser.close();
	}
}

async function load(opened: Page): Promise<void> {
	const { outputFiles } = await build({ entryPoints: [`${root}/test/bench/buttons-page.ts`], bundle: true, format: 'iife', globalName: 'page', write: false, tsconfig: `${root}/tsconfig.json`, minify: true });
	await opened.route('https://voice.test/', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><html lang="en"><body></body></html>' }));
	await opened.goto('https://voice.test/');
	await opened.addScriptTag({ content: outputFiles[0]?.text ?? '' });
}

/** Without the first time, in which the code is compiled. */
async function measure(opened: Page, kind: Kind): Promise<readonly Cost[]> {
	const costs: Cost[] = [];
	for (let time = 0; time <= TIMES; time++) costs.push(await opened.evaluate(([what, count]) => page.cost(what, count), [kind, BUTTONS] as const));
	return costs.slice(1);
}

function rowsOf(kind: Kind, { ours, plain }: { ours: readonly Cost[]; plain: readonly Cost[] }): Row[] {
	const row = (what: string, key: keyof Cost): Row => ({ what: `${String(BUTTONS)} call buttons, ${kind}: ${what}; beside plain buttons of Lit`, unit: 'ms', ours: ours.map((cost) => cost[key]), plain: plain.map((cost) => cost[key]) });
	return [row('drawn', 'drawn'), row('longest task', 'longestTask'), row('removed', 'removed')];
}
