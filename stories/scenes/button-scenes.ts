import type { Call } from '../../src/core/call/call.js';
import type { SessionFact } from '../../src/core/ports/session.js';
import { ClosedError } from '../../src/core/account/closed-error.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import type { ScriptedSession } from '../../test/support/scripted-session.js';
import { line } from './dial-error-scenes.js';
import { ended, failed, obstructed, talking, told, type Scene } from './scene.js';

const button = { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales' } as const;

/** The site can be reached otherwise. */
const fallback = { attributes: { ...button.attributes, fallback: 'tel:+4930123456' } } as const;

/** The server has not been reached for a while. */
const away = (): Promise<ScriptedPhone> => line({ phase: 'reconnecting', since: Date.now() - 9000, retryAt: Date.now() + 7900, error: failed('server-unreachable').state });

/** The button was pressed, and then this happened. */
const called = (...facts: readonly SessionFact[]): Scene => ({ ...button, arrange: () => scriptedPhone(), act: (face) => tell(face, facts) });

/** `<voice-dial to="…">`, a call button. */
export const buttonScenes = {
	'button: ready': { ...button, arrange: () => scriptedPhone() },
	'button: without a label': { face: 'voice-dial', attributes: { to: '"Sales" <sip:1005@voice.test>' }, arrange: () => scriptedPhone() },
	'button: long label': { ...button, label: 'Talk to somebody in our sales department about a machine of your own', arrange: () => scriptedPhone() },
	'button: not connected': { ...button, arrange: () => told(scriptedPhone({ registered: false }), ({ signaling }) => signaling.tell({ type: 'connection', connection: { phase: 'failed', error: failed('configuration').state } })) },
	'button: closed': { ...button, ...fallback, arrange: () => line({ phase: 'failed', error: new ClosedError('We’re back Monday at 9.').state }) },
	'button: server away': { ...button, ...fallback, arrange: () => away() },
	'button: server away, and no other way': { ...button, arrange: () => away() },
	'button: calling, server away': { ...button, ...fallback, arrange: () => away(), act: (face) => void dial(face) },
	'button: insecure page': { ...button, ...fallback, arrange: () => obstructed('SecurityError') },
	'button: no microphone': { ...button, ...fallback, arrange: () => obstructed('NotFoundError') },
	'button: no WebRTC': { ...button, attributes: { ...button.attributes, fallback: 'mailto:sales@voice.test' }, arrange: () => obstructed('NotSupportedError') },
	'button: telephone first': { ...button, attributes: { ...fallback.attributes, 'fallback-first': '' }, arrange: () => scriptedPhone() },
	'button: allow the microphone': { ...button, arrange: () => told(scriptedPhone(), ({ media }) => void media.prompt()), act: (face) => void dial(face) },
	'button: sign in first': { ...button, arrange: () => scriptedPhone({ signIn: true, registered: false }) },
	'button: signs in': { ...button, arrange: () => scriptedPhone({ signIn: true, registered: false }), act: (face) => face.shadowRoot?.querySelector<HTMLElement>('[part~=call-button]')?.click() },
	'button: calling': { ...button, arrange: () => scriptedPhone(), act: (face) => void dial(face) },
	'button: ringing': called({ type: 'progress', earlyMedia: false }),
	'button: early media': called({ type: 'progress', earlyMedia: true }),
	'button: talking': called(talking(12_000)),
	'button: an hour': called(talking(4_000_000)),
	'button: held': called(talking(), { type: 'remote-hold', held: true }),
	'button: recovering': called(talking(), { type: 'recovering', of: 'signaling', at: 0 }),
	'button: hung up': called(talking(), ended({ by: 'remote', cause: 'hung-up' })),
	'button: busy': called(ended({ by: 'remote', cause: 'busy', status: 486 })),
	'button: no answer': called({ type: 'progress', earlyMedia: false }, ended({ by: 'remote', cause: 'no-answer', status: 408 })),
	'button: lost': called(talking(), ended({ by: 'network', cause: 'lost' })),
	'button: microphone denied': { ...button, arrange: () => told(scriptedPhone(), ({ media }) => (media.denial = new DOMException('No.', 'NotAllowedError'))), act: (face) => void dial(face) },
} satisfies Record<string, Scene>;

const dial = (face: HTMLElement): Call | undefined => (face as HTMLElementTagNameMap['voice-dial']).dial();

/** Presses the call button, and once the far end knows, this happens. */
function tell(face: HTMLElement, facts: readonly SessionFact[]): void {
	const call = dial(face);
	void turn().then(() => facts.forEach((fact) => (call?.session as ScriptedSession | undefined)?.tell(fact)));
}
