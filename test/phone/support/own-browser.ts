import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Page } from 'playwright-core';
import type { Pbx } from '../../../src/pbx/pbx.js';
import { startPbx } from '../../../src/pbx/node/start-pbx.js';
import { chromiumArguments } from '../../chromium.mjs';
import { prepareChromium } from '../../setup.mjs';
import type * as pageWithPhone from './page-with-phone.js';

declare const page: typeof pageWithPhone;

/** A browser as users have it, with a tab whose phone, user 1000, is registered at a server in Node. */
export interface OwnBrowser {
	readonly pbx: Pbx;
	readonly tab: Page;
	/** Where the server is, and the password of all its users. */
	readonly url: string;
	readonly password: string;
	close(): Promise<void>;
}

export interface OwnBrowserOptions {
	/** The script of the page, which has a function `begin(server, password)`. */
	readonly script?: string;
}

export async function startOwnBrowser({ script = './page-with-phone.ts' }: OwnBrowserOptions = {}): Promise<OwnBrowser> {
	const { pbx, url, password, stop } = await startPbx({ host: '127.0.0.1', port: 0 });
	const site = await serve(await bundle(script));
	const executablePath = prepareChromium();
	assert.ok(executablePath, 'This test needs a Chromium.');
	const usual = chromiumArguments().filter((argument) => !argument.startsWith('--autoplay-policy'));
	const browser = await chromium.launch({ executablePath, args: [...usual, '--autoplay-policy=document-user-activation-required'], ignoreDefaultArgs: ['--disable-back-forward-cache'] });
	const tab = await browser.newPage();
	await tab.goto(`http://localhost:${String((site.address() as AddressInfo).port)}/`);
	await untouched(tab, `page.begin(${JSON.stringify(url)}, ${JSON.stringify(password)})`);
	await eventually(() => registrationsIn(pbx) === 1, 'the phone registers');
	const close = async (): Promise<void> => {
		await browser.close();
		site.close();
		await stop();
	};
	return { pbx, tab, url, password, close };
}

export function registrationsIn(pbx: Pbx): number {
	return (pbx.registrations.get('1000') ?? []).length;
}

/** Runs a script in a tab without being taken for the user: Playwright's own way counts as a gesture. */
export async function untouched(tab: Page, expression: string): Promise<unknown> {
	const session = await tab.context().newCDPSession(tab);
	const { result } = await session.send('Runtime.evaluate', { expression, awaitPromise: true, returnByValue: true });
	await session.detach();
	return result.value;
}

/** Calls the echo from the tab, and resolves with the level of its own pitch that comes back. */
export function callEcho(tab: Page): Promise<number> {
	return tab.evaluate(async () => {
		const call = page.phone.call('9196');
		while (!call.remoteStream) await new Promise((resolve) => setTimeout(resolve, 50));
		return page.hears(call.remoteStream, page.devices.hz);
	});
}

export async function eventually(isSo: () => boolean | Promise<boolean>, what: string): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!(await isSo())) {
		if (Date.now() > deadline) throw new Error(`Not in 20 s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

const tsconfig = fileURLToPath(new URL('../../../tsconfig.json', import.meta.url));

async function bundle(script: string): Promise<string> {
	const entry = fileURLToPath(new URL(script, import.meta.url));
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'page', write: false, tsconfig, define: { 'process.env.NODE_ENV': '"production"' } });
	return outputFiles[0]?.text ?? '';
}

function serve(script: string): Promise<Server> {
	const server = createServer(({ url }, response) => {
		const content = url === '/' ? `<title>A page</title><script>${script.replaceAll('</script', '<\\/script')}</script>` : '<title>Elsewhere</title>';
		response.setHeader('content-type', 'text/html').end(`<!doctype html>${content}`);
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
