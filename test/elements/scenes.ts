import type { PhoneState } from '../../src/core/phone-state.js';
import type { SessionFact } from '../../src/core/signaling.js';
import type { Termination } from '../../src/core/termination.js';
import { VoiceError, type VoiceErrorCode } from '../../src/core/voice-error.js';
import type { ScriptedSession } from '../support/scripted-session.js';
import { scriptedPhone, turn, type ScriptedPhone } from '../support/scripted-phone.js';

/** A face in one of its states: what stands in the page, and how its phone comes there. */
export interface Scene {
	readonly face: 'voice-dial' | 'voice-call' | 'voice-chat';
	readonly attributes?: Readonly<Record<string, string>>;
	readonly label?: string;
	/** Whether the face has no phone. */
	readonly phoneless?: boolean;
	readonly arrange: () => Promise<ScriptedPhone>;
	/** What somebody then does in the face. */
	readonly act?: (face: HTMLElement) => void;
}

const MINUTE = 60_000;

const failed = (code: VoiceErrorCode, status?: number): VoiceError => new VoiceError(code, code, { status });

const error = (code: VoiceErrorCode, status?: number): VoiceError['state'] => failed(code, status).state;

/** A phone in a state of its line. */
async function line(connection: PhoneState['connection'], registration: PhoneState['registration'] = { phase: 'none' }): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone({ registered: false });
	scripted.signaling.tell({ type: 'connection', connection });
	scripted.signaling.tell({ type: 'registration', registration });
	return scripted;
}

const connected = (): PhoneState['connection'] => ({ phase: 'connected', server: 'wss://voice.test', provedAt: Date.now() });

/** A phone that rings. */
async function incoming(act?: (scripted: ScriptedPhone & { session: ScriptedSession }) => void | Promise<void>): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const { session } = scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>');
	await act?.({ ...scripted, session });
	return scripted;
}

/** A phone that has dialled, and what happened then. */
async function outgoing(...facts: readonly SessionFact[]): Promise<ScriptedPhone & { session: ScriptedSession }> {
	const scripted = await scriptedPhone();
	const { session } = await scripted.dial('"Bob Marsh" <sip:1002@voice.test>');
	facts.forEach((fact) => session.tell(fact));
	return { ...scripted, session };
}

const talking = (ms = 42_000): SessionFact => ({ type: 'confirmed', at: Date.now() - ms });

const ended = (termination: Termination): SessionFact => ({ type: 'terminated', at: Date.now() + 2000, termination });

/** A call to which something happens by a command of ours. */
async function commanded(act: (scripted: Awaited<ReturnType<typeof outgoing>>) => unknown): Promise<ScriptedPhone> {
	const scripted = await outgoing(talking());
	act(scripted);
	await turn();
	return scripted;
}

/** A call whose sound was measured. */
const measured = (hears: 'yes' | 'no', heard: 'yes' | 'no'): Promise<ScriptedPhone> => commanded(({ session, media }) => {
	session.connection = {} as RTCPeerConnection;
	session.tell({ type: 'media' });
	media.watches.forEach(({ report }) => report({ hears, heard }));
});

/** A phone that was refused its microphone. */
async function refusedMicrophone(name: string, act: (scripted: ScriptedPhone) => unknown): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	scripted.media.denial = new DOMException('No.', name);
	act(scripted);
	await turn();
	return scripted;
}

async function several(): Promise<ScriptedPhone> {
	const scripted = await outgoing(talking(754_000));
	await scripted.phone.calls[0]?.hold();
	scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>').session.tell(talking(21_000));
	scripted.ring('"Reception" <sip:1009@voice.test>');
	await turn();
	return scripted;
}

async function conversation(act?: (scripted: ScriptedPhone) => unknown): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const { phone, signaling } = scripted;
	const chat = phone.chat({ person: '"Alice Lindqvist" <sip:1001@voice.test>' });
	const alice = '"Alice Lindqvist" <sip:1001@voice.test>';
	signaling.receive(alice, 'Good morning! Are you at your desk?');
	signaling.receive(alice, 'I have the plans for the new parcel here.');
	chat.send('I am. One moment, I am on the telephone.');
	await turn();
	signaling.receive(alice, 'No hurry.\nCall me when you are free: 1001.');
	chat.send('Ten minutes?');
	await turn();
	await act?.(scripted);
	await turn();
	return scripted;
}

async function roomConversation(): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const { phone, signaling } = scripted;
	const { uri } = phone.chat({ room: '"Welcome" <sip:3000@voice.test>' }).peer;
	for (const [who, text] of [['Alice <sip:1001@voice.test>', 'Hello everybody'], ['Alice <sip:1001@voice.test>', 'is the market open today?'], ['Bob <sip:1002@voice.test>', 'It is, until six 🙂'], ['"ليلى" <sip:1003@voice.test>', 'شكرا جزيلا']] as const) signaling.receive(who, text, { room: uri });
	phone.chat({ room: 'sip:3000@voice.test' }).send('See you there.');
	await turn();
	return scripted;
}

/** Every state of every face, by name: for the tests, for stories, and for whoever wants to look. */
export const scenes: Readonly<Record<string, Scene>> = {
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
	'dial: trouble': { face: 'voice-dial', arrange: async () => told(await scriptedPhone(), ({ signaling }) => signaling.tell({ type: 'trouble', error: failed('permission-policy') })) },
	'dial: microphone denied': { face: 'voice-dial', arrange: () => scriptedPhone().then((scripted) => told(scripted, ({ media }) => (media.denial = new DOMException('No.', 'NotAllowedError')))), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial('bob') },
	'dial: redial': { face: 'voice-dial', arrange: () => scriptedPhone(), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial('bob') },
	'dial: sign in': { face: 'voice-dial', arrange: () => scriptedPhone({ signIn: true, registered: false }) },
	'dial: sign in refused': { face: 'voice-dial', arrange: async () => {
		const scripted = await scriptedPhone({ signIn: true, registered: false });
		await scripted.phone.signIn({ user: '1004', password: 'wrong' });
		scripted.signaling.register({ phase: 'failed', error: error('credentials-refused', 403) });
		return scripted;
	} },
	'button: ready': { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales', arrange: () => scriptedPhone() },
	'button: not connected': { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales', arrange: () => line({ phase: 'failed', error: error('configuration') }) },
	'button: calling': { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales', arrange: () => scriptedPhone(), act: (face) => (face as HTMLElementTagNameMap['voice-dial']).dial() },
	'button: talking': { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales', arrange: () => scriptedPhone(), act: (face) => afterwards(face, (session) => session.tell(talking(12_000))) },
	'button: busy': { face: 'voice-dial', attributes: { to: 'sip:sales@voice.test' }, label: 'Call sales', arrange: () => scriptedPhone(), act: (face) => afterwards(face, (session) => session.tell(ended({ by: 'remote', cause: 'busy', status: 486 }))) },

	'call: none': { face: 'voice-call', arrange: () => scriptedPhone() },
	'call: ringing': { face: 'voice-call', arrange: () => incoming() },
	'call: ringing, a number': { face: 'voice-call', arrange: async () => told(await scriptedPhone(), ({ signaling }) => signaling.ring('+4930123456789')) },
	'call: answering': { face: 'voice-call', arrange: () => incoming(({ phone, session }) => (session.delay('answer'), void phone.calls[0]?.answer())) },
	'call: microphone denied': { face: 'voice-call', arrange: () => incoming(({ phone, media }) => { media.denial = new DOMException('No.', 'NotAllowedError'); phone.calls[0]?.answer().catch(() => undefined); }) },
	'call: trying': { face: 'voice-call', arrange: () => outgoing() },
	'call: ringing out': { face: 'voice-call', arrange: () => outgoing({ type: 'progress', earlyMedia: false }) },
	'call: early media': { face: 'voice-call', arrange: () => outgoing({ type: 'progress', earlyMedia: true }) },
	'call: talking': { face: 'voice-call', arrange: () => outgoing(talking()) },
	'call: an hour': { face: 'voice-call', arrange: () => outgoing(talking(61 * MINUTE)) },
	'call: keypad': { face: 'voice-call', arrange: () => outgoing(talking()), act: (face) => ['4', '2', '#'].forEach((key) => face.shadowRoot?.querySelector('.base')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))) },
	'call: few controls': { face: 'voice-call', attributes: { controls: 'mute' }, arrange: () => outgoing(talking()) },
	'call: muted': { face: 'voice-call', arrange: () => commanded(({ phone }) => phone.calls[0]?.mute()) },
	'call: holding': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => (session.delay('hold'), void phone.calls[0]?.hold())) },
	'call: held': { face: 'voice-call', arrange: () => commanded(({ phone }) => phone.calls[0]?.hold()) },
	'call: held by the other side': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'remote-hold', held: true }) },
	'call: hold refused': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.delay('hold').reject(failed('refused', 488)); phone.calls[0]?.hold().catch(() => undefined); }) },
	'call: recovering': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'recovering', of: 'media', at: Date.now() }) },
	'call: nobody heard': { face: 'voice-call', arrange: () => measured('no', 'yes') },
	'call: nobody hears': { face: 'voice-call', arrange: () => measured('yes', 'no') },
	'call: sound blocked': { face: 'voice-call', arrange: () => commanded(({ media }) => { media.blocked = true; media.onBlockedChange?.(); }) },
	'call: several': { face: 'voice-call', arrange: several },
	'call: ended': { face: 'voice-call', arrange: () => outgoing(talking(754_000), ended({ by: 'remote', cause: 'hung-up' })) },
	'call: busy': { face: 'voice-call', arrange: () => outgoing(ended({ by: 'remote', cause: 'busy', status: 486 })) },
	'call: no answer': { face: 'voice-call', arrange: () => outgoing({ type: 'terminated', at: Date.now() + 30_000, termination: { by: 'remote', cause: 'no-answer', status: 408 } }) },
	'call: missed': { face: 'voice-call', arrange: () => incoming(({ session }) => session.tell(ended({ by: 'remote', cause: 'cancelled' }))) },
	'call: microphone denied outgoing': { face: 'voice-call', arrange: () => refusedMicrophone('NotAllowedError', ({ phone }) => phone.call('bob')) },

	'chat: none': { face: 'voice-chat', arrange: () => scriptedPhone() },
	'chat: empty': { face: 'voice-chat', attributes: { to: 'alice' }, arrange: () => scriptedPhone() },
	'chat: person': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation() },
	'chat: sending': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ phone, signaling }) => { signaling.holdsTexts = true; phone.chat({ person: '1001' }).send('On my way.'); }) },
	'chat: not sent': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(async ({ phone, signaling }) => {
		signaling.holdsTexts = true;
		phone.chat({ person: '1001' }).send('On my way.');
		await turn();
		signaling.texts.at(-1)?.fate.reject(failed('timeout'));
	}) },
	'chat: room': { face: 'voice-chat', attributes: { room: '3000' }, arrange: roomConversation },
	'chat: visitor': { face: 'voice-chat', attributes: { to: 'sales' }, arrange: () => scriptedPhone({ withoutRegistration: true }) },
	'chat: offline': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ signaling }) => {
		signaling.tell({ type: 'registration', registration: { phase: 'registering' } });
		signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now() } });
	}) },
	'chat: new messages': { face: 'voice-chat', attributes: { to: '1001' }, arrange: () => conversation(({ signaling }) => { for (let line = 1; line <= 30; line++) signaling.receive('1001', `Line ${line}`); }), act: (face) => {
		const list = face.shadowRoot?.querySelector('.list');
		if (list) list.scrollTop = 0;
	} },
};

async function told(scripted: ScriptedPhone, act: (scripted: ScriptedPhone) => unknown): Promise<ScriptedPhone> {
	act(scripted);
	await turn();
	return scripted;
}

function type(face: HTMLElement, text: string): void {
	const input = face.shadowRoot?.querySelector('input');
	if (!input) return;
	input.value = text;
	input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}

/** Presses the call button, and goes on once the far end knows. */
function afterwards(face: HTMLElement, act: (session: ScriptedSession) => void): void {
	const call = (face as HTMLElementTagNameMap['voice-dial']).dial();
	void turn().then(() => call?.session && act(call.session as ScriptedSession));
}
