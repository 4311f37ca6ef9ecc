import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageMedia } from '../../src/media/page-media.js';
import { startBrowser, type RealBrowser } from './real-page.js';

/** The global of the page. */
declare const media: { PageMedia: typeof PageMedia };

/** What becomes of a capture in the page: the name of the error, or what the track says of itself. */
const capture = (): Promise<string> => new media.PageMedia().capture({ audio: true, video: false }, new AbortController().signal)
	.then(({ stream }) => stream.getAudioTracks()[0]?.readyState ?? 'none', ({ name }: Error) => name);
const captureVideo = (): Promise<string> => new media.PageMedia().capture({ audio: true, video: true }, new AbortController().signal)
	.then(({ stream }) => stream.getTracks().map(({ kind }) => kind).join(), ({ name }: Error) => name);

describe('A page that wants a microphone', { timeout: 120_000 }, () => {
	let browser: RealBrowser;

	before(async () => {
		browser = await startBrowser('media/page-media.ts');
	});
	after(() => browser.close());

	for (const [what, host, outcome] of [['is given one', 'localhost', 'live'], ['by plain http is told that it is insecure', 'insecure.test', 'SecurityError']] as const) {
		it(what, async () => {
			const page = await browser.open(host);
			assert.equal(await page.run(capture), outcome);
			await page.close();
		});
	}

	const frames = [
		['is told so where the page around it does not share it', '', capture, 'PolicyError'],
		['is told so where the page around it forbids it', 'microphone \'none\'', capture, 'PolicyError'],
		['is given one where the page around it shares it', 'microphone', capture, 'live'],
		['is told so when the camera is not shared that it wants as well', 'microphone', captureVideo, 'PolicyError'],
		['is given both where both are shared', 'microphone; camera', captureVideo, 'audio,video'],
	] as const;
	for (const [what, allow, wish, outcome] of frames) {
		it(`in a page of another origin ${what}`, async () => {
			const page = await browser.open();
			assert.equal(await page.embedded(allow, wish), outcome);
			await page.close();
		});
	}
});
