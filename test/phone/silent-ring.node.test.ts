import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventually, startOwnBrowser, untouched, type OwnBrowser } from './support/own-browser.js';

const SILENT = 'Ringing is silent until you click this page | Turn on sound';
const READY = /^Ready/;
/** The pitch of the second chime of our ring. */
const CHIME = 523.3;

describe('A phone on a page that nobody has pressed', { timeout: 180_000 }, () => {
	let browser: OwnBrowser;
	const page = (expression: string): Promise<unknown> => untouched(browser.tab, `page.${expression}`);
	const lamp = async (): Promise<string> => String(await page('lamp()'));
	const lampSays = (what: string | RegExp): Promise<void> => eventually(async () => {
		const words = await lamp();
		return typeof what === 'string' ? words === what : what.test(words);
	}, `the lamp says ${String(what)}`);

	const start = async (): Promise<void> => {
		browser = await startOwnBrowser({ script: './page-with-faces.ts' });
	};

	describe('that shows calls', () => {
		before(async () => {
			await start();
			await page('showCalls()');
		});
		after(() => browser.close());

		it('says that a ring would be silent', () => lampSays(SILENT));

		it('says nothing of it while no call can be shown, and again when one can', async () => {
			await page('hideCalls()');
			await lampSays(READY);
			await page('showCalls()');
			await lampSays(SILENT);
		});

		it('rings silently, until somebody presses anywhere in the page: then the same ring is heard', async () => {
			const other = await browser.tab.context().browser()?.newPage();
			assert.ok(other);
			await other.goto(browser.tab.url());
			await other.evaluate(`page.callFromElsewhere(${JSON.stringify(browser.url)}, ${JSON.stringify(browser.password)})`);
			await eventually(async () => await page('phone().state.calls.length') === 1, 'it rings');
			await eventually(async () => await page('phone().state.soundBlocked') === true, 'silently');
			await browser.tab.mouse.click(5, 5);
			await eventually(async () => await page('phone().state.soundBlocked') === false, 'it is heard');
			const level = Number(await page(`loudestAt(${String(CHIME)})`));
			assert.ok(level > -60, `${String(level)} dB`);
			await lampSays(READY);
			await other.close();
		});

		it('goes on to be heard after another registration', async () => {
			await page('phone().retry()');
			await page('hideCalls()');
			await page('showCalls()');
			await new Promise((resolve) => setTimeout(resolve, 1500));
			await lampSays(READY);
		});
	});

	for (const [how, press] of [
		['a key', (): Promise<void> => browser.tab.keyboard.press('a')],
		['the button of the lamp', (): Promise<void> => browser.tab.getByRole('button', { name: 'Turn on sound' }).click()],
	] as const) {
		it(`is healed by ${how}`, async () => {
			await start();
			await page('showCalls()');
			await lampSays(SILENT);
			await press();
			await lampSays(READY);
			await browser.close();
		});
	}

	it('that shows no calls says nothing, and makes no sound to find out', async () => {
		await start();
		await lampSays(READY);
		await new Promise((resolve) => setTimeout(resolve, 1500));
		assert.match(await lamp(), READY);
		assert.equal(await page('contexts()'), 0);
		await browser.close();
	});
});
