import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ended } from '../../../stories/scenes/scene.js';
import { turn } from '../../support/scripted-phone.js';
import { button, part, shown, shows } from '../stage.js';
import { field, sent, staged, type Stage } from './chats.js';

const named = (face: Stage['face']): string | null => part(face, 'header').textContent;
const type = (text: string): Promise<void> => sendKeys({ type: text });

/** A conversation with 1016, whose field has the focus. */
async function focused(attributes: Readonly<Record<string, string>> = {}): Promise<Stage> {
	const stage = await staged(attributes);
	stage.signaling.receive('1016', 'Where are you?');
	await shown(stage.face);
	field(stage.face).focus();
	await shown(stage.face);
	return stage;
}

const triggers: Readonly<Record<string, (stage: Stage) => unknown>> = {
	'a call that rings': ({ ring }) => ring('1017'),
	'a call that was answered elsewhere and is lost': ({ ring }) => ring('1017').session.tell(ended({ by: 'network', cause: 'lost' })),
	'a call that begins': async ({ dial }) => (await dial('1017')).session.confirm(),
	'a call that ends': async ({ dial }) => {
		const { session } = await dial('1017');
		session.confirm();
		await turn();
		session.end();
	},
	'a text of somebody else': ({ signaling }) => signaling.receive('1017', 'me first'),
	'an attribute': ({ face }) => void (face.to = '1017'),
	'a room in an attribute': ({ face }) => void (face.room = '1017'),
};

describe('a conversation in voice-chat', () => {
	for (const [what, act] of Object.entries(triggers)) {
		it(`does not change under who types by ${what}`, async () => {
			const stage = await focused();
			await type('Behind the ');
			await act(stage);
			await type('house, alone');
			await shown(stage.face);
			expect(named(stage.face)).to.equal('1016');
			await sendKeys({ press: 'Enter' });
			await type('Still there?');
			await sendKeys({ press: 'Enter' });
			await shown(stage.face);
			expect(sent(stage)).to.deep.equal(['1016: Behind the house, alone', '1016: Still there?']);
			expect(named(stage.face)).to.equal('1016');
		});

		it(`does not change while the field is empty and has the focus by ${what}`, async () => {
			const stage = await focused();
			await act(stage);
			await type('hi');
			await sendKeys({ press: 'Enter' });
			await shown(stage.face);
			expect(sent(stage)).to.deep.equal(['1016: hi']);
		});

		it(`does not change while there is a draft and the focus elsewhere by ${what}`, async () => {
			const stage = await focused();
			await type('for 1016');
			field(stage.face).blur();
			await act(stage);
			await shown(stage.face);
			expect([named(stage.face), field(stage.face).value]).to.deep.equal(['1016', 'for 1016']);
			button(stage.face, 'Send').click();
			await shown(stage.face);
			expect(sent(stage)).to.deep.equal(['1016: for 1016']);
		});
	}

	it('offers the other one, keeps the draft, and leads back to it', async () => {
		const stage = await focused();
		await type('half a sen');
		stage.ring('1017');
		await shown(stage.face);
		expect(stage.face.shadowRoot?.querySelector('.others [role=status]')?.textContent).to.equal('Go to 1017');
		button(stage.face, 'Go to 1017').click();
		await shown(stage.face);
		expect([named(stage.face), field(stage.face).value]).to.deep.equal(['1017', '']);
		await type('busy');
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		button(stage.face, 'Back to 1016').click();
		await shown(stage.face);
		await type('tence');
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		expect(sent(stage)).to.deep.equal(['1017: busy', '1016: half a sentence']);
	});

	it('changes once nobody writes any more', async () => {
		const stage = await focused();
		stage.ring('1017');
		await shown(stage.face);
		expect(named(stage.face)).to.equal('1016');
		field(stage.face).blur();
		await shown(stage.face);
		expect(named(stage.face)).to.equal('1017');
		expect(shows(stage.face, 'other offered')).to.equal(false);
	});

	it('is pressed as it was seen: to take the focus away by that does not move it', async () => {
		const stage = await focused();
		stage.signaling.receive('1018', 'and I?');
		stage.ring('1017');
		await shown(stage.face);
		const pill = button(stage.face, '1 new message from 1018');
		pill.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
		field(stage.face).blur();
		await shown(stage.face);
		expect(pill.isConnected).to.equal(true);
		pill.dispatchEvent(new PointerEvent('pointerup', { bubbles: true, composed: true }));
		pill.click();
		await shown(stage.face);
		expect(named(stage.face)).to.equal('1018');
	});

	it('stays when the page gives another phone under who writes, and sends nothing once whoever wrote has signed out', async () => {
		const stage = await focused();
		await type('for 1016 of ours');
		const other = await staged();
		stage.face.phone = other.phone;
		await shown(stage.face);
		expect([named(stage.face), field(stage.face).value]).to.deep.equal(['1016', 'for 1016 of ours']);
		await stage.phone.signOut();
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		expect([...sent(stage), ...sent(other)]).to.deep.equal([]);
		expect(stage.face.shadowRoot?.textContent).not.to.contain('Where are you?');
	});

	it('takes what is typed before it could be opened', async () => {
		const stage = await staged({ to: '1016' }, { connect: 'use' });
		field(stage.face).focus();
		await type('early');
		await shown(stage.face);
		stage.face.to = '1017';
		stage.signaling.register();
		await shown(stage.face);
		await sendKeys({ press: 'Enter' });
		await shown(stage.face);
		expect(sent(stage)).to.deep.equal(['1016: early']);
	});
});
