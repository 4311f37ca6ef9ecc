import { ClosedError } from '../../src/core/account/closed-error.js';
import type { ConnectionState, RegistrationState } from '../../src/core/connection-state.js';
import type { VoiceError, VoiceErrorCode } from '../../src/core/voice-error.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import type { ScriptedSession } from '../../test/support/scripted-session.js';
import { ended, failed, told, type Scene } from './scene.js';

const error = (...args: Parameters<typeof failed>): VoiceError['state'] => failed(...args).state;

/** A phone in a state of its line. */
export async function line(connection: ConnectionState, registration: RegistrationState = { phase: 'none' }): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone({ registered: false });
	scripted.signaling.tell({ type: 'connection', connection });
	scripted.signaling.tell({ type: 'registration', registration });
	return scripted;
}

export const connected = (): ConnectionState => ({ phase: 'connected', server: 'wss://voice.test', provedAt: Date.now() });

/** The phone gives up to connect. */
const givesUp = (code: VoiceErrorCode): Scene => ({ face: 'voice-dial', arrange: () => line({ phase: 'failed', error: { ...error(code), subject: 'server' } }) });

/** The phone tries again to connect. */
const triesAgain = (code: VoiceErrorCode): Scene => ({ face: 'voice-dial', arrange: () => line({ phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 7900, error: error(code) }) });

/** The server does not register the phone, for a while or until somebody helps. */
const unregistered = (code: VoiceErrorCode, { status, soon = false }: { status?: number; soon?: boolean } = {}): Scene => ({
	face: 'voice-dial',
	arrange: () => line(connected(), { phase: 'failed', error: error(code, status), ...(soon && { retryAt: Date.now() + 7900 }) }),
});

/** A call cannot be. */
const noCall = (code: VoiceErrorCode): Scene => ({
	face: 'voice-dial',
	arrange: () => scriptedPhone(),
	act: (face) => {
		const call = (face as HTMLElementTagNameMap['voice-dial']).dial('bob');
		void turn().then(() => (call?.session as ScriptedSession | undefined)?.tell(ended({ by: 'network', cause: 'error', error: error(code) })));
	},
});

/** The site takes no calls now, in its own words. */
const closed = (): Scene => ({ face: 'voice-dial', arrange: () => line({ phase: 'failed', error: new ClosedError('We’re back Monday at 9.').state }) });

/** Nobody else can be called now. */
const crowded = (): Promise<ScriptedPhone> => told(scriptedPhone(), ({ phone }) => {
	try {
		for (;;) phone.call('alice');
	} catch {
		// That was one too many.
	}
});

/** `<voice-dial>` with every error there is, where it occurs. */
export const dialErrorScenes = {
	'error: configuration': givesUp('configuration'),
	'error: address': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => enter(face, 'http://x') },
	'error: insecure-page': givesUp('insecure-page'),
	'error: permission-policy': noCall('permission-policy'),
	'error: microphone-denied': noCall('microphone-denied'),
	'error: microphone-missing': noCall('microphone-missing'),
	'error: microphone-busy': noCall('microphone-busy'),
	'error: camera-denied': noCall('camera-denied'),
	'error: camera-missing': noCall('camera-missing'),
	'error: camera-busy': noCall('camera-busy'),
	'error: server-unreachable': triesAgain('server-unreachable'),
	'error: server-silent': triesAgain('server-silent'),
	'error: credentials-missing': givesUp('credentials-missing'),
	'error: credentials-refused': unregistered('credentials-refused', { status: 403 }),
	'error: refused': unregistered('refused', { status: 500, soon: true }),
	'error: timeout': unregistered('timeout', { soon: true }),
	'error: ice-failed': noCall('ice-failed'),
	'error: ice-server-dead': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.tell({ type: 'trouble', error: failed('ice-server-dead') })) },
	'error: too-large': noCall('too-large'),
	'error: closed': closed(),
	'error: invalid-state': { face: 'voice-dial', arrange: crowded, act: (face) => press(face, 'bob') },
	'error: unsupported': givesUp('unsupported'),
	'error: failed': givesUp('failed'),
} satisfies Record<`error: ${VoiceErrorCode}`, Scene>;

/** Types into the number field. */
export function enter(face: HTMLElement, text: string): void {
	const input = face.shadowRoot?.querySelector('input');
	if (!input) return;
	input.value = text;
	input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Types, and presses the call button. */
export function press(face: HTMLElement, text: string): void {
	enter(face, text);
	face.shadowRoot?.querySelector<HTMLElement>('[part~=call-button]')?.click();
}
