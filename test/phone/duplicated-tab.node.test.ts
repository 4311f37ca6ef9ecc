import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { callEcho, eventually, registrationsIn, startOwnBrowser, untouched, type OwnBrowser } from './support/own-browser.js';
import type * as pageWithPhone from './support/page-with-phone.js';

declare const page: typeof pageWithPhone;

describe('A tab that is duplicated during a call', { timeout: 120_000 }, () => {
	let browser: OwnBrowser;
	let duplicate: Page;

	before(async () => {
		browser = await startOwnBrowser();
	});
	after(() => browser.close());

	const begin = async (tab: Page): Promise<void> => {
		await untouched(tab, `page.begin(${JSON.stringify(browser.url)}, ${JSON.stringify(browser.password)})`);
		await tab.waitForFunction(() => page.phone.state.registration.phase === 'registered');
		// Longer than a page that is left may take to say so.
		await new Promise((resolve) => setTimeout(resolve, 1200));
	};
	const told = (tab: Page): Promise<unknown> => tab.evaluate(() => [page.phone.state.history.length, page.phone.state.calls.map((call) => call.phase)]);
	const stored = (tab: Page): Promise<boolean> => tab.evaluate(() => Object.keys(sessionStorage).some((key) => key.startsWith('voice-elements.call ')));

	it('does not tell in the copy that the call was lost', async () => {
		const { tab } = browser;
		await callEcho(tab);
		const opened = tab.waitForEvent('popup');
		await tab.evaluate(() => void open(location.href));
		duplicate = await opened;
		await duplicate.waitForLoadState();
		assert.equal(await stored(duplicate), true, 'the browser has copied what was stored');
		await begin(duplicate);
		assert.deepEqual([await told(duplicate), await told(tab)], [[0, []], [0, ['confirmed']]]);
	});

	it('does not tell it there later either, when the call is over and the copy is loaded again', async () => {
		await browser.tab.evaluate(() => page.phone.calls[0]?.hangUp());
		await duplicate.reload();
		await begin(duplicate);
		assert.deepEqual(await told(duplicate), [0, []]);
		await duplicate.close();
		await eventually(() => registrationsIn(browser.pbx) === 1, 'the copy has signed off');
	});

	it('tells it in the first when that is loaded again in a call', async () => {
		const { tab } = browser;
		await callEcho(tab);
		await tab.reload();
		await begin(tab);
		assert.deepEqual(await told(tab), [2, ['terminated']]);
	});
});
