import { expect } from '@open-wc/testing';
import { scriptedPhone, turn } from '../../support/scripted-phone.js';
import { button, focused, part, place, press, shown, words } from '../stage.js';
import { signIn } from './dialler.js';

describe('voice-dial with a fixed destination', () => {
	const attributes = { to: 'sip:sales@voice.test' };

	it('is one button, labelled by the page', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes, label: 'Talk to us' });
		expect([...face.shadowRoot!.querySelectorAll('button')].filter((one) => one.checkVisibility({ visibilityProperty: true })).length).to.equal(1);
		expect(part(face, 'call-button').querySelector<HTMLSlotElement>('slot:not([name])')?.assignedNodes()[0]?.textContent).to.equal('Talk to us');
	});

	it('names whom it calls when the page does not', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		expect(words(face)).to.equal('Call sales');
	});

	it('becomes what the call does, a timer, and a way to hang up', async () => {
		const { phone, signaling } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').click();
		await shown(face);
		const [{ session } = { session: undefined }] = signaling.invitations;
		expect(words(face)).to.equal('Calling… Hang up');
		session?.tell({ type: 'progress', earlyMedia: false });
		await shown(face);
		expect(words(face)).to.equal('Ringing… Hang up');
		session?.tell({ type: 'confirmed', at: Date.now() - 12_100 });
		await shown(face);
		expect(words(face)).to.equal('00:12 Hang up');
		await new Promise((resolve) => setTimeout(resolve, 600));
		button(face, 'Hang up').click();
		await shown(face);
		expect(session?.said).to.deep.equal(['hang up']);
		expect(words(face)).to.equal('Call sales');
	});

	it('is not ended by the second click of a double click', async () => {
		const { phone, signaling } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').click();
		await shown(face);
		button(face, 'Hang up').click();
		await turn();
		expect(signaling.invitations[0]?.session.said).to.deep.equal([]);
	});

	it('keeps its place and its size, whatever happens', async () => {
		const { phone, signaling } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		const boxes = new Set<string>();
		const measure = async (): Promise<void> => {
			await shown(face);
			const { x, y, width, height } = face.getBoundingClientRect();
			boxes.add([x, y, width, height].join());
		};
		await measure();
		part(face, 'call-button').click();
		await measure();
		const session = signaling.invitations[0]!.session;
		for (const fact of [{ type: 'progress', earlyMedia: true }, { type: 'confirmed', at: Date.now() - 4_000_000 }, { type: 'remote-hold', held: true }, { type: 'recovering', of: 'media', at: 1 }] as const) {
			session.tell(fact);
			await measure();
		}
		session.end();
		await measure();
		expect([...boxes]).to.have.length(1);
	});

	it('keeps the focus: on what hangs up during the call, and on what calls after it', async () => {
		const { phone, signaling } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').focus();
		part(face, 'call-button').click();
		await shown(face);
		expect(focused(face)).to.equal('hangup-button');
		signaling.invitations[0]?.session.end();
		await shown(face);
		expect(focused(face)).to.equal('call-button');
	});

	it('is not ended by the key that dialled and is held down', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		expect(press(part(face, 'call-button'), 'Enter').defaultPrevented).to.equal(false);
		expect(press(part(face, 'call-button'), 'Enter', { repeat: true }).defaultPrevented).to.equal(true);
	});

	it('that was made anew knows its call', async () => {
		const { phone } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').click();
		await shown(face);
		face.remove();
		const again = await place('voice-dial', { phone, attributes });
		expect(words(again)).to.equal('Calling… Hang up');
		expect(words(await place('voice-dial', { phone, attributes: { to: 'support' } }))).to.equal('Call support');
	});

	it('lets one sign in, where nobody did', async () => {
		const { phone, signaling } = await scriptedPhone({ signIn: true });
		const face = await place('voice-dial', { phone, attributes });
		expect(words(face)).to.equal('Call sales Sign in to call Sign in');
		button(face, 'Sign in').click();
		await shown(face);
		expect(focused(face)).to.equal('input');
		signIn(face);
		await shown(face);
		signaling.register();
		await shown(face);
		part(face, 'call-button').click();
		await shown(face);
		expect(signaling.invitations.length).to.equal(1);
	});

	it('says why nobody was reached', async () => {
		const { phone, signaling } = await scriptedPhone();
		const face = await place('voice-dial', { phone, attributes });
		part(face, 'call-button').click();
		await shown(face);
		signaling.invitations[0]?.session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy', status: 486 } });
		await shown(face);
		expect(words(face)).to.equal('Call sales sales was busy');
	});
});
