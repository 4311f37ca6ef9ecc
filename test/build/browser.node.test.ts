import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { scripts, Site } from './site.js';

/** The chunk with JsSIP, as a function of the classic script or as a file: on its way to the browser it learns to tell that it ran. */
const told = 'globalThis.jssipRan=true;';
const telling = (path: string, text: string): string => (path.startsWith('/chunks/sip-')
	? told + text
	: text.replace(/define\("[\w.-]*sip-signaling-[^"]*",\[[^\]]*\],\(?function\([^)]*\)\{/, (start) => start + told));
const isSip = (path: string): boolean => path.includes('sip-signaling');
const drawn = (): boolean => document.querySelector('voice-dial')?.shadowRoot?.querySelector('[part~=keypad]')?.checkVisibility() === true;
const jssipRan = (page: Page): Promise<boolean> => page.evaluate(() => 'jssipRan' in window);

describe('the build in a browser', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open({ deliver: telling })), { timeout: 300_000 });
	after(() => site.close());

	const phone = (): string => `<voice-phone server="${site.pbx.url}" uri="sip:1000@voice.test" password="${site.pbx.password}" connect="use"></voice-phone><voice-dial></voice-dial>`;

	async function open(script: string, { without }: { without?: RegExp } = {}): Promise<{ page: Page; requested: string[] }> {
		const page = await site.browser.newPage();
		if (without) await page.route(without, (route) => route.fulfill({ status: 404 }));
		await page.addInitScript('errors = []; addEventListener("voice-error", ({ error }) => errors.push(error.code));');
		const requested: string[] = [];
		page.on('request', (request) => requested.push(new URL(request.url()).pathname));
		await page.goto(site.page(script + phone()));
		await page.waitForFunction(() => ['phone', 'dial', 'call', 'chat'].every((name) => customElements.get(`voice-${name}`)));
		return { page, requested };
	}

	for (const [title, script] of scripts) {
		it(`${title} registers the elements and runs JsSIP only when a phone connects`, async () => {
			const { page, requested } = await open(script);
			assert.deepEqual([await jssipRan(page), requested.filter(isSip)], [false, []]);
			await page.evaluate(() => document.querySelector('voice-phone')?.phone.call('1001').id);
			await page.waitForFunction(() => 'jssipRan' in window);
			await page.waitForFunction(() => document.querySelector('voice-phone')?.phone.state.registration.phase === 'registered');
			assert.equal(requested.some(isSip), script.includes('module'), requested.join(', '));
			await page.close();
		});

		it(`${title} fetches what a face looks like only for those that are there`, async () => {
			const { page, requested } = await open(script);
			await page.waitForFunction(drawn);
			const looks = requested.filter((path) => path.includes('look'));
			assert.deepEqual(looks.map((path) => path.replace(/-[\w-]{8}\.js$/, '').replace(/^.*[./]/, '')).sort(), ['dial-look', 'look']);
			await page.close();
		});

		it(`${title} says that what a face looks like did not come, and draws it when it does`, async () => {
			const { page } = await open(script, { without: /dial-look/ });
			await page.waitForFunction(() => document.querySelector('voice-dial')?.shadowRoot?.textContent?.includes('could not be loaded'));
			assert.deepEqual(await page.evaluate('errors'), ['failed']);
			await page.unroute(/dial-look/);
			await page.evaluate(() => window.dispatchEvent(new Event('online')));
			await page.waitForFunction(drawn);
			await page.close();
		});
	}

	it('the classic script offers one global, and loaded twice stays the first', async () => {
		const { page } = await open('<script src="/voice-elements.min.js"></script><script>first = VoiceElements; before = Object.keys(window)</script><script src="/voice-elements.min.js"></script>');
		assert.deepEqual(await page.evaluate('[VoiceElements === first, typeof VoiceElements.Phone, document.querySelector("voice-phone").phone instanceof VoiceElements.Phone]'), [true, 'function', true]);
		await page.close();
	});
});
