import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageMedia } from '../../src/media/page-media.js';
import { startBrowser, type RealBrowser, type RealPage } from './real-page.js';

/** The globals of the page. */
declare const media: { PageMedia: typeof PageMedia };
declare const window: { phone: PageMedia; changes: boolean[]; onclick: () => void; end: AbortController };

const begin = {
	'a ring': () => window.phone.ring('incoming'),
	'a ringtone': () => {
		window.phone.ringtone = 'data:audio/wav;base64,UklGRiwAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQgAAACAgICAgICAgA==';
		window.phone.ring('incoming');
	},
	'a call': () => window.phone.play(new MediaStreamAudioDestinationNode(new AudioContext()).stream, window.end.signal),
	'a call that has sent nothing yet': () => window.phone.play(new MediaStream(), window.end.signal),
};

describe('The autoplay policy', { timeout: 120_000 }, () => {
	let browser: RealBrowser;
	let page: RealPage;

	before(async () => {
		browser = await startBrowser('media/page-media.ts');
	});
	after(() => browser.close());

	async function untouchedPage(): Promise<void> {
		page = await browser.open();
		await page.run(() => {
			window.phone = new media.PageMedia();
			window.changes = [];
			window.end = new AbortController();
			window.phone.onBlockedChange = () => window.changes.push(window.phone.blocked);
		});
	}

	for (const [name, sound] of Object.entries(begin)) {
		it(`blocks ${name} until the user touches the page`, async () => {
			await untouchedPage();
			await page.run(() => {
				window.onclick = () => void window.phone.unblock();
			});
			await page.run(sound);
			await page.until(() => window.phone.blocked);
			await page.click();
			await page.until(() => !window.phone.blocked);
			assert.deepEqual(await page.run(() => window.changes), [true, false]);
			await page.close();
		});
	}

	it('is healed silently by the next sound that may be played', async () => {
		await untouchedPage();
		await page.run(begin['a call']);
		await page.until(() => window.phone.blocked);
		await page.click();
		assert.equal(await page.run(() => window.phone.blocked), true);
		await page.run(begin['a call']);
		await page.until(() => !window.phone.blocked);
		await page.close();
	});

	for (const [name, sound] of Object.entries(begin)) {
		it(`has nothing to block any more when ${name} has ended`, async () => {
			await untouchedPage();
			await page.run(sound);
			await page.until(() => window.phone.blocked);
			await page.run(() => {
				window.phone.ring(undefined);
				window.end.abort();
			});
			assert.equal(await page.run(() => window.phone.blocked), false);
			await page.close();
		});
	}

	it('does not make `unblock` wait for ever', async () => {
		await untouchedPage();
		await page.run(begin['a ring']);
		await page.until(() => window.phone.blocked);
		await page.run(() => window.phone.unblock());
		assert.equal(await page.run(() => window.phone.blocked), true);
		await page.close();
	});

	it('lets nobody be answered unasked who could not hear of it, and says so within two seconds', async () => {
		await untouchedPage();
		const [outcome, ms] = await page.run(async () => {
			const startedAt = performance.now();
			const outcome = await window.phone.playAutoAnswerTone().then(() => 'heard', ({ name }: DOMException) => name);
			return [outcome, performance.now() - startedAt] as const;
		});
		assert.equal(outcome, 'NotAllowedError');
		// Two seconds, and what a busy machine adds to them.
		assert.ok(ms < 10_000, `${String(Math.round(ms))} ms`);
		assert.deepEqual(await page.run(() => window.changes), []);
		await page.click();
		assert.equal(await page.run(() => window.phone.playAutoAnswerTone().then(() => 'heard')), 'heard');
		await page.close();
	});

	it('is not asked about a key tone that was not heard', async () => {
		await untouchedPage();
		await page.run(() => {
			window.phone.keyTone('1');
			window.phone.ring('incoming');
		});
		await page.until(() => window.phone.blocked);
		await page.run(() => window.phone.ring(undefined));
		assert.equal(await page.run(() => window.phone.blocked), false);
		await page.close();
	});

	it('is not asked about key tones, which would be heard long after', async () => {
		await untouchedPage();
		await page.run(begin['a ring']);
		await page.until(() => window.phone.blocked);
		await page.run(() => {
			window.phone.keyTone('1');
			window.phone.ring(undefined);
		});
		assert.equal(await page.run(() => window.phone.blocked), false);
		await page.close();
	});
});

describe('An insecure page', { timeout: 60_000 }, () => {
	it('has no microphone, and is told what it needs', async () => {
		const browser = await startBrowser('media/page-media.ts');
		const page = await browser.open('insecure.test');
		const refusal = await page.run(async () => {
			const { signal } = new AbortController();
			return new media.PageMedia().capture({ audio: true, video: false }, signal).then(String, String);
		});
		await browser.close();
		assert.match(refusal, /^SecurityError: .*HTTPS/);
	});
});
