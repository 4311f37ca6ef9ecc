import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, startOwnBrowser, untouched, type OwnBrowser } from './support/own-browser.js';

const TEST_TONE = 1004;

describe('A phone on a page that nobody has touched yet', { timeout: 120_000 }, () => {
	let browser: OwnBrowser;
	const phone = (expression: string): Promise<unknown> => untouched(browser.tab, `page.phone.${expression}`);

	before(async () => {
		browser = await startOwnBrowser();
	});
	after(() => browser.close());

	it('says that the browser does not let its call be heard', async () => {
		await phone('call("9197").id');
		await eventually(async () => await phone('state.calls[0].phase') === 'confirmed', 'the call is answered');
		await eventually(async () => await phone('state.soundBlocked') === true, 'the phone says so');
	});

	it('lets it be heard after one click', async () => {
		await untouched(browser.tab, 'document.addEventListener("click", () => page.phone.unblock(), { once: true })');
		await browser.tab.mouse.click(20, 20);
		await eventually(async () => await phone('state.soundBlocked') === false, 'it is heard');
		const level = await untouched(browser.tab, `page.hears(page.phone.calls[0].remoteStream, ${String(TEST_TONE)})`);
		assert.ok(Number(level) > -60);
		assert.equal(await phone('state.soundBlocked'), false);
	});
});
