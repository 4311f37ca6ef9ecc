import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { scripts, Site } from './site.js';

/** As the README has it, and a page that finds its phone in it. */
const page = (script: string): string => `${script}
<script type="module">
	import { loopbackWebSocket, pageServices, Pbx } from '/pbx/index.js';
	const pbx = new Pbx({ services: pageServices() });
	window.WebSocket = loopbackWebSocket(pbx, { servers: ['wss://voice.test'] });
	document.body.insertAdjacentHTML('beforeend', '<voice-phone server="wss://voice.test" uri="sip:1000@voice.test" password="1234"></voice-phone><voice-call></voice-call>');
</script>`;

describe('voice-elements/pbx', { timeout: 120_000 }, () => {
	let site: Site;

	before(async () => void (site = await Site.open()), { timeout: 300_000 });
	after(() => site.close());

	for (const [name, script] of scripts) {
		it(`stands in for a server of a page with ${name}, and only for that one`, async () => {
			const opened = await site.browser.newPage();
			await opened.goto(site.page(page(script)));
			const seen = await opened.evaluate(`(async () => {
				await customElements.whenDefined('voice-phone');
				await new Promise((resolve) => {
					const look = () => (document.querySelector('voice-phone')?.phone ? resolve() : setTimeout(look, 20));
					look();
				});
				const { phone } = document.querySelector('voice-phone');
				const reached = (store, condition) => new Promise((resolve) => {
					const look = () => condition() && resolve();
					store.subscribe(look);
					look();
				});
				await reached(phone, () => phone.state.registration.phase === 'registered');
				const call = phone.call('9196');
				await reached(call, () => call.state.phase === 'confirmed' && call.state.hears === 'yes');
				call.hangUp();
				const elsewhere = new WebSocket(${JSON.stringify(site.pbx.url)}, 'sip');
				const opened = await new Promise((resolve) => {
					elsewhere.onopen = () => resolve('opened');
					elsewhere.onerror = () => resolve('failed');
				});
				return { opened, native: /native code/.test(elsewhere.constructor.toString()), phase: call.state.phase };
			})()`);
			assert.deepEqual(seen, { opened: 'opened', native: true, phase: 'terminated' });
			await opened.close();
		});
	}
});
