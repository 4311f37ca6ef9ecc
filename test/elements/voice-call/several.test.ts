import { expect } from '@open-wc/testing';
import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { button, part, shown } from '../stage.js';
import { announced, talking, type Stage } from './calls.js';

describe('voice-call with several calls', () => {
	async function two(): Promise<Stage & { first: ScriptedSession; second: ScriptedSession }> {
		const stage = await talking();
		const { session } = stage.ring('"Alice" <sip:1001@voice.test>');
		await shown(stage.face);
		return { ...stage, first: stage.session, second: session };
	}

	const row = (face: VoiceCall): HTMLElement => face.shadowRoot!.querySelector('li')!;

	it('shows whom one talks to large, who rings as a row, and says so', async () => {
		const { face } = await two();
		expect(part(face, 'name').textContent).to.equal('Bob');
		expect(row(face).querySelector('[part~=name]')?.textContent).to.equal('Alice');
		expect(announced(face)).to.equal('Alice is calling');
	});

	it('holds the one when it answers the other', async () => {
		const { face, first, second } = await two();
		button(face, 'Answer').click();
		await shown(face);
		expect([first.said, second.said]).to.deep.equal([['hold'], ['answer']]);
		expect(part(face, 'name').textContent).to.equal('Alice');
		expect(row(face).textContent).to.contain('On hold');
	});

	it('swaps them', async () => {
		const { face, first, second } = await two();
		button(face, 'Answer').click();
		await shown(face);
		row(face).querySelector('button')?.click();
		await shown(face);
		expect([first.said, second.said]).to.deep.equal([['hold', 'resume'], ['answer', 'hold']]);
		expect(part(face, 'name').textContent).to.equal('Bob');
	});

	it('declines one and keeps the other', async () => {
		const { face, first, second } = await two();
		button(face, 'Decline').click();
		await shown(face);
		expect([first.said, second.said]).to.deep.equal([[], ['refuse: declined']]);
		expect(part(face, 'name').textContent).to.equal('Bob');
	});
});
