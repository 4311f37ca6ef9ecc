import { expect } from '@open-wc/testing';
import type { Phone } from '../../src/core/phone.js';
import { place, shown, words } from '../elements/stage.js';
import { nextCall } from '../support/phones.js';
import { RawClient } from '../support/raw-client.js';
import { change } from '../sip/support/line-rules.js';
import { ended, eventually } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

declare global {
	/** What the markup of an attacker would set. */
	var owned: unknown;
}

const SCRIPT = '<img src=x onerror="owned=1"><script>owned=1</script><svg onload=owned=1>';
/** Turns what follows round, rings a bell, and hides. */
const TURNED = '\u202Eknab\u202C\u0007\u200B\u2066';
const DECEIT = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

describe('markup and deceit in every word that a face shows', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let faces: readonly Face[];

	beforeEach(async () => {
		office = new PageOffice();
		alice = await office.registered('1000', ALICE, { displayName: SCRIPT });
		faces = await allFaces(alice);
	});

	afterEach(() => {
		for (const face of faces) face.remove();
	});

	it('the name of who calls', async () => {
		const bob = await office.registered('1001', BOB);
		office.wire.intercept(change(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === undefined, (text) => text.replace(/^From: .*?</m, `From: "${SCRIPT.replaceAll('"', '\\"')}${TURNED}" <`)));
		bob.call('1000');
		await nextCall(alice);
		await showsAsText('<img src=x onerror="owned=1">');
	});

	it('the reason of who declines', async () => {
		office.wire.intercept(change(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === 404, (text) => text.replace(/^SIP\/2\.0 404 .*$/m, `SIP/2.0 499 ${SCRIPT}${TURNED}`)));
		await ended(alice.call('nobody'));
		await showsAsText('');
	});

	it('a text, and who wrote it', async () => {
		const eve = new RawClient(office.pbx, '1001');
		const text = eve.request('MESSAGE', 'sip:1000@voice.test', { headers: [['X-Room', `<sip:${SCRIPT}>`], ['X-Message-Id', SCRIPT]], body: `${SCRIPT}${TURNED}` });
		await eve.ask(text.set('From', text.get('From').replace('<', `"${SCRIPT.replaceAll('"', '\\"')}${TURNED}" <`)));
		await eventually(() => alice.state.chats.length === 1, 'the text is there');
		await showsAsText(SCRIPT);
	});

	it('a text that says of itself that it is HTML', async () => {
		const eve = new RawClient(office.pbx, '1001');
		await eve.ask(eve.request('MESSAGE', 'sip:1000@voice.test', { headers: [['Content-Type', 'text/html']], body: `&lt;img src=x onerror="owned=1"&gt;${SCRIPT}<b>bold</b><a href="javascript:owned=1">press</a>` }));
		await eventually(() => alice.state.chats.length === 1, 'the text is there');
		await showsAsText('boldpress');
	});

	it('a link that is none', async () => {
		const eve = new RawClient(office.pbx, '1001');
		await eve.ask(eve.request('MESSAGE', 'sip:1000@voice.test', { body: 'javascript:owned=1 data:text/html,<script>owned=1</script> https://good.example/"onclick="owned=1' }));
		await eventually(() => alice.state.chats.length === 1, 'the text is there');
		await showsAsText('javascript:owned=1');
	});

	it('the attributes and the configuration of the page', async () => {
		const strange = office.phone('1002', BOB, { server: 'wss://voice.test', displayName: `${SCRIPT}${TURNED}`, ringtone: 'javascript:owned=1' });
		for (const face of faces) face.phone = strange;
		const dial = await place('voice-dial', { phone: strange, attributes: { to: `"${SCRIPT}" <sip:1001@voice.test>`, placeholder: SCRIPT } });
		faces = [...faces, dial];
		await showsAsText('');
	});

	/** The words are there to be read, nothing of them became an element, ran, or hides. */
	async function showsAsText(what: string): Promise<void> {
		for (const face of faces) await shown(face);
		if (what) await eventually(async () => {
			for (const face of faces) await shown(face);
			return faces.some((face) => words(face).includes(what));
		}, `“${what}” is shown`);
		for (const face of faces) {
			const root = face.shadowRoot!;
			expect(root.querySelectorAll('script, img, iframe, object, b, a:not([href^="http"]), svg[onload], [onerror], [onclick]')).to.have.length(0);
			expect(root.textContent).not.to.match(DECEIT);
		}
		expect(globalThis.owned).to.equal(undefined);
	}
});

type Face = HTMLElementTagNameMap['voice-dial' | 'voice-call' | 'voice-chat'];

function allFaces(phone: Phone): Promise<readonly Face[]> {
	return Promise.all([place('voice-dial', { phone }), place('voice-call', { phone }), place('voice-chat', { phone, attributes: { to: '1001' } })]);
}
