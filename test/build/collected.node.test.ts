import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { scripts, Site } from './site.js';

/** How often the garbage is collected before what is left counts as kept, and how long that takes at least, ms. */
const [ROUNDS, PAUSE_MS] = [40, 500];

describe('what the page has taken away is collected as garbage', { timeout: 300_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	for (const [name, script = ''] of scripts) {
		it(`a phone that was registered and called, its call and all its faces, by ${name}`, async () => {
			const page = await site.browser.newPage();
			const session = await page.context().newCDPSession(page);
			await page.goto(site.page(script));
			const account = `server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}"`;
			await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), `<div><voice-phone ${account}><voice-dial></voice-dial><voice-call></voice-call><voice-chat></voice-chat></voice-phone></div>`);
			await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
			await page.evaluate(() => void document.querySelector('voice-phone')?.phone.call('9196'));
			await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.calls[0]?.phase === 'confirmed');
			await page.evaluate(() => {
				const phone = document.querySelector('voice-phone')?.phone;
				const refs: [string, WeakRef<object>][] = [['phone', new WeakRef(phone ?? {})], ['call', new WeakRef(phone?.calls[0] ?? {})]];
				for (const element of document.querySelectorAll('voice-phone, voice-dial, voice-call, voice-chat')) refs.push([element.localName, new WeakRef(element)]);
				Object.assign(globalThis, { kept: Object.fromEntries(refs) });
				document.querySelector('div')?.remove();
			});
			// JsSIP remembers whose message it read last, in a variable of its module: that is another phone’s now.
			await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), `<voice-phone ${account.replace('1000', '1001')}></voice-phone>`);
			await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
			assert.deepEqual(await left(session), []);
			await page.close();
		});
	}
});

/** What is not collected after a while. */
async function left(session: CDPSession): Promise<readonly string[]> {
	let names: readonly string[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		await session.send('HeapProfiler.collectGarbage');
		const { result } = await session.send('Runtime.evaluate', { expression: 'Object.keys(kept).filter((name) => kept[name].deref()).join()', returnByValue: true });
		names = String(result.value).split(',').filter(Boolean);
		if (names.length === 0) return names;
		await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
	}
	return names;
}
