import { expect } from '@open-wc/testing';
import type { VoiceErrorCode } from '../../../src/core/voice-error.js';
import { english } from '../../../src/i18n/english.js';
import { button, place, show, shown, words } from '../stage.js';

/** What one can press, error by error; nothing where only something outside the page helps. */
const wayOut: Readonly<Record<VoiceErrorCode, 'Try again' | 'Reconnect' | 'Try now' | undefined>> = {
	configuration: 'Reconnect',
	address: undefined,
	'insecure-page': undefined,
	'permission-policy': undefined,
	'microphone-denied': 'Try again',
	'microphone-missing': 'Try again',
	'microphone-busy': 'Try again',
	'camera-denied': 'Try again',
	'camera-missing': 'Try again',
	'camera-busy': 'Try again',
	'server-unreachable': 'Try now',
	'server-silent': 'Try now',
	'credentials-missing': 'Reconnect',
	'credentials-refused': 'Try again',
	refused: 'Try now',
	timeout: 'Try now',
	'ice-failed': 'Try again',
	'ice-server-dead': undefined,
	'too-large': undefined,
	closed: 'Try again',
	'invalid-state': undefined,
	unsupported: undefined,
	failed: 'Reconnect',
};

/** What a dial says otherwise than the other faces, or leaves to whoever runs the page. */
const otherWords: Partial<Record<VoiceErrorCode, string>> = { closed: 'We’re back Monday at 9.', 'invalid-state': english['dial.too-many'], 'ice-server-dead': 'Ready as 1000' };

/** The words up to what is put into them. */
const saidOf = (code: VoiceErrorCode): string => otherWords[code] ?? english[`error.${code}`].split(/ ?\(?\{/)[0]!.replace(/\.$/, '');

describe('a voice-dial in trouble', () => {
	for (const code of Object.keys(wayOut) as VoiceErrorCode[]) {
		it(`says what happened by ${code}, and ${wayOut[code] ? `tries again when one presses “${wayOut[code]}”` : 'offers no button that cannot help'}`, async () => {
			const { face, scripted } = await show(`error: ${code}`);
			expect(words(face)).to.contain(saidOf(code));
			const label = wayOut[code];
			const { signaling } = scripted;
			const before = signaling.retries + signaling.invitations.length;
			if (label) button(face, label).click();
			else expect(words(face)).not.to.match(/Try again|Reconnect|Now/);
			await shown(face);
			expect(signaling.retries + signaling.invitations.length - before).to.equal(label ? 1 : 0);
		});
	}

	it('leaves what became of a call to a voice-call, while there is one', async () => {
		const { face, scripted: { phone } } = await show('dial: microphone denied');
		const calls = await place('voice-call', { phone });
		await shown(face);
		expect([face, calls].map((one) => words(one).includes('blocks the microphone'))).to.deep.equal([false, true]);
		calls.remove();
		await new Promise((resolve) => setTimeout(resolve));
		await shown(face);
		expect(words(face)).to.contain('blocks the microphone');
	});

	it('tells at a call button what became of its call, also beside a voice-call', async () => {
		const { face, scripted: { phone } } = await show('button: microphone denied');
		await place('voice-call', { phone });
		await shown(face);
		expect(words(face)).to.contain('blocks the microphone');
	});
});
