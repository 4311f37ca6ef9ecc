import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scripts, Site } from './site.js';

const SECONDS = 24;
/** Texts of a stranger, 84 a second: 5,000 a minute. */
const [BURST, EVERY_MS] = [7, 84];

function textMessage(number: number): string {
	const body = `text ${number}`;
	const head = ['MESSAGE sip:1000@voice.test SIP/2.0', `Via: SIP/2.0/WS f.invalid;branch=z9hG4bKf${number}`, 'Max-Forwards: 70', `From: <sip:1001@voice.test>;tag=f${number}`, 'To: <sip:1000@voice.test>', `Call-ID: f${number}`, 'CSeq: 1 MESSAGE'];
	return [...head, 'Content-Type: text/plain', `Content-Length: ${body.length}`, '', body].join('\r\n');
}

describe('a flood of texts over a real WebSocket', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	it('loses none, keeps their order, and leaves the page that shows them responsive', async () => {
		const page = await site.browser.newPage();
		await page.goto(site.page(`${scripts[0]?.[1] ?? ''}<voice-phone server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}"></voice-phone><voice-chat></voice-chat>`));
		await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
		let sent = 0;
		const flood = setInterval(() => {
			for (let text = 0; text < BURST; text++) {
				sent++;
				for (const connection of site.pbx.pbx.wire.connections) connection.inject(textMessage(sent));
			}
		}, EVERY_MS);
		const longestMs = await page.evaluate((seconds) => new Promise<number>((resolve) => {
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
		}), SECONDS);
		clearInterval(flood);
		await page.waitForFunction((count) => document.querySelector('voice-phone')?.phone.state.chats[0]?.messages.length === count, sent);
		const texts = await page.evaluate(() => document.querySelector('voice-phone')?.phone.state.chats[0]?.messages.map(({ text }) => text));
		assert.deepEqual(texts, Array.from({ length: sent }, (_, index) => `text ${index + 1}`));
		// 135 ms in a whole minute of it, on a busy machine.
		assert.ok(longestMs < 1000, `${longestMs} ms`);
	});
});
