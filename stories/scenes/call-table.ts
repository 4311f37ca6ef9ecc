import type { Recovery } from '../../src/core/call/call-state.js';
import type { CallCommand } from '../../src/core/call/features/call-command.js';
import type { Call } from '../../src/core/call/call.js';
import type { TerminationCause } from '../../src/core/call/termination.js';
import type { VoiceErrorCode } from '../../src/core/voice-error.js';
import { ended, failed, incoming, outgoing, resumedSilently, talking, told, type Scene, type ScriptedCall } from './scene.js';

/** Every value of a union; one that is added to it has to be added here, or this does not compile. */
const every = <Value extends string>(values: Record<Value, true>): readonly Value[] => Object.keys(values) as Value[];

const recoveries = every<Recovery['of']>({ signaling: true, media: true });
const causes = every<TerminationCause>({ 'hung-up': true, cancelled: true, declined: true, busy: true, 'no-answer': true, 'not-found': true, unavailable: true, elsewhere: true, refused: true, media: true, lost: true, error: true });
const codes = every<VoiceErrorCode>({
	configuration: true, address: true, 'insecure-page': true, 'permission-policy': true, 'microphone-denied': true, 'microphone-missing': true, 'microphone-busy': true,
	'camera-denied': true, 'camera-missing': true, 'camera-busy': true, 'server-unreachable': true, 'server-silent': true, 'credentials-missing': true, 'credentials-refused': true,
	refused: true, timeout: true, 'ice-failed': true, 'ice-server-dead': true, 'too-large': true, closed: true, 'invalid-state': true, unsupported: true, failed: true,
});

export const give: Readonly<Record<CallCommand, (call: Call) => Promise<void>>> = {
	answer: (call) => call.answer(),
	hold: (call) => call.hold(),
	resume: (call) => call.resume(),
	digits: (call) => call.sendDigits('42'),
	transfer: (call) => call.transfer('1003'),
	unmute: (call) => Promise.resolve(call.unmute()),
};

/** Where a call can stand before its end, and which commands it may be given there. */
interface Position {
	readonly begin: () => Promise<ScriptedCall>;
	readonly commands: readonly CallCommand[];
}

/** Hold and resume in either state: one may change one's mind before the other side has agreed. */
const talkingCommands = every<Exclude<CallCommand, 'answer' | 'unmute'>>({ hold: true, resume: true, digits: true, transfer: true });

const heldThere = { type: 'remote-hold', held: true } as const;
const heldHere = (call: Promise<ScriptedCall>): Promise<ScriptedCall> => told(call, ({ phone }) => phone.calls[0]?.hold());

/** The phases, told apart as far as a face does. */
export const positions: Readonly<Record<string, Position>> = {
	trying: { begin: () => outgoing(), commands: [] },
	'ringing out': { begin: () => outgoing({ type: 'progress', earlyMedia: false }), commands: ['digits'] },
	'early media': { begin: () => outgoing({ type: 'progress', earlyMedia: true }), commands: ['digits'] },
	'ringing in': { begin: () => incoming(), commands: ['answer'] },
	talking: { begin: () => outgoing(talking()), commands: talkingCommands },
	held: { begin: () => heldHere(outgoing(talking())), commands: talkingCommands },
	'held by the other side': { begin: () => outgoing(talking(), heldThere), commands: talkingCommands },
	'resumed without a microphone': { begin: () => resumedSilently(), commands: [...talkingCommands, 'unmute'] },
	'held by both sides': { begin: () => heldHere(outgoing(talking(), heldThere)), commands: talkingCommands },
};

/** Scenes by what tells them apart. */
type Rows = Readonly<Record<string, Scene>>;

/**
 * Every call there can be, in groups: each position with each command under way and each recovery, and with each command refused; what went wrong, by its code; and
 * the ends. The named scenes are what people meet; these prove that nothing is left out.
 */
export const callTable: Readonly<Record<string, Rows>> = {
	...Object.fromEntries(Object.entries(positions).map(([name, position]) => [name, rowsOf(position)])),
	'trouble while ringing in': rows(codes, (code) => met({ begin: () => incoming(), command: 'answer', code })),
	'trouble while talking': rows(codes, (code) => met({ begin: () => outgoing(talking()), command: 'hold', code })),
	'over, by cause': rows(causes, (cause) => onTheCall(() => outgoing(talking(), ended({ by: 'remote', cause })))),
	'over, by error': rows(codes, (code) => onTheCall(() => outgoing(ended({ by: 'local', cause: 'error', error: failed(code).state })))),
};

function rowsOf({ begin, commands }: Position): Rows {
	const underWay = [undefined, ...commands].flatMap((command) => [undefined, ...recoveries].map((of) => ({ command, of })));
	return {
		...Object.fromEntries(underWay.map((what) => [nameOf(what), going(begin, what)])),
		...Object.fromEntries(commands.map((command) => [`refused ${command}`, met({ begin, command, code: 'refused' })])),
	};
}

interface UnderWay {
	readonly command: CallCommand | undefined;
	readonly of: Recovery['of'] | undefined;
}

function nameOf({ command, of }: UnderWay): string {
	return [command && `pending ${command}`, of && `recovering ${of}`].filter(Boolean).join(', ') || 'nothing more';
}

function going(begin: Position['begin'], { command, of }: UnderWay): Scene {
	return onTheCall(() => told(begin(), ({ phone, session }) => {
		if (of) session.tell({ type: 'recovering', of, at: Date.now() });
		const [call] = phone.calls;
		if (!call || !command) return;
		session.delay(command);
		void give[command](call);
	}));
}

/** A command that failed. */
function met({ begin, command, code }: { readonly begin: Position['begin']; readonly command: CallCommand; readonly code: VoiceErrorCode }): Scene {
	return onTheCall(() => told(begin(), async ({ phone, session }) => {
		const [call] = phone.calls;
		session.delay(command).reject(failed(code));
		if (call) await give[command](call).catch(() => undefined);
	}));
}

function rows<Name extends string>(names: readonly Name[], sceneOf: (name: Name) => Scene): Rows {
	return Object.fromEntries(names.map((name) => [name, sceneOf(name)]));
}

function onTheCall(arrange: Scene['arrange']): Scene {
	return { face: 'voice-call', arrange };
}
