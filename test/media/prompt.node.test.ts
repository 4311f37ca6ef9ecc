import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PageMedia } from '../../src/media/page-media.js';
import { startBrowser } from './real-page.js';

/** The global of the page. */
declare const media: { PageMedia: typeof PageMedia };
declare const window: { prompted: number; end: AbortController; outcome: string };

const capture = (): void => {
	window.prompted = 0;
	window.outcome = '';
	window.end = new AbortController();
	new media.PageMedia().capture({ audio: true, video: false }, window.end.signal, () => window.prompted++)
		.then(() => (window.outcome = 'granted'), ({ name }: Error) => (window.outcome = name));
};

describe('The prompt of the browser', { timeout: 60_000 }, () => {
	it('is told while it is open', async () => {
		const browser = await startBrowser('media/page-media.ts', { asks: true });
		const page = await browser.open();
		await page.run(() => {
			navigator.mediaDevices.getUserMedia = () => new Promise(() => undefined);
		});
		await page.run(capture);
		await page.until(() => window.prompted === 1);
		assert.equal(await page.run(() => window.outcome), '');
		await browser.close();
	});

	it('is not told where there is none, however long the device takes', async () => {
		const browser = await startBrowser('media/page-media.ts', { asks: true });
		const page = await browser.open();
		await page.allowMicrophone('granted');
		await page.run(() => {
			const { mediaDevices } = navigator;
			const open = mediaDevices.getUserMedia.bind(mediaDevices);
			mediaDevices.getUserMedia = async (wish) => {
				await new Promise((resolve) => setTimeout(resolve, 900));
				return open(wish);
			};
		});
		await page.run(capture);
		await page.until(() => window.outcome === 'granted');
		assert.equal(await page.run(() => window.prompted), 0);
		await browser.close();
	});
});
