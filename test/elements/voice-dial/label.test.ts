import { expect } from '@open-wc/testing';
import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import type { VoiceDial } from '../../../src/elements/voice-dial/voice-dial.js';
import type { SessionFact } from '../../../src/core/ports/session.js';
import { scriptedPhone, type ScriptedPhone } from '../../support/scripted-phone.js';
import { button, part, place, shown, shows } from '../stage.js';

describe('a call that began at a button with a label', () => {
	const NUMBER = /4711/;

	/** A button and, beside it, the place where calls are shown, of one phone; the button was pressed, and then this happened. */
	async function pressed(...facts: readonly SessionFact[]): Promise<ScriptedPhone & { button: VoiceDial; face: VoiceCall }> {
		const scripted = await scriptedPhone();
		const face = await place('voice-call', { phone: scripted.phone });
		const dialler = await place('voice-dial', { phone: scripted.phone, attributes: { to: '4711' }, label: 'Order\u202E spare parts' });
		part(dialler, 'call-button').click();
		await shown(dialler);
		for (const fact of facts) {
			scripted.signaling.invitations.at(-1)?.session.tell(fact);
			await shown(face);
		}
		return { ...scripted, button: dialler, face };
	}

	/** All that a page shows and says of a call, the words for screen readers too; not what a slot would say if the page had not filled it. */
	const all = (face: HTMLElement): string => [...(face.shadowRoot?.querySelectorAll('.base, .base *') ?? [])]
		.filter((element) => !(element instanceof HTMLSlotElement && element.assignedNodes().length > 0))
		.flatMap((element) => [element.ariaLabel, element.getAttribute('title'), ...[...element.childNodes].filter((node) => node instanceof Text).map(({ data }) => data)])
		.filter(Boolean).join(' | ');

	const confirmed = { type: 'confirmed', at: Date.now() } as const;
	const over = (cause: 'busy' | 'no-answer' | 'not-found' | 'hung-up' | 'lost' | 'refused', by: 'remote' | 'network' = 'remote'): SessionFact => ({ type: 'terminated', at: Date.now(), termination: { by, cause } });

	const rows: readonly (readonly [name: string, facts: readonly SessionFact[], words: string])[] = [
		['rings', [{ type: 'progress', earlyMedia: false }], 'Order spare parts'],
		['is told who answers', [confirmed, { type: 'remote', remote: { uri: 'sip:4711@voice.test', user: '4711', displayName: '4711' } }], 'Connected to “Order spare parts”'],
		['was busy', [over('busy')], '“Order spare parts” was busy'],
		['was not answered', [over('no-answer')], '“Order spare parts” did not answer'],
		['was not found', [over('not-found')], '“Order spare parts”'],
		['was refused', [over('refused')], 'Order spare parts'],
		['was hung up', [confirmed, over('hung-up')], '“Order spare parts” hung up'],
		['was lost', [confirmed, over('lost', 'network')], 'Order spare parts'],
	];
	for (const [name, facts, words] of rows) {
		it(`${name} under that label, and never its number`, async () => {
			const { face, button: dialler } = await pressed(...facts);
			expect(all(face)).to.contain(words).and.not.match(NUMBER);
			expect(all(dialler)).not.to.match(NUMBER);
		});
	}

	it('stands under it in the list of calls, and is called again under it', async () => {
		const { face, phone, signaling } = await pressed(over('busy'));
		phone.calls.forEach((call) => phone.dismiss(call));
		await shown(face);
		expect(part(face, 'name').textContent).to.equal('Order spare parts');
		expect(all(face)).not.to.match(NUMBER);
		part(face, 'history-entry').click();
		await shown(face);
		expect([signaling.invitations.length, phone.calls[0]?.remote.user, phone.calls[0]?.state.label]).to.deep.equal([2, '4711', 'Order spare parts']);
		expect(all(face)).not.to.match(NUMBER);
	});

	it('has a conversation under it, also when that is not shown and somebody writes', async () => {
		const { phone, signaling } = await pressed(confirmed);
		const chat = await place('voice-chat', { phone });
		await shown(chat);
		expect(part(chat, 'header').textContent).to.equal('Order spare parts');
		const other = await place('voice-chat', { phone, attributes: { to: '1002' } });
		signaling.receive('4711', 'We call back');
		await shown(chat);
		expect(all(chat)).to.contain('Order spare parts').and.not.match(NUMBER);
		expect(all(other)).not.to.match(NUMBER);
		phone.calls[0]?.hangUp();
		phone.chat({ person: '1003' });
		signaling.receive('1003', 'Hello');
		await shown(chat);
		expect(all(chat)).not.to.match(NUMBER);
	});

	it('is called again under it in a number pad of the same phone', async () => {
		const { phone } = await pressed(over('busy'));
		const pad = await place('voice-dial', { phone });
		expect(part(pad, 'redial').getAttribute('aria-label')).to.equal('Call Order spare parts again');
		expect(all(pad)).not.to.match(NUMBER);
	});

	it('has it also when a script dials before the button is drawn', async () => {
		const { phone } = await scriptedPhone();
		const dialler = document.createElement('voice-dial');
		Object.assign(dialler, { to: '4711', phone, textContent: 'Order spare parts' });
		document.body.append(dialler);
		expect(dialler.dial()?.state.label).to.equal('Order spare parts');
		dialler.remove();
	});

	it('is called again under it from its card', async () => {
		const { face, phone } = await pressed(over('busy'));
		button(face, 'Call again').click();
		await shown(face);
		expect(phone.calls.at(-1)?.state).to.include({ phase: 'trying', label: 'Order spare parts' });
	});

	it('is not heard under it', async () => {
		const { face, media, signaling } = await pressed(confirmed);
		const session = signaling.invitations.at(-1)?.session;
		if (session) session.connection = {} as RTCPeerConnection;
		session?.tell({ type: 'media' });
		media.watches.at(-1)?.report({ hears: 'no', heard: 'yes' });
		await shown(face);
		expect(all(face)).to.contain('No sound arrives from “Order spare parts”').and.not.match(NUMBER);
	});

	it('stands under it beside another call', async () => {
		const { face, phone, ring } = await pressed(confirmed);
		ring('"Alice" <sip:1001@voice.test>').session.tell({ type: 'confirmed', at: Date.now() + 5 });
		await shown(face);
		expect(shows(face, 'hangup-button')).to.equal(true);
		expect(phone.calls.length).to.equal(2);
		expect(all(face)).to.contain('Order spare parts').and.not.match(NUMBER);
	});

	it('has none where the page wrote none, or the phone was told another number', async () => {
		const { phone } = await scriptedPhone();
		const bare = await place('voice-dial', { phone, attributes: { to: '4711' } });
		part(bare, 'call-button').click();
		await shown(bare);
		expect(phone.calls.at(-1)?.state).not.to.have.property('label');
		const written = await place('voice-dial', { phone, attributes: { to: '4711' }, label: 'Order' });
		expect(written.dial('4712')?.state).not.to.have.property('label');
		expect(written.dial()?.state).to.have.property('label', 'Order');
	});
});
