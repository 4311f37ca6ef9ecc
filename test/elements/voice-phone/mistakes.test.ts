import { expect, waitUntil } from '@open-wc/testing';
import type { VoiceErrorEvent } from '../../../src/core/events.js';
import type { VoicePhone } from '../../../src/elements/voice-phone/voice-phone.js';
import '../../../src/elements/voice-phone/voice-phone.js';
import { nextTask, section } from '../../support/section.js';

const ACCOUNT = 'server="wss://127.0.0.1:9" uri="sip:1000@voice.test" password="1234"';

/** Attributes with a mistake, and what must be named: the attribute, and a part of how it should look. */
const mistakes: readonly [attributes: string, subject: string, remedy: string][] = [
	['uri="sip:1000@voice.test" password="1234"', 'server', 'wss://pbx.example.org'],
	['server="https://voice.test" uri="sip:1000@voice.test" password="1234"', 'server', 'wss://pbx.example.org'],
	['server="wss://127.0.0.1:9" password="1234"', 'uri', 'sip:1000@pbx.example.org'],
	['server="wss://127.0.0.1:9" uri="sip:@" password="1234"', 'uri', 'sip:1000@pbx.example.org'],
	[`${ACCOUNT} connect="later"`, 'connect', '“load” or “use”'],
	[`${ACCOUNT} auto-answer="sometimes"`, 'auto-answer', '“never” or “intercom” or “always”'],
	[`${ACCOUNT} dtmf="sound"`, 'dtmf', '“rtp” or “info”'],
	[`${ACCOUNT} signaling="iax"`, 'signaling', '“sip” or “verto” or “janus”'],
	[`${ACCOUNT} ice-timeout="soon"`, 'ice-timeout', 'number from 1 to 60000, not “soon”'],
	[`${ACCOUNT} ice-servers="example.org"`, 'ice-servers', 'stun:stun.example.org'],
	[`${ACCOUNT} codecs="opus;pcmu"`, 'codecs', 'opus pcmu'],
	['server="wss://127.0.0.1:9" uri="sip:1000@voice.test" ha1="1234" realm="voice.test"', 'ha1', '32 hexadecimal digits'],
	['server="wss://127.0.0.1:9" uri="sip:1000@voice.test" ha1="0123456789abcdef0123456789abcdef"', 'realm', 'ha1'],
];

/** Every error that the part of the page tells, from its beginning. */
function errorsOf(html: string): { element: VoicePhone; errors: VoiceErrorEvent[] } {
	const part = section('');
	const errors: VoiceErrorEvent[] = [];
	part.addEventListener('voice-error', (event) => errors.push(event));
	part.innerHTML = html;
	return { element: part.one('voice-phone'), errors };
}

describe('a mistake in the attributes of <voice-phone>', () => {
	for (const [attributes, subject, remedy] of mistakes) {
		it(`is named, in the state and as an event: ${attributes}`, async () => {
			const { element, errors } = errorsOf(`<voice-phone ${attributes}></voice-phone>`);
			await waitUntil(() => errors.length > 0, 'no error was told', { timeout: 10_000 });
			await nextTask();
			expect(errors.map(({ error }) => [error.code, error.subject])).to.deep.equal([[subject === 'uri' && !attributes.includes('uri=') ? 'credentials-missing' : 'configuration', subject]]);
			expect(errors[0]?.error.message).to.contain(remedy);
			const { connection } = element.phone.state;
			expect(connection.phase === 'failed' && connection.error.subject).to.equal(subject);
		});
	}

	it('is told together with all others, each once', async () => {
		const { errors } = errorsOf(`<voice-phone ${ACCOUNT} connect="later" codecs="opus;pcmu" ringtone="javascript:1" auto-answer-from="@@" ice-servers="http://x"></voice-phone>`);
		await waitUntil(() => errors.length >= 5, 'not all were told', { timeout: 10_000 });
		await nextTask();
		expect(errors.map(({ error }) => error.subject).sort()).to.deep.equal(['auto-answer-from', 'codecs', 'connect', 'ice-servers', 'ringtone']);
	});

	it('is told also where it stops nothing: codecs that this browser does not have', async () => {
		const { element, errors } = errorsOf(`<voice-phone ${ACCOUNT} codecs="opuss PCMU telephone-event"></voice-phone>`);
		const mistakes = (): VoiceErrorEvent[] => errors.filter(({ error }) => error.code === 'configuration');
		await waitUntil(() => mistakes().length > 0, 'no error was told', { timeout: 10_000 });
		expect(mistakes().map(({ error }) => [error.subject, /without: opuss\. It has .*opus/.test(error.message)])).to.deep.equal([['codecs', true]]);
		await waitUntil(() => ['connecting', 'reconnecting'].includes(element.phone.state.connection.phase), 'the phone goes on');
	});

	it('is over when it is mended', async () => {
		const { element } = errorsOf(`<voice-phone ${ACCOUNT} connect="later"></voice-phone>`);
		await nextTask();
		element.connect = 'load';
		await waitUntil(() => ['connecting', 'reconnecting'].includes(element.phone.state.connection.phase), 'the phone goes on', { timeout: 10_000 });
	});

	it('that is made while the phone connects is told, and changes nothing', async () => {
		const { element, errors } = errorsOf(`<voice-phone ${ACCOUNT} do-not-disturb></voice-phone>`);
		await nextTask();
		element.setAttribute('auto-answer', 'sometimes');
		element.doNotDisturb = false;
		await nextTask();
		expect(errors.map(({ error }) => error).filter(({ code }) => code === 'configuration').map(({ subject }) => subject)).to.deep.equal(['auto-answer']);
		expect(element.phone.state.connection.phase).to.be.oneOf(['connecting', 'reconnecting']);
		expect(element.phone.state.doNotDisturb).to.equal(true);
	});
});
