import { expect } from '@open-wc/testing';
import { scriptedPhone, turn } from '../../support/scripted-phone.js';
import { button, part, place, shown, words } from '../stage.js';

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
