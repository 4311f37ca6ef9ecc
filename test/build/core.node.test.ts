import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type * as Core from '../../src/without-elements.js';
import { firstLoad, gzipped } from './built.js';
import { Site } from './site.js';

describe('voice-elements/core', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	it('loads no element and no Lit', () => {
		const files = [...firstLoad('core.js')];
		assert.deepEqual(files.map((file) => file.replace(/-[\w-]+\.js$/, '')), ['core.js', 'chunks/phone']);
		assert.ok(gzipped(...files) < gzipped(...firstLoad('index.js')));
	});

	it('makes a phone with one call, which registers, calls and hears', async () => {
		const page = await site.browser.newPage();
		await page.goto(site.page(''));
		const heard = await page.evaluate(async ({ url, password }) => {
			const address = '/core.js';
			const { Phone } = await import(address) as typeof Core;
			const phone = new Phone({ server: url, uri: 'sip:1000@voice.test', password });
			const reached = (condition: () => boolean): Promise<void> => new Promise((resolve) => phone.subscribe(() => condition() && resolve()));
			phone.start();
			await reached(() => phone.state.registration.phase === 'registered');
			const call = phone.call('9196');
			await reached(() => call.state.phase === 'confirmed' && call.state.hears === 'yes');
			call.hangUp();
			await phone.stop();
			return { phase: call.state.phase, defined: document.querySelectorAll(':not(:defined)').length + Number(Boolean(customElements.get('voice-phone'))) };
		}, { url: site.pbx.url, password: site.pbx.password });
		assert.deepEqual(heard, { phase: 'terminated', defined: 0 });
		await page.close();
	});
});
