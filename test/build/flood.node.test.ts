import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { scripts, Site } from './site.js';

const SECONDS = 24;
/** Texts of a stranger, 84 a second: 5,000 a minute. */
const [BURST, EVERY_MS] = [7, 84];

function textMessage(number: number, body: string): string {
	const head = ['MESSAGE sip:1000@voice.test SIP/2.0', `Via: SIP/2.0/WS f.invalid;branch=z9hG4bKf${number}`, 'Max-Forwards: 70', `From: <sip:1001@voice.test>;tag=f${number}`, 'To: <sip:1000@voice.test>', `Call-ID: f${number}`, 'CSeq: 1 MESSAGE'];
	return [...head, 'Content-Type: text/plain', `Content-Length: ${body.length}`, '', body].join('\r\n');
}

/** The longest time for which the page did nothing that was due, ms. */
function longestPause(page: Page, seconds: number): Promise<number> {
	return page.evaluate((seconds) => new Promise<number>((resolve) => {
		const end = performance.now() + seconds * 1000;
		let [last, longest] = [performance.now(), 0];
		const look = setInterval(() => {
			const now = performance.now();
			longest = Math.max(longest, now - last);
			last = now;
			if (now < end) return;
			clearInterval(look);
			resolve(longest);
		}, 10);
	}), seconds);
}

/** What the page holds after a collection: MB of the heap, and nodes. */
async function held(page: Page): Promise<{ readonly heapMB: number; readonly nodes: number }> {
	const session = await page.context().newCDPSession(page);
	await session.send('HeapProfiler.enable');
	await session.send('HeapProfiler.collectGarbage');
	const { usedSize } = await session.send('Runtime.getHeapUsage');
	const { nodes } = await session.send('Memory.getDOMCounters');
	await session.detach();
	return { heapMB: usedSize / 1_000_000, nodes };
}

describe('a flood of texts over a real WebSocket', { timeout: 240_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	async function ready(chat: string): Promise<Page> {
		const page = await site.browser.newPage();
		await page.goto(site.page(`${scripts[0]?.[1] ?? ''}<voice-phone server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}"></voice-phone>${chat}`));
		await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
		await page.waitForFunction(() => document.querySelector('voice-chat')?.shadowRoot?.querySelector('[part=base]'));
		return page;
	}

	/** Resolves with how many texts were sent, and how long the page was busy with them at a stretch. */
	async function flood(page: Page, seconds: number, bodyOf: (number: number) => string): Promise<{ readonly sent: number; readonly longestMs: number; readonly most: number }> {
		// A machine that has much else to do lets every page wait: 135 ms in a whole minute of it were measured on one.
		const most = Math.max(1000, 10 * await longestPause(page, 2));
		let sent = 0;
		const timer = setInterval(() => {
			for (let text = 0; text < BURST; text++) {
				sent++;
				for (const connection of site.pbx.pbx.wire.connections) connection.inject(textMessage(sent, bodyOf(sent)));
			}
		}, EVERY_MS);
		const longestMs = await longestPause(page, seconds);
		clearInterval(timer);
		return { sent, longestMs, most };
	}

	it('loses none, keeps their order, and leaves the page that shows them responsive', async () => {
		const page = await ready('<voice-chat></voice-chat>');
		const { sent, longestMs, most } = await flood(page, SECONDS, (number) => `text ${number}`);
		await page.waitForFunction((count) => document.querySelector('voice-phone')?.phone.state.chats[0]?.messages.length === count, sent);
		const texts = await page.evaluate(() => document.querySelector('voice-phone')?.phone.state.chats[0]?.messages.map(({ text }) => text));
		assert.deepEqual(texts, Array.from({ length: sent }, (_, index) => `text ${index + 1}`));
		assert.ok(longestMs < most, `${longestMs} ms`);
		await page.close();
	});

	it('into a conversation that is not shown leaves the page responsive, and what it holds bounded', async () => {
		const page = await ready('<voice-chat to="1002"></voice-chat>');
		const before = await held(page);
		const long = 'spam http://spam.test/ '.repeat(85);
		const { sent, longestMs, most } = await flood(page, 60, (number) => `text ${number} ${long}`);
		assert.ok(sent >= 4500, `${sent} sent`);
		await page.waitForFunction((last) => document.querySelector('voice-phone')?.phone.state.chats.some(({ messages }) => messages.at(-1)?.text.startsWith(`text ${last} `)), sent);
		const after = await held(page);
		const told = JSON.stringify({ sent, longestMs, before, after });
		assert.ok(longestMs < most, told);
		assert.ok(after.nodes < before.nodes + 500, told);
		// 9 MB of texts were sent: 3 million characters of all strangers are kept. It grew by 3.4 MB, and the longest pause was 313 ms.
		assert.ok(after.heapMB < before.heapMB + 10, told);
		await page.locator('voice-chat').getByRole('textbox').fill('still here');
		assert.equal(await page.locator('voice-chat').getByRole('textbox').inputValue(), 'still here');
		await page.close();
	});
});
