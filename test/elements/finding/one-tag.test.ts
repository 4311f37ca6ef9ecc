import { expect } from '@open-wc/testing';
import '../../../src/index.js';
import { nextCall, reached, registered, registeredPhone, serverInPage } from '../../support/phones.js';
import { nextTask, section } from '../../support/section.js';

const ACCOUNT = 'server="wss://voice.test" uri="sip:1000@voice.test" password="1234"';

describe('one tag is enough', () => {
	for (const tag of ['voice-dial', 'voice-call', 'voice-chat'] as const) {
		it(`for <${tag}>: it registers, and its password leaves the markup`, async () => {
			const server = serverInPage();
			section(`<${tag} ${ACCOUNT}></${tag}>`);
			await registered(document.querySelector('voice-phone')!.phone);
			expect([...server.registrations.keys()]).to.deep.equal(['1000']);
			expect(document.documentElement.outerHTML).not.to.contain('1234');
		});
	}

	it('for a call button that does not register', async () => {
		const server = serverInPage({ trusts: ({ from }) => from === 'web' });
		const friend = await registeredPhone('1001');
		const dial = section('<voice-dial server="wss://voice.test" uri="sip:web@voice.test" to="sip:1001@voice.test" without-registration>Call sales</voice-dial>').one('voice-dial');
		await dial.updateComplete;
		dial.shadowRoot?.querySelector<HTMLElement>('[part~="call-button"]')?.click();
		const call = await nextCall(friend);
		expect(call.remote.user).to.equal('web');
		expect([...server.registrations.keys()]).to.deep.equal(['1001']);
		dial.remove();
		await reached(call, 'terminated');
	});

	it('for a page with three: they share the phone that one of them makes, and a call rings', async () => {
		serverInPage();
		const part = section(`<header><voice-dial ${ACCOUNT}></voice-dial></header><voice-call></voice-call><aside><voice-chat></voice-chat></aside>`);
		expect(document.querySelectorAll('voice-phone').length).to.equal(1);
		const { phone } = document.querySelector('voice-phone')!;
		await registered(phone);
		const friend = await registeredPhone('1001');
		const ringing = friend.call('1000');
		await reached(ringing, 'early');
		expect(part.one('voice-call').matches(':state(incoming)')).to.equal(true);
		part.one('voice-call').remove();
		await reached(ringing, 'terminated');
		expect(ringing.state.phase === 'terminated' && ringing.state.termination.status).to.equal(480);
		part.replaceChildren();
		await nextTask();
		expect(document.querySelector('voice-phone')).to.equal(null);
	});
});
