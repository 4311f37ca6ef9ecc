import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
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
		const { url, password } = site.pbx;
		const heard = await page.evaluate(`(async () => {
			const { Phone } = await import('/core.js');
			const phone = new Phone(${JSON.stringify({ server: url, uri: 'sip:1000@voice.test', password })});
			const reached = (condition) => new Promise((resolve) => phone.subscribe(() => condition() && resolve()));
			phone.start();
			await reached(() => phone.state.registration.phase === 'registered');
			const call = phone.call('9196');
			await reached(() => call.state.phase === 'confirmed' && call.state.hears === 'yes');
			call.hangUp();
			await phone.stop();
			return { phase: call.state.phase, defined: customElements.get('voice-phone') !== undefined };
		})()`);
		assert.deepEqual(heard, { phase: 'terminated', defined: false });
		await page.close();
	});
});
