import { expect } from '@open-wc/testing';
import { VoiceError } from '../../../src/core/voice-error.js';
import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import { button, enter, focused, part, press, shown, shows, words } from '../stage.js';
import { announced, talking } from './calls.js';

const field = (face: VoiceCall): HTMLInputElement => face.shadowRoot!.querySelector('form input')!;

describe('voice-call, transferring', () => {
	async function transferring(...args: Parameters<typeof talking>): ReturnType<typeof talking> {
		const stage = await talking(...args);
		button(stage.face, 'More').click();
		await shown(stage.face);
		button(stage.face, 'Transfer').click();
		await shown(stage.face);
		return stage;
	}

	async function submit(face: VoiceCall, target: string): Promise<void> {
		enter(field(face), target);
		field(face).form?.requestSubmit();
		await shown(face);
	}

	it('asks behind “more” to whom, where one types at once', async () => {
		const { face } = await transferring();
		expect(face.shadowRoot?.activeElement).to.equal(field(face));
		expect(button(face, 'More').ariaExpanded).to.equal('true');
	});

	it('hands the other side on, says so meanwhile, and in the end', async () => {
		const { face, session } = await transferring();
		const transfer = session.delay('transfer');
		await submit(face, '"Carol" <sip:1003@voice.test>');
		expect(session.said).to.deep.equal(['transfer: sip:1003@voice.test']);
		expect([part(face, 'state').textContent, announced(face)]).to.deep.equal(['Transferring…', 'Transferring…']);
		expect(part(face, 'control more').getAttribute('aria-busy')).to.equal('true');
		transfer.resolve();
		await shown(face);
		session.end();
		await shown(face);
		expect([part(face, 'state').textContent, announced(face)]).to.deep.equal(['You connected Bob with Carol', 'You connected Bob with Carol']);
	});

	it('says that it was refused and why, and keeps what was typed', async () => {
		const { face, session } = await transferring();
		session.delay('transfer').reject(new VoiceError('refused', 'No.', { status: 404 }));
		await submit(face, '1003');
		expect(part(face, 'notice').textContent).to.contain('The call was not transferred. The server refused (404).');
		expect(field(face).value).to.equal('1003');
	});

	it('says at the field that a number is none', async () => {
		const { face, session } = await transferring();
		await submit(face, 'no body');
		expect(session.said).to.deep.equal([]);
		expect(part(face, 'notice').textContent).to.contain('not a name or number');
		expect(field(face).ariaInvalid).to.equal('true');
		await submit(face, '1003');
		expect(shows(face, 'notice')).to.equal(false);
	});

	it('connects two calls with each other', async () => {
		const { face, ring } = await talking();
		const { session } = ring('"Alice" <sip:1001@voice.test>');
		await shown(face);
		button(face, 'Answer').click();
		await shown(face);
		button(face, 'More').click();
		await shown(face);
		button(face, 'Transfer').click();
		await shown(face);
		button(face, 'Connect with Bob').click();
		await shown(face);
		expect(session.said).to.deep.equal(['answer', 'transfer: call with sip:1002@voice.test']);
	});

	it('leaves the field on Escape, and gives the focus back', async () => {
		const { face } = await transferring();
		press(field(face), 'Escape');
		await shown(face);
		expect([focused(face), button(face, 'More').ariaExpanded]).to.deep.equal(['control', 'false']);
		expect(face.shadowRoot?.querySelector('form')).to.equal(null);
	});

	it('sends no tones of what is typed, and keeps it from the page', async () => {
		const { face, session } = await transferring();
		let leaked = false;
		document.body.addEventListener('keydown', () => (leaked = true), { once: true });
		press(field(face), '5');
		expect([leaked, session.said]).to.deep.equal([false, []]);
	});

	it('has a control of its own, where the page wants that', async () => {
		const { face } = await talking({ controls: 'mute transfer' });
		expect(words(face)).not.to.contain('More');
		button(face, 'Transfer').click();
		await shown(face);
		expect(button(face, 'Transfer').ariaExpanded).to.equal('true');
	});

	it('is not offered by a protocol that cannot', async () => {
		const { face, session } = await talking();
		session.lose('transfer');
		await shown(face);
		expect(words(face)).not.to.contain('More');
	});
});
