import { expect } from '@open-wc/testing';
import type { CallPhase, CallState, ConfirmedCall, Recovery } from '../../src/core/call/call-state.js';
import type { CallCommand } from '../../src/core/call/features/call-command.js';
import type { ChatState, Delivery } from '../../src/core/chat/chat-state.js';
import type { PhoneState } from '../../src/core/phone-state.js';
import type { Termination, TerminationCause } from '../../src/core/call/termination.js';
import { scenes } from '../../stories/scenes/scenes.js';
import { show } from '../elements/stage.js';

/** Every value of a union; one that is added to it has to be added here, or this does not compile. */
const every = <Value extends string>(values: Record<Value, true>): Value[] => Object.keys(values) as Value[];

const connections = every<PhoneState['connection']['phase']>({ idle: true, connecting: true, connected: true, reconnecting: true, failed: true });
const registrations = every<PhoneState['registration']['phase']>({ none: true, registering: true, registered: true, failed: true });
const phases = every<CallPhase>({ trying: true, early: true, confirmed: true, terminated: true });
const commands = every<CallCommand>({ answer: true, hold: true, resume: true, digits: true, transfer: true, unmute: true });
const recoveries = every<Recovery['of']>({ signaling: true, media: true });
const hearings = every<ConfirmedCall['hears']>({ yes: true, no: true, unknown: true });
const qualities = every<NonNullable<ConfirmedCall['quality']>>({ good: true, fair: true, poor: true });
const causes = every<TerminationCause>({ 'hung-up': true, cancelled: true, declined: true, busy: true, 'no-answer': true, 'not-found': true, unavailable: true, elsewhere: true, refused: true, media: true, lost: true, error: true });
const enders = every<Termination['by']>({ local: true, remote: true, network: true });
const deliveries = every<Delivery>({ sending: true, submitted: true, accepted: true, displayed: true, failed: true });
const kinds = every<ChatState['kind']>({ person: true, room: true });

const wanted = [
	...connections.map((phase) => `connection ${phase}`),
	...registrations.map((phase) => `registration ${phase}`),
	'sign-in needed', 'do not disturb', 'sound blocked', 'trouble of the phone',
	...phases.map((phase) => `call ${phase}`),
	'call incoming', 'call outgoing', 'call muted', 'call automatic', 'call room', 'trouble of the call', 'early media', 'no early media',
	...commands.map((command) => `pending ${command}`),
	...recoveries.map((of) => `recovering ${of}`),
	...['no side', 'the local side', 'the remote side', 'both sides'].map((sides) => `held by ${sides}`),
	...hearings.flatMap((hearing) => [`hears ${hearing}`, `heard ${hearing}`]),
	...qualities.map((quality) => `quality ${quality}`),
	'quality undefined', 'ended by transfer',
	...causes.map((cause) => `ended ${cause}`),
	...enders.map((by) => `ended by ${by}`),
	...kinds.map((kind) => `chat ${kind}`),
	...deliveries.map((delivery) => `text ${delivery}`),
	'text incoming', 'unread', 'cannot receive',
];

describe('the scenes together', () => {
	let shown: ReadonlySet<string>;

	before(async () => {
		const found = new Set<string>();
		for (const name of Object.keys(scenes)) {
			const { face, scripted } = await show(name);
			for (const fact of factsOf(scripted.phone.state)) found.add(fact);
			face.remove();
		}
		shown = found;
	});

	for (const fact of wanted) {
		it(`show: ${fact}`, () => expect([...shown]).to.include(fact));
	}
});

/** What is true of a phone, in the words of the table above. */
function factsOf(state: PhoneState): string[] {
	return [
		`connection ${state.connection.phase}`,
		`registration ${state.registration.phase}`,
		...when({ 'sign-in needed': state.signInNeeded, 'do not disturb': state.doNotDisturb, 'sound blocked': state.soundBlocked, 'trouble of the phone': state.troubles.length > 0 }),
		...state.calls.flatMap(factsOfCall),
		...state.chats.flatMap(factsOfChat),
	];
}

function factsOfCall(call: CallState): string[] {
	const facts = [`call ${call.phase}`, `call ${call.direction}`, ...when({ 'call room': call.room })];
	if (call.phase === 'terminated') return [...facts, `ended ${call.termination.cause}`, `ended by ${call.termination.by}`, ...when({ 'ended by transfer': call.transferredTo !== undefined })];
	return [
		...facts,
		...when({ 'call muted': call.muted, 'call automatic': call.automatic, 'trouble of the call': call.trouble !== undefined }),
		`pending ${call.pending}`,
		`recovering ${call.recovering?.of}`,
		...(call.phase === 'early' ? [call.earlyMedia ? 'early media' : 'no early media'] : []),
		...(call.phase === 'confirmed' ? [`hears ${call.hears}`, `heard ${call.heard}`, `quality ${call.quality}`, `held by ${holders(call)}`] : []),
	];
}

function holders({ hold: { local, remote } }: ConfirmedCall): string {
	if (local && remote) return 'both sides';
	if (!local && !remote) return 'no side';
	return local ? 'the local side' : 'the remote side';
}

function factsOfChat({ kind, unread, canReceive, messages }: ChatState): string[] {
	return [`chat ${kind}`, ...when({ unread: unread > 0, 'cannot receive': !canReceive }), ...messages.flatMap(({ delivery, direction }) => [`text ${delivery}`, `text ${direction}`])];
}

function when(facts: Readonly<Record<string, boolean | undefined>>): string[] {
	return Object.keys(facts).filter((fact) => facts[fact]);
}
