import { expect } from '@open-wc/testing';
import { VoiceAnswerRequestEvent } from '../../../src/core/events.js';
import { scriptedPhone } from '../../support/scripted-phone.js';
import { button, focused, part, place, shown, shows } from '../stage.js';
import { announced, ringing, sizeOf } from './calls.js';

const overlap = (a: DOMRect, b: DOMRect): boolean => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

describe('voice-call, ringing', () => {
	it('shows the name as the largest thing', async () => {
		const { face } = await ringing();
		const name = part(face, 'name');
		expect(name.textContent).to.equal('Alice');
		const others = [...face.shadowRoot!.querySelectorAll<HTMLElement>('p, span, bdi, button')].filter((one) => one.textContent?.trim() && one !== name && !one.contains(name) && one.part[0] !== 'avatar');
		expect(Math.max(...others.map(sizeOf))).to.be.below(sizeOf(name));
	});

	it('answers', async () => {
		const { face, session } = await ringing();
		button(face, 'Answer').click();
		await shown(face);
		expect(session.said).to.deep.equal(['answer']);
		expect(part(face, 'timer').textContent).to.equal('00:00');
	});

	it('asks the page before it answers, which can prevent it', async () => {
		const { face, session, call } = await ringing();
		let asked: VoiceAnswerRequestEvent | undefined;
		document.addEventListener('voice-answer-request', (event) => {
			asked = event;
			event.preventDefault();
		}, { once: true });
		button(face, 'Answer').click();
		await shown(face);
		expect(asked).to.be.instanceOf(VoiceAnswerRequestEvent);
		expect(asked?.call === call).to.equal(true);
		expect(session.said).to.deep.equal([]);
	});

	it('declines', async () => {
		const { face, session } = await ringing();
		button(face, 'Decline').click();
		await shown(face);
		expect(session.said).to.deep.equal(['refuse: declined']);
		expect(part(face, 'state').textContent).to.equal('You declined Alice');
	});

	it('is said once, however long it rings', async () => {
		const { face, session } = await ringing();
		const status = face.shadowRoot!.querySelector('.base > [role=status]')!;
		const changes: string[] = [];
		new MutationObserver(() => changes.push(status.textContent ?? '')).observe(status, { childList: true, characterData: true, subtree: true });
		expect(announced(face)).to.equal('Alice is calling');
		session.tell({ type: 'progress', earlyMedia: false });
		face.requestUpdate();
		await shown(face);
		expect(changes).to.deep.equal([]);
	});

	it('shows that it is being answered, until it is', async () => {
		const { face, session } = await ringing();
		const answer = session.delay('answer');
		button(face, 'Answer').click();
		await shown(face);
		expect(button(face, 'Answer').getAttribute('aria-busy')).to.equal('true');
		expect(part(face, 'state').textContent).to.equal('Answering…');
		answer.resolve();
		await shown(face);
		expect(shows(face, 'answer-button')).to.equal(false);
	});

	it('rings on with a way out when the microphone is denied', async () => {
		const { face, session, media } = await ringing();
		media.denial = new DOMException('No.', 'NotAllowedError');
		button(face, 'Answer').click();
		await shown(face);
		expect(part(face, 'notice').textContent).to.contain('Allow it in the address bar');
		media.denial = undefined;
		button(face, 'Try again').click();
		await shown(face);
		expect(session.said).to.deep.equal(['answer']);
	});

	it('puts nothing that ends the call where answer was', async () => {
		for (const [width, from] of [['320px', 'alice'], ['320px', '"Alice" <sip:1001@voice.test>'], ['480px', 'alice'], ['960px', 'alice']] as const) {
			const { face } = await ringing(from);
			face.style.width = width;
			const answer = button(face, 'Answer').getBoundingClientRect();
			expect(overlap(answer, button(face, 'Decline').getBoundingClientRect())).to.equal(false);
			button(face, 'Answer').click();
			await shown(face);
			expect(overlap(answer, button(face, 'Hang up').getBoundingClientRect()), `${width}, ${from}`).to.equal(false);
			face.remove();
		}
	});

	it('leaves the focus in the call that was answered, and not on hang-up', async () => {
		const { face } = await ringing();
		button(face, 'Answer').focus();
		button(face, 'Answer').click();
		await shown(face);
		expect(focused(face)).to.equal('call');
	});

	it('makes a phone answerable, as long as it stands in the page', async () => {
		const { phone, signaling } = await scriptedPhone({ answeredBy: 'elements' });
		const turnedAway = signaling.ring('early');
		const face = await place('voice-call', { phone });
		const rung = signaling.ring('alice');
		await shown(face);
		face.remove();
		await shown(face);
		const late = signaling.ring('late');
		expect([turnedAway, rung, late].map(({ said }) => said)).to.deep.equal(Array(3).fill(['refuse: unavailable']));
		expect(phone.calls.map(({ remote }) => remote.user)).to.deep.equal(['alice']);
	});
});
