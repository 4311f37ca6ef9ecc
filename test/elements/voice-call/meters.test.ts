import { expect } from '@open-wc/testing';
import type { VoiceCall } from '../../../src/elements/voice-call/voice-call.js';
import { eventually, hears, talking, type Conversation } from '../../phone/support/calls.js';
import { ALICE, BOB, PageOffice } from '../../phone/support/office.js';
import { place, shown } from '../stage.js';

/** So many bars are lit on a side; none where there is no meter. */
function lit(face: VoiceCall, side: 'local' | 'remote'): number {
	const [bar] = face.shadowRoot!.querySelectorAll(`.level.${side} > *`);
	const dark = document.createElement('i');
	dark.style.cssText = 'position: absolute; background: color-mix(in srgb, currentcolor 22%, transparent)';
	bar?.parentElement?.append(dark);
	const colours = [...face.shadowRoot!.querySelectorAll(`.level.${side} > span`)].map((one) => getComputedStyle(one).backgroundColor);
	const off = getComputedStyle(dark).backgroundColor;
	dark.remove();
	return colours.filter((colour) => colour !== off).length;
}

/** Statistics of Firefox do not tell how loud a microphone is. */
const tellsOfMicrophone = !navigator.userAgent.includes('Firefox');

/** Local and remote. */
const sides = (face: VoiceCall): readonly number[] => [lit(face, 'local'), lit(face, 'remote')];

describe('the meters of a call with sound', () => {
	let face: VoiceCall;
	let conversation: Conversation;

	beforeEach(async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		face = await place('voice-call', { phone: alice });
		face.style.setProperty('--voice-duration', '0s');
		conversation = await talking(alice, bob, '1001');
		await hears(conversation.outgoing, BOB);
		await speak();
	});

	const speak = (): Promise<void> => eventually(() => sides(face).every((bars, side) => bars > 0 || (side === 0 && !tellsOfMicrophone)), 'the meters show sound');

	/** Both are dark, and stay so. */
	async function dark(): Promise<void> {
		await shown(face);
		expect(sides(face)).to.deep.equal([0, 0]);
		await new Promise((resolve) => setTimeout(resolve, 400));
		expect(sides(face)).to.deep.equal([0, 0]);
	}

	it('go dark while we hold it, and show sound again afterwards', async () => {
		await conversation.outgoing.hold();
		await dark();
		await conversation.outgoing.resume();
		await speak();
	});

	it('go dark while the other side holds it, and show sound again afterwards', async () => {
		await conversation.incoming.hold();
		await eventually(() => conversation.outgoing.state.phase === 'confirmed' && conversation.outgoing.state.hold.remote, 'the hold arrives');
		await dark();
		await conversation.incoming.resume();
		await speak();
	});

	it('of a microphone that is muted goes dark, and that of a voice that falls silent', async () => {
		conversation.outgoing.mute();
		await shown(face);
		expect(lit(face, 'local')).to.equal(0);
		conversation.incoming.mute();
		await eventually(() => lit(face, 'remote') === 0, 'the far voice is silent');
	});

	it('are dark out of sight, and when the call is over', async () => {
		face.style.cssText = 'position: fixed; inset-block-start: -1000px';
		await eventually(() => sides(face).every((bars) => bars === 0), 'nothing is measured');
		face.style.cssText = '';
		await speak();
		conversation.outgoing.hangUp();
		await dark();
	});
});
