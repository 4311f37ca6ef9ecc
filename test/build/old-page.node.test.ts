import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { scripts, Site } from './site.js';

/** What libraries of the years before ES2015 leave behind: methods of the language replaced by others of the same name, and more that every `for … in` meets. */
const libraries = {
	'like Prototype.js': () => {
		const listOf = (items: ArrayLike<unknown> | undefined): unknown[] => Array.prototype.slice.call(items ?? []);
		const namesOf = (object: object): string[] => {
			const names = [];
			for (const name in object) names.push(name);
			return names;
		};
		Object.assign(Array, { from: listOf });
		Object.assign(Object, { keys: namesOf, values: (object: Record<string, unknown>) => namesOf(object).map((name) => object[name]) });
		Object.assign(Array.prototype, {
			reduce(this: unknown[]) {
				return this.length > 1 ? this : this[0];
			},
			entries(this: unknown[]) {
				return listOf(this);
			},
			toJSON(this: unknown[]) {
				return `[${this.map((item) => JSON.stringify(item)).join(', ')}]`;
			},
			each: Array.prototype.forEach,
			clear(this: unknown[]) {
				this.length = 0;
			},
		});
		Object.assign(String.prototype, {
			startsWith(this: string, start: string) {
				return this.lastIndexOf(start, 0) === 0;
			},
			strip(this: string) {
				return this.trim();
			},
		});
		Object.assign(Function.prototype, { wrap: () => undefined, curry: () => undefined });
	},
	'like MooTools': () => {
		Object.assign(Array, { from: (item: unknown): unknown[] => (Array.isArray(item) ? item : [item]) });
		Object.assign(Array.prototype, { contains: Array.prototype.includes, erase: () => [], associate: () => ({}) });
		Object.assign(Function.prototype, { pass: () => undefined, extend: () => undefined });
	},
	'that adds to every object': () => {
		Object.assign(Object.prototype, {
			inspect: () => '', each: () => undefined, polluted: 1,
			configUrl: '/stranger.json', server: 'ws://stranger.test', iceServers: [{ urls: 'stun:stranger.test' }], ringtone: '/stranger.mp3', credential: 'stranger',
			displayName: 'Stranger', uri: 'sip:stranger@stranger.test', authUser: 'stranger', jwt: 'stranger', ha1: 'stranger', realm: 'stranger', password: 'stranger',
			autoAnswer: 'always', doNotDisturb: true, withoutRegistration: true, signaling: 'janus', video: true, room: 'stranger', extraHeaders: ['X-Stranger: 1'],
		});
		// Members of what a page gives the browser or JsSIP, where a value of a stranger does harm.
		Object.assign(Object.prototype, {
			closed: 'Stranger', headers: { 'X-Stranger': '1' }, connect: 'click', credentials: 'omit', username: 'stranger', method: 'DELETE', mode: 'same-origin', redirect: 'error', body: 'stranger', integrity: 'sha256-stranger',
			iceTransportPolicy: 'relay', bundlePolicy: 'max-bundle', iceCandidatePoolSize: 9, certificates: [], offerToReceiveVideo: true, audio: false, deviceId: { exact: 'stranger' }, exact: 'stranger', sampleRate: { exact: 1 },
			passive: true, capture: true, once: true, signal: 1, bubbles: false, composed: false, cancelable: false, detail: 1, attributes: true, rootMargin: '0px 0px -100% 0px', preventScroll: false,
			cause: 'SIP Failure Code', status_code: 603, reason_phrase: 'Stranger', eventHandlers: { failed: () => undefined }, mediaConstraints: { audio: false, video: true }, timeStyle: 'full', hour12: true, timeZone: 'Asia/Tokyo', urls: ['stun:stranger.test'],
			mediaStream: null, pcConfig: { iceTransportPolicy: 'relay' }, contentType: 'text/stranger', error: { code: 'failed', message: 'Stranger' }, confirmedAt: 1,
		});
	},
} as const;

/** Playwright's own way to wait runs within the page, and does not survive what its scripts left behind. */
async function until(page: Page, condition: () => boolean | undefined): Promise<void> {
	const deadline = Date.now() + 30_000;
	while (!await page.evaluate(condition)) {
		if (Date.now() > deadline) throw new Error(`Did not come true: ${condition.toString()}`);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
}

describe('a page with a library', { timeout: 240_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	for (const [title, script] of scripts) {
		for (const [library, install] of Object.entries(libraries)) {
			for (const order of ['before', 'after'] as const) {
				it(`${library}, loaded ${order} ${title}, signs in, calls, hears itself, holds, and gets an answer to a text`, async () => {
					const page = await site.browser.newPage();
					const requested: string[] = [];
					page.on('request', (request) => requested.push(request.url()));
					const old = `<script>(${install.toString().replaceAll('__name', '(function (it) { return it; })')})()</script>`;
					const phone = `<voice-phone server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}"></voice-phone><voice-dial></voice-dial><voice-call></voice-call><voice-chat></voice-chat>`;
					await page.goto(site.page((order === 'before' ? old + script : script + old) + phone));
					await until(page, () => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
					await page.locator('voice-dial').getByRole('textbox').fill('9196');
					await page.locator('voice-dial').getByRole('button', { name: 'Call 9196' }).click();
					await until(page, () => {
						const call = document.querySelector('voice-phone')?.phone.state.calls.at(-1);
						return call?.phase === 'confirmed' && call.hears === 'yes';
					});
					const call = page.locator('voice-call');
					await call.getByRole('button', { name: 'Hold' }).click();
					await call.getByRole('button', { name: 'Resume' }).click();
					await page.locator('voice-chat').getByRole('textbox').fill('hello');
					await page.locator('voice-chat').getByRole('button', { name: 'Send' }).click();
					await until(page, () => document.querySelector('voice-phone')?.phone.state.chats.some(({ messages }) => messages.some(({ delivery }) => delivery !== 'sending')));
					await call.getByRole('button', { name: 'Hang up' }).click();
					await call.getByText('You hung up').first().waitFor();
					assert.deepEqual(requested.filter((url) => url.includes('stranger')), []);
					await page.close();
				});
			}
		}
	}
});
