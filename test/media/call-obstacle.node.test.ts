import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PageMedia } from '../../src/media/page-media.js';
import { startBrowser, type RealBrowser } from './real-page.js';

/** The globals of the page. */
declare const media: { PageMedia: typeof PageMedia };
declare const window: { told: (string | undefined)[]; asked: number; devices: MediaDevices; end: AbortController };

const watch = (): void => {
	window.told = [];
	window.asked = 0;
	window.end = new AbortController();
	if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () => Promise.reject(new Error(String(++window.asked)));
	new media.PageMedia().watchObstacle((obstacle) => window.told.push(obstacle?.name), window.end.signal);
};
const first = (): Promise<string> => new Promise((resolve) => {
	new media.PageMedia().watchObstacle((obstacle) => resolve(obstacle?.name ?? 'none'), new AbortController().signal);
});

describe('What keeps a page from calling', { timeout: 120_000 }, () => {
	let browser: RealBrowser;

	before(async () => {
		browser = await startBrowser('media/page-media.ts');
	});
	after(() => browser.close());

	for (const [what, host, outcome] of [['is nothing where there is a microphone', 'localhost', 'none'], ['is plain http', 'insecure.test', 'SecurityError']] as const) {
		it(what, async () => {
			const page = await browser.open(host);
			assert.equal(await page.run(first), outcome);
			await page.close();
		});
	}

	for (const [what, allow, outcome] of [['is a frame that does not share the microphone', 'camera', 'PolicyError'], ['is no frame that shares it', 'microphone', 'none']] as const) {
		it(what, async () => {
			const page = await browser.open();
			assert.equal(await page.embedded(allow, first), outcome);
			await page.close();
		});
	}

	it('is a browser without WebRTC', async () => {
		const page = await browser.open();
		await page.run('delete window.RTCPeerConnection');
		assert.equal(await page.run(first), 'NotSupportedError');
		await page.close();
	});
});

describe('A permission for the microphone', { timeout: 60_000 }, () => {
	let browser: RealBrowser;

	before(async () => {
		browser = await startBrowser('media/page-media.ts', { asks: true });
	});
	after(() => browser.close());

	it('that is taken back keeps the page from calling, until it is given again; the user is asked nothing', async () => {
		const page = await browser.open();
		await page.run(watch);
		await page.until(() => window.told.length === 1);
		await page.allowMicrophone('denied');
		await page.until(() => window.told.at(-1) === 'NotAllowedError');
		await page.allowMicrophone('granted');
		await page.until(() => window.told.at(-1) === undefined);
		assert.equal(await page.run(() => window.asked), 0);
		await page.close();
	});

	it('is no longer told when nobody asks any more', async () => {
		const page = await browser.open();
		await page.run(watch);
		await page.until(() => window.told.length === 1);
		await page.run(() => window.end.abort());
		await page.run(() => navigator.mediaDevices.dispatchEvent(new Event('devicechange')));
		await page.allowMicrophone('denied');
		await new Promise((resolve) => setTimeout(resolve, 300));
		assert.equal(await page.run(() => window.told.length), 1);
		await page.close();
	});
});

describe('A computer without a microphone', { timeout: 60_000 }, () => {
	it('keeps a page from calling, until one is plugged in', async () => {
		const browser = await startBrowser('media/page-media.ts', { microphone: false });
		const page = await browser.open();
		await page.run(watch);
		await page.until(() => window.told.length === 1);
		assert.deepEqual(await page.run(() => window.told), ['NotFoundError']);
		await page.run(() => {
			navigator.mediaDevices.enumerateDevices = () => Promise.resolve([{ kind: 'audioinput' } as MediaDeviceInfo]);
			navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
		});
		await page.until(() => window.told.length === 2);
		assert.equal(await page.run(() => window.told.at(-1) ?? 'nothing'), 'nothing');
		await browser.close();
	});
});
