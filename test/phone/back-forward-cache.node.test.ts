import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { callEcho, eventually, registrationsIn, startOwnBrowser, type OwnBrowser } from './support/own-browser.js';
import type * as pageWithPhone from './support/page-with-phone.js';

declare const page: typeof pageWithPhone;

describe('A page with a phone, in a browser with a back button', { timeout: 120_000 }, () => {
	let browser: OwnBrowser;

	before(async () => {
		browser = await startOwnBrowser();
	});
	after(() => browser.close());

	it('hangs up and signs off when the user goes to another page', async () => {
		const { tab, pbx } = browser;
		await callEcho(tab);
		await tab.goto(`${tab.url()}elsewhere`);
		await eventually(() => registrationsIn(pbx) === 0, 'the server forgets the phone');
		assert.ok(pbx.wire.frames.some(({ to, method }) => to === 'server' && method === 'BYE'));
	});

	it('is back with its phone when the user comes back, and can call', async () => {
		const { tab, pbx } = browser;
		// Playwright waits for a load that never comes where a page is restored.
		await tab.goBack({ waitUntil: 'commit' });
		await eventually(() => registrationsIn(pbx) === 1, 'the phone registers again');
		assert.deepEqual(await tab.evaluate(() => page.shown), [false, true], 'it comes from the cache');
		assert.ok(await callEcho(tab) > -60);
	});

	it('leaves nothing at the server when the tab is closed', async () => {
		const { tab, pbx } = browser;
		await tab.close();
		await eventually(() => registrationsIn(pbx) === 0 && pbx.wire.connections.length === 0, 'the server forgets the phone');
	});
});
