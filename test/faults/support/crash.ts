import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

/** With this a browser tells a second client where to find it. */
export const CRASHABLE = '--remote-debugging-port=0';

/** Crashes a page, and loads its tab anew, as a user does. For Playwright the page stays one that crashed: the new one belongs to another client of the same browser. */
export async function crashAndReload(page: Page): Promise<Page> {
	const session = await page.context().newCDPSession(page);
	await session.send('Page.enable');
	const crashed = new Promise((resolve) => page.once('crash', resolve));
	// A page that crashed answers nothing.
	session.send('Page.crash').catch(() => undefined);
	await crashed;
	const loaded = new Promise((resolve) => session.once('Page.loadEventFired', resolve));
	await session.send('Page.reload');
	await loaded;
	return takeOver(page);
}

async function takeOver(page: Page): Promise<Page> {
	const client = await chromium.connectOverCDP(await addressOf(page.context().browser() as Browser));
	const tab = await targetOf(page);
	for (const one of client.contexts().flatMap((context) => context.pages())) if (await targetOf(one) === tab) return one;
	throw new Error('The tab is gone.');
}

async function targetOf(page: Page): Promise<string> {
	const session = await page.context().newCDPSession(page);
	return (await session.send('Target.getTargetInfo')).targetInfo.targetId;
}

async function addressOf(browser: Browser): Promise<string> {
	const session = await browser.newBrowserCDPSession();
	const { commandLine } = await session.send('SystemInfo.getInfo');
	const [, folder = ''] = /--user-data-dir=(\S+)/.exec(commandLine) ?? [];
	const [port = ''] = readFileSync(join(folder, 'DevToolsActivePort'), 'utf8').split('\n');
	return `http://127.0.0.1:${port}`;
}
