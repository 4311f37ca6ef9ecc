import type { PhoneState } from '../../src/core/phone-state.js';
import type { VoiceError } from '../../src/core/voice-error.js';
import { scriptedPhone, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import { failed, told, type Scene } from './scene.js';

const error = (...args: Parameters<typeof failed>): VoiceError['state'] => failed(...args).state;

/** A phone in a state of its line. */
async function line(connection: PhoneState['connection'], registration: PhoneState['registration'] = { phase: 'none' }): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone({ registered: false });
	scripted.signaling.tell({ type: 'connection', connection });
	scripted.signaling.tell({ type: 'registration', registration });
	return scripted;
}

const connected = (): PhoneState['connection'] => ({ phase: 'connected', server: 'wss://voice.test', provedAt: Date.now() });

const signedOut = (): Promise<ScriptedPhone> => scriptedPhone({ signIn: true, registered: false });

/** `<voice-dial>` as number field and keypad. */
export const dialScenes = {
	'dial: no phone': { face: 'voice-dial', phoneless: true, arrange: () => scriptedPhone() },
	'dial: connects on use': { face: 'voice-dial', arrange: () => scriptedPhone({ registered: false, connect: 'use' }) },
	'dial: connecting': { face: 'voice-dial', arrange: () => line({ phase: 'connecting' }) },
	'dial: registering': { face: 'voice-dial', arrange: () => line(connected(), { phase: 'registering' }) },
	'dial: ready': { face: 'voice-dial', arrange: () => scriptedPhone() },
	'dial: do not disturb': { face: 'voice-dial', arrange: () => scriptedPhone({ doNotDisturb: true }) },
	'dial: visitor': { face: 'voice-dial', arrange: () => scriptedPhone({ withoutRegistration: true }) },
	'dial: typed': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => type(face, 'bob') },
	'dial: typed nonsense': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => type(face, 'http://x') },
	'dial: without keypad': { face: 'voice-dial', attributes: { 'without-keypad': '' }, arrange: () => scriptedPhone(), act: (face) => type(face, '+1 (555) 123-4567') },
	'dial: reconnecting': { face: 'voice-dial', arrange: () => line({ phase: 'reconnecting', since: Date.now(), error: error('server-unreachable') }) },
	'dial: reconnecting soon': { face: 'voice-dial', arrange: () => line({ phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 7900, error: error('server-unreachable') }) },
	'dial: refused': { face: 'voice-dial', arrange: () => line(connected(), { phase: 'failed', error: error('credentials-refused', 403) }) },
	'dial: failed': { face: 'voice-dial', arrange: () => line({ phase: 'failed', error: error('insecure-page') }) },
	'dial: trouble': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.tell({ type: 'trouble', error: failed('permission-policy') })) },
	'dial: microphone denied': { face: 'voice-dial', arrange: () => told(scriptedPhone(), ({ media }) => (media.denial = new DOMException('No.', 'NotAllowedError'))), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial('bob') },
	'dial: redial': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial('bob') },
	'dial: sign in': { face: 'voice-dial', arrange: () => signedOut() },
	'dial: sign in refused': { face: 'voice-dial', arrange: () => told(signedOut(), async ({ phone, signaling }) => {
		await phone.signIn({ user: '1004', password: 'wrong' });
		signaling.register({ phase: 'failed', error: error('credentials-refused', 403) });
	}) },
	'dial: sign in is checked': { face: 'voice-dial', arrange: () => told(signedOut(), async ({ phone, signaling }) => {
		await phone.signIn({ user: '1004', password: 'secret' });
		signaling.register({ phase: 'registering' });
	}) },
} satisfies Record<string, Scene>;

function type(face: HTMLElement, text: string): void {
	const input = face.shadowRoot?.querySelector('input');
	if (!input) return;
	input.value = text;
	input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
