import { scriptedPhone, turn, type ScriptedPhone } from '../../test/support/scripted-phone.js';
import type { HearingReport } from '../../src/core/ports/media.js';
import type { SessionFact } from '../../src/core/ports/session.js';
import type { Termination } from '../../src/core/call/termination.js';
import { CONTROLS } from '../../src/elements/voice-call/controls/registry.js';
import { ended, failed, incoming, outgoing, resumedSilently, talking, told, type Scene } from './scene.js';

const MINUTE = 60_000;

/** A call to which something happens by a command of ours. */
async function commanded(act: (scripted: Awaited<ReturnType<typeof outgoing>>) => unknown): Promise<ScriptedPhone> {
	const scripted = await outgoing(talking());
	act(scripted);
	await turn();
	return scripted;
}

/** A call whose sound was measured, and in which both speak. */
const measured = (hearing: HearingReport): Promise<ScriptedPhone> => commanded(({ session, media }) => {
	media.loudness = { local: 0.05, remote: 0.3 };
	session.connection = {} as RTCPeerConnection;
	session.tell({ type: 'media' });
	media.watches.forEach(({ report }) => report(hearing));
});

const clear = { hears: 'yes', heard: 'yes', quality: 'good' } as const;

/** The server went away, and somebody knows when it is tried again. */
const serverAway = (): Promise<ScriptedPhone> => commanded(({ session, signaling }) => {
	session.tell({ type: 'recovering', of: 'signaling', at: Date.now() });
	signaling.tell({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + 8000 } });
});

/** Presses a control, and in what it opens the next. */
const pressing = (...parts: readonly string[]) => async (face: HTMLElement): Promise<void> => {
	for (const part of parts) {
		face.shadowRoot?.querySelector<HTMLElement>(`[part~=${part}]`)?.click();
		await (face as HTMLElementTagNameMap['voice-call']).updateComplete;
	}
};

/** Types a number to transfer to. */
const transferTo = (number: string) => async (face: HTMLElement): Promise<void> => {
	await pressing('more', 'transfer')(face);
	const form = face.shadowRoot?.querySelector('form');
	const field = form?.querySelector('input');
	if (field) field.value = number;
	form?.requestSubmit();
};

async function several(): Promise<ScriptedPhone> {
	const scripted = await outgoing(talking(754_000));
	await scripted.phone.calls[0]?.hold();
	scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>').session.tell(talking(21_000));
	scripted.ring('"Reception" <sip:1009@voice.test>');
	await turn();
	return scripted;
}

/** How many days ago each was, newest first. */
const DAYS = [0, 0, 0, 0, 1, 1, 3, 9] as const;

/** Who called, and was called; then, just now, who else called in vain. */
async function history(...more: readonly string[]): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	const today = new Date().setHours(0, 5, 0, 0);
	const at = (index: number): number => today - (DAYS[index] ?? 0) * 86_400_000 + (8 - index) * 1_140_000;
	const end = (index: number, termination: Termination): SessionFact => ({ type: 'terminated', at: at(index), termination });
	const called = async (index: number, to: string, termination: Termination): Promise<void> => (await scripted.dial(to)).session.tell(end(index, termination));
	await called(7, '+4930123456789', { by: 'remote', cause: 'not-found' });
	scripted.ring('"Carol Reyes" <sip:1003@voice.test>').session.tell(end(6, { by: 'remote', cause: 'elsewhere' }));
	scripted.ring('<sip:anonymous@anonymous.invalid>').session.tell(end(5, { by: 'local', cause: 'declined' }));
	await called(4, '"Bob Marsh" <sip:1002@voice.test>', { by: 'remote', cause: 'busy' });
	const { session } = scripted.ring('"Wilhelmina Adelheid von Hohenstein-Katzenellenbogen" <sip:1004@voice.test>');
	session.tell({ type: 'confirmed', at: at(3) - 754_000 });
	session.tell(end(3, { by: 'remote', cause: 'hung-up' }));
	for (const index of [2, 1]) scripted.ring('"Alice Lindqvist" <sip:1001@voice.test>').session.tell(end(index, { by: 'remote', cause: 'cancelled' }));
	await called(0, '"Bob Marsh" <sip:1002@voice.test>', { by: 'local', cause: 'cancelled' });
	for (const from of more) scripted.ring(from).session.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } });
	if (more.length === 0) for (const call of scripted.phone.calls) scripted.phone.dismiss(call);
	return scripted;
}

/** Somebody pressed a call button of the page with this label, and then this happened. */
async function labelled(...facts: readonly SessionFact[]): Promise<ScriptedPhone> {
	const scripted = await scriptedPhone();
	scripted.phone.call('4711', { label: 'Talk to somebody in our sales department about spare parts' });
	await turn();
	for (const fact of facts) scripted.signaling.invitations.at(-1)?.session.tell(fact);
	return scripted;
}

/** What a camera shows: a quiet picture, drawn here. */
function pictureStream(): MediaStream {
	const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 });
	const context = canvas.getContext('2d');
	const draw = (): void => {
		if (!context) return;
		context.fillStyle = '#3d5a80';
		context.fillRect(0, 0, 640, 360);
		context.fillStyle = '#98c1d9';
		context.beginPath();
		context.arc(320, 150, 60, 0, 2 * Math.PI);
		context.ellipse(320, 360, 130, 130, 0, 0, 2 * Math.PI);
		context.fill();
	};
	const stream = canvas.captureStream(5);
	const painting = setInterval(draw, 200);
	stream.getVideoTracks()[0]?.addEventListener('ended', () => clearInterval(painting));
	draw();
	return stream;
}

/** `<voice-call>`: every phase, pending command and trouble of a call. */
export const callScenes = {
	'call: none': { face: 'voice-call', arrange: () => scriptedPhone() },
	'call: none, with history': { face: 'voice-call', arrange: () => history() },
	'call: missed, with history': { face: 'voice-call', arrange: () => history('"Reception" <sip:1009@voice.test>') },
	'call: ringing': { face: 'voice-call', arrange: () => incoming() },
	'call: ringing, a number': { face: 'voice-call', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.ring('+4930123456789')) },
	'call: answering': { face: 'voice-call', arrange: () => incoming(({ phone, session }) => (session.delay('answer'), void phone.calls[0]?.answer())) },
	'call: microphone denied': { face: 'voice-call', arrange: () => incoming(({ phone, media }) => { media.denial = new DOMException('No.', 'NotAllowedError'); phone.calls[0]?.answer().catch(() => undefined); }) },
	'call: trying': { face: 'voice-call', arrange: () => outgoing() },
	'call: ringing out': { face: 'voice-call', arrange: () => outgoing({ type: 'progress', earlyMedia: false }) },
	'call: early media': { face: 'voice-call', arrange: () => outgoing({ type: 'progress', earlyMedia: true }) },
	'call: labelled': { face: 'voice-call', arrange: () => labelled(talking()) },
	'call: labelled, busy': { face: 'voice-call', arrange: () => labelled(ended({ by: 'remote', cause: 'busy', status: 486 })) },
	'call: talking': { face: 'voice-call', arrange: () => measured(clear) },
	'call: just answered': { face: 'voice-call', arrange: () => outgoing(talking(0)) },
	'call: fair': { face: 'voice-call', arrange: () => measured({ ...clear, quality: 'fair' }) },
	'call: poor': { face: 'voice-call', arrange: () => measured({ ...clear, quality: 'poor' }) },
	'call: an hour': { face: 'voice-call', arrange: () => outgoing(talking(61 * MINUTE)) },
	'call: keypad': { face: 'voice-call', arrange: () => outgoing(talking()), act: (face) => ['4', '2', '#'].forEach((key) => face.shadowRoot?.querySelector('.base')?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))) },
	'call: few controls': { face: 'voice-call', attributes: { controls: 'mute' }, arrange: () => outgoing(talking()) },
	'call: muted': { face: 'voice-call', arrange: () => commanded(({ phone }) => phone.calls[0]?.mute()) },
	'call: holding': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => (session.delay('hold'), void phone.calls[0]?.hold())) },
	'call: resuming': { face: 'voice-call', arrange: () => commanded(async ({ phone, session }) => { await phone.calls[0]?.hold(); session.delay('resume'); void phone.calls[0]?.resume(); }) },
	'call: held': { face: 'voice-call', arrange: () => commanded(({ phone }) => phone.calls[0]?.hold()) },
	'call: held by the other side': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'remote-hold', held: true }) },
	'call: held by both sides': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.tell({ type: 'remote-hold', held: true }); void phone.calls[0]?.hold(); }) },
	'call: hold refused': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.delay('hold').reject(failed('refused', 488)); phone.calls[0]?.hold().catch(() => undefined); }) },
	'call: recovering': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'recovering', of: 'media', at: Date.now(), until: Date.now() + 24_000 }) },
	'call: reconnecting': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'recovering', of: 'signaling', at: Date.now() }) },
	'call: everything away': { face: 'voice-call', arrange: () => outgoing(talking(), { type: 'recovering', of: 'signaling', at: Date.now(), until: Date.now() + 110_000 }) },
	'call: reconnecting later': { face: 'voice-call', arrange: serverAway },
	'call: nobody heard': { face: 'voice-call', arrange: () => measured({ hears: 'no', heard: 'yes' }) },
	'call: nobody hears': { face: 'voice-call', arrange: () => measured({ hears: 'yes', heard: 'no' }) },
	'call: sound blocked': { face: 'voice-call', arrange: () => commanded(({ media }) => { media.blocked = true; media.onBlockedChange?.(); }) },
	'call: neither hears': { face: 'voice-call', arrange: () => measured({ hears: 'no', heard: 'no' }) },
	'call: sends digits': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.delay('digits'); void phone.calls[0]?.sendDigits('42'); }) },
	'call: resumed without a microphone': { face: 'voice-call', arrange: () => resumedSilently() },
	'call: unmuting': { face: 'voice-call', arrange: () => told(resumedSilently(), ({ phone, session }) => (session.delay('unmute'), phone.calls[0]?.unmute())) },
	'call: transferring': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.delay('transfer'); void phone.calls[0]?.transfer('1003'); }) },
	'call: more': { face: 'voice-call', arrange: () => measured(clear), act: pressing('more') },
	'call: all controls': { face: 'voice-call', attributes: { controls: CONTROLS.map(({ name }) => name).join(' ') }, arrange: () => measured(clear) },
	'call: transfer': { face: 'voice-call', arrange: () => measured(clear), act: pressing('more', 'transfer') },
	'call: transfer to another call': { face: 'voice-call', arrange: several, act: pressing('more', 'transfer') },
	'call: transfer to nobody': { face: 'voice-call', arrange: () => measured(clear), act: transferTo('no body') },
	'call: transfer refused': { face: 'voice-call', arrange: () => commanded(({ phone, session }) => { session.delay('transfer').reject(failed('refused', 404)); phone.calls[0]?.transfer('1003').catch(() => undefined); }) },
	'call: answers itself': { face: 'voice-call', arrange: () => told(scriptedPhone({ autoAnswer: 'always', autoAnswerFrom: '1001' }), ({ signaling }) => { signaling.ring('"Alice Lindqvist" <sip:1001@voice.test>').delay('answer'); }) },
	'call: long name': { face: 'voice-call', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.ring('"Wilhelmina Adelheid von Hohenstein-Katzenellenbogen" <sip:wilhelmina.adelheid.von.hohenstein@telephone.katzenellenbogen.example>').tell(talking())) },
	'call: right to left': { face: 'voice-call', arrange: () => told(scriptedPhone(), ({ signaling }) => signaling.ring('"ليلى العامري" <sip:1003@voice.test>').tell(talking())) },
	'call: room': { face: 'voice-call', arrange: () => commanded(({ phone }) => phone.calls[0]?.markRoom()) },
	'call: video': { face: 'voice-call', arrange: () => commanded(({ session }) => { session.remoteStream = pictureStream(); session.tell({ type: 'media' }); }) },
	'call: several': { face: 'voice-call', arrange: several },
	'call: several, with keypad': { face: 'voice-call', arrange: several, act: pressing('keypad') },
	'call: several, one missed': { face: 'voice-call', arrange: () => told(several(), ({ phone }) => phone.calls.at(-1)?.refuse('unavailable')) },
} satisfies Record<string, Scene>;
