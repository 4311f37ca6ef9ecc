import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { chromiumArguments } from '../chromium.mjs';
import { prepareChromium } from '../setup.mjs';
import type * as pageWithPhone from './support/page-with-phone.js';

declare const page: typeof pageWithPhone;

describe('A page with a phone, in a browser with a back button', { timeout: 120_000 }, () => {
	let pbx: StartedPbx;
	let site: Server;
	let browser: Browser;
	let tab: Page;
	const registrations = (): number => (pbx.pbx.registrations.get('1000') ?? []).length;
	const said = (method: string): boolean => pbx.pbx.wire.frames.some((frame) => frame.to === 'server' && frame.method === method);

	before(async () => {
		pbx = await startPbx({ host: '127.0.0.1', port: 0 });
		site = await serve(await bundle());
		const executablePath = prepareChromium();
		assert.ok(executablePath, 'This test needs a Chromium.');
		browser = await chromium.launch({ executablePath, args: chromiumArguments(), ignoreDefaultArgs: ['--disable-back-forward-cache'] });
		tab = await browser.newPage();
		await tab.goto(`http://localhost:${String((site.address() as AddressInfo).port)}/`);
		await tab.evaluate(({ url, password }) => page.begin(url, password), { url: pbx.url, password: pbx.password });
		await eventually(() => registrations() === 1, 'the phone registers');
	});
	after(async () => {
		await browser?.close();
		site?.close();
		await pbx?.stop();
	});

	it('hangs up and signs off when the user goes to another page', async () => {
		await tab.evaluate(async () => {
			const call = page.phone.call('9196');
			while (!call.remoteStream) await new Promise((resolve) => setTimeout(resolve, 50));
			await page.hears(call.remoteStream, 620);
		});
		await tab.goto(tab.url() + 'elsewhere');
		await eventually(() => registrations() === 0, 'the server forgets the phone');
		assert.ok(said('BYE'));
	});

	it('is back with its phone when the user comes back, and can call', async () => {
		// Playwright waits for a load that never comes where a page is restored.
		await tab.goBack({ waitUntil: 'commit' });
		await eventually(() => registrations() === 1, 'the phone registers again');
		assert.deepEqual(await tab.evaluate(() => page.shown), [false, true], 'it comes from the cache');
		const level = await tab.evaluate(async () => {
			const call = page.phone.call('9196');
			while (!call.remoteStream) await new Promise((resolve) => setTimeout(resolve, 50));
			return page.hears(call.remoteStream, 620);
		});
		assert.ok(level > -60);
	});

	it('leaves nothing at the server when the tab is closed', async () => {
		await tab.close({ runBeforeUnload: false });
		await eventually(() => registrations() === 0 && pbx.pbx.wire.connections.length === 0, 'the server forgets the phone');
	});
});

async function bundle(): Promise<string> {
	const entry = fileURLToPath(new URL('./support/page-with-phone.ts', import.meta.url));
	const { outputFiles } = await build({ entryPoints: [entry], bundle: true, format: 'iife', globalName: 'page', write: false, define: { 'process.env.NODE_ENV': '"production"' } });
	return outputFiles[0]?.text ?? '';
}

function serve(script: string): Promise<Server> {
	const server = createServer(({ url }, response) => {
		response.setHeader('content-type', 'text/html').end(url === '/' ? `<!doctype html><title>A page</title><script>${script.replaceAll('</script', '<\\/script')}</script>` : '<!doctype html><title>Elsewhere</title>');
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

async function eventually(isSo: () => boolean, what: string): Promise<void> {
	const deadline = Date.now() + 20_000;
	while (!isSo()) {
		if (Date.now() > deadline) throw new Error(`Not in 20 s: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}
