import { expect } from '@open-wc/testing';
import type { VoiceDialRequestEvent } from '../../../src/core/events.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { button, part, shown, words } from '../stage.js';
import { announced, ringing, sizeOf, staged, type Stage } from './calls.js';

describe('voice-call, afterwards', () => {
	async function ended(): Promise<Stage & { session: ScriptedSession }> {
		const stage = await staged();
		const { session } = await stage.dial('"Bob" <sip:1002@voice.test>');
		session.tell({ type: 'terminated', at: Date.now() + 2000, termination: { by: 'remote', cause: 'busy', status: 486, reason: '<b>Busy</b>' } });
		await shown(stage.face);
		return { ...stage, session };
	}

	it('says why in words, and smaller the code and how long it took', async () => {
		const { face } = await ended();
		expect(part(face, 'state').textContent).to.equal('Bob was busy');
		expect(part(face, 'timer').textContent).to.equal('486 · 2 s');
		expect(sizeOf(part(face, 'timer'))).to.be.below(sizeOf(part(face, 'state')));
		expect(announced(face)).to.equal('Bob was busy');
	});

	it('calls again, if the page lets it', async () => {
		const { face, signaling } = await ended();
		let asked: VoiceDialRequestEvent | undefined;
		face.addEventListener('voice-dial-request', (event) => {
			asked = event;
			event.preventDefault();
		}, { once: true });
		button(face, 'Call again').click();
		await shown(face);
		expect(asked?.to).to.equal('sip:1002@voice.test');
		expect(signaling.invitations).to.have.length(1);
		button(face, 'Call again').click();
		await shown(face);
		expect(signaling.invitations).to.have.length(2);
	});

	it('says what stands in the way of a call of ours, and tries again', async () => {
		const { face, phone, media, signaling } = await staged();
		media.denial = new DOMException('No.', 'NotAllowedError');
		phone.call('bob');
		await shown(face);
		expect(part(face, 'state').textContent).to.equal('Your browser blocks the microphone');
		expect(announced(face)).to.equal('Your browser blocks the microphone. Allow it in the address bar, then try again.');
		media.denial = undefined;
		button(face, 'Try again').click();
		await shown(face);
		expect(signaling.invitations).to.have.length(1);
	});

	it('offers to call back whom one missed', async () => {
		const { face, session, signaling } = await ringing();
		session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } });
		await shown(face);
		expect(words(face)).to.contain('Missed call from Alice');
		button(face, 'Call back').click();
		await shown(face);
		expect(signaling.invitations[0]?.session.remote.user).to.equal('1001');
	});

	it('is dismissed, and then idle', async () => {
		const { face } = await ended();
		button(face, 'Dismiss').click();
		await shown(face);
		expect(words(face)).to.match(/^Recent calls Clear all B Bob Busy .+ Call again$/);
		expect(face.matches(':state(idle)')).to.equal(true);
	});
});
