import { expect } from '@open-wc/testing';
import type { SessionFact } from '../../../src/core/ports/session.js';
import { place, shown } from '../stage.js';
import { scriptedPhone } from '../../support/scripted-phone.js';

const NAMES: Readonly<Record<string, string>> = {
	'Thai letters of twenty marks': `\u0E01${'\u0E49'.repeat(20)}`.repeat(3),
	'joined emoji': '👨\u200D'.repeat(21),
	'one long word': 'x'.repeat(64),
};

const confirmed = { type: 'confirmed', at: Date.now() } as const;
const over = (cause: 'busy' | 'hung-up' | 'cancelled'): SessionFact => ({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause } });

describe('a name that would be wider than the page', () => {
	for (const [what, name] of Object.entries(NAMES)) {
		for (const [state, facts] of Object.entries<readonly SessionFact[]>({ 'rings': [], 'talks': [confirmed], 'hung up': [confirmed, over('hung-up')], 'gave up': [over('cancelled')] })) {
			it(`widens nothing where somebody ${state}, nor in a row or the list: ${what}`, async () => {
				const { phone, ring } = await scriptedPhone();
				const box = document.createElement('div');
				box.style.inlineSize = '320px';
				document.body.append(box);
				const face = await place('voice-call', { phone });
				box.append(face);
				const widths = async (): Promise<readonly [number, number]> => {
					await shown(face);
					return [box.scrollWidth, face.shadowRoot?.querySelector('.base')?.scrollWidth ?? 0];
				};
				const { session } = ring(`"${name}" <sip:1001@voice.test>`);
				for (const fact of facts) session.tell(fact);
				expect(await widths()).to.deep.equal([320, 320 - 2]);
				ring(`"${name}" <sip:1002@voice.test>`);
				expect(await widths()).to.deep.equal([320, 320 - 2]);
				for (const call of phone.calls) call.hangUp();
				for (const call of phone.calls) phone.dismiss(call);
				expect(await widths()).to.deep.equal([320, 320 - 2]);
				box.remove();
			});
		}

		it(`widens no call button that says what became of the call: ${what}`, async () => {
			const { phone, signaling } = await scriptedPhone();
			const box = document.createElement('div');
			box.style.inlineSize = '320px';
			document.body.append(box);
			const face = await place('voice-dial', { phone, attributes: { to: `"${name}" <sip:1001@voice.test>` } });
			box.append(face);
			face.dial();
			await shown(face);
			signaling.invitations[0]?.session.tell(over('busy'));
			await shown(face);
			expect(face.shadowRoot?.querySelector('.reason')?.textContent?.trim()).to.not.equal('');
			expect(box.scrollWidth).to.equal(320);
			box.remove();
		});
	}
});
