import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { build, dist } from './built.js';

const types: Readonly<Record<string, string>> = { '.js': 'text/javascript', '.html': 'text/html' };
const phone = '<voice-phone server="ws://127.0.0.1:9" uri="sip:1000@voice.test" password="x" connect="use"></voice-phone><voice-dial></voice-dial>';

/** The `debug` package, which JsSIP evaluates first of all, asks the storage for this key: so it is seen to run or not. */
const watchJssip = (): void => {
	const { getItem } = Storage.prototype;
	Storage.prototype.getItem = function (key: string) {
		if (key === 'debug') (window as unknown as { jssip: boolean }).jssip = true;
		return getItem.call(this, key);
	};
};
const jssipRan = (page: Page): Promise<boolean> => page.evaluate(() => Boolean((window as unknown as { jssip?: boolean }).jssip));

describe('the build in a browser', { timeout: 120_000 }, () => {
	let server: Server;
	let browser: Browser;

	before(async () => {
		await build();
		server = createServer((request, response) => void answer(request.url ?? '/').then(({ body, type }) => response.writeHead(200, { 'Content-Type': type }).end(body), () => response.writeHead(404).end()));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		browser = await chromium.launch({ executablePath: installedChromium() ?? '', args: chromiumArguments() });
	}, { timeout: 300_000 });

	after(async () => {
		await browser.close();
		server.close();
	});

	async function open(script: string): Promise<{ page: Page; requested: string[] }> {
		const page = await browser.newPage();
		const requested: string[] = [];
		page.on('request', (request) => requested.push(new URL(request.url()).pathname));
		await page.addInitScript(watchJssip);
		await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/page.html?${encodeURIComponent(script)}`);
		await page.waitForFunction(() => ['phone', 'dial', 'call', 'chat'].every((name) => customElements.get(`voice-${name}`)));
		return { page, requested };
	}

	for (const [title, script] of [['one classic script', '<script src="/voice-elements.min.js"></script>'], ['ES modules without a bundler', '<script type="module" src="/index.js"></script>']] as const) {
		it(`${title} registers the elements and runs JsSIP only when a phone connects`, async () => {
			const { page, requested } = await open(script);
			const before = requested.length;
			assert.equal(await jssipRan(page), false);
			await page.evaluate(() => document.querySelector('voice-phone')?.phone?.call('1001'));
			await page.waitForFunction(() => 'jssip' in window);
			assert.equal(requested.length > before, script.includes('module'), requested.slice(before).join(', '));
			await page.close();
		});
	}

	it('the classic script offers one global, and loaded twice stays the first', async () => {
		const { page } = await open('<script src="/voice-elements.min.js"></script><script>first = VoiceElements; before = Object.keys(window)</script><script src="/voice-elements.min.js"></script>');
		assert.deepEqual(await page.evaluate('[VoiceElements === first, typeof VoiceElements.Phone, document.querySelector("voice-phone").phone instanceof VoiceElements.Phone]'), [true, 'function', true]);
		await page.close();
	});
});

async function answer(url: string): Promise<{ body: string | Buffer; type: string }> {
	const { pathname, search } = new URL(url, 'http://localhost');
	const type = types[extname(pathname)] ?? 'application/octet-stream';
	if (pathname === '/page.html') return { body: `<!doctype html><title>page</title>${decodeURIComponent(search.slice(1))}${phone}`, type };
	return { body: await readFile(join(dist, pathname)), type };
}
