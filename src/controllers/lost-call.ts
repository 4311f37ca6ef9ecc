import { wireAddress } from '../core/address.js';
import type { CallState, TerminatedCall } from '../core/call-state.js';
import type { Phone } from '../core/phone.js';
import { uuid } from '../core/random.js';

const keyOf = (account: string): string => `voice-elements.call ${account}`;
/** A tab that is restored after longer than this tells of nothing. */
const KEPT_MS = 3_600_000;

/** Tells this page from the one before it in the tab. */
const page = uuid();

/** What is remembered of a call: no secret, and nothing that was said. */
interface Memory {
	readonly page: string;
	readonly id: string;
	readonly direction: 'incoming' | 'outgoing';
	readonly uri: string;
	readonly user: string;
	readonly displayName: string;
	readonly startedAt: number;
	readonly confirmedAt?: number;
	/** When it was last known to go on. */
	readonly at: number;
}

const remembered = new WeakSet<Phone>();

/**
 * Remembers in the tab (`sessionStorage`) which call goes on, so that after a reload, a crash or another page the same account is shown, as a call that was
 * lost, whom it talked to. Forgets it when the call ends, and what was lost when it is called again or dismissed. Does nothing where the page may store nothing.
 */
export function rememberCalls(phone: Phone): void {
	if (remembered.has(phone)) return;
	remembered.add(phone);
	let account: string | undefined;
	let leaving = false;
	const look = (): void => {
		if (leaving) return;
		if (phone.state.account && phone.state.account.uri !== account) {
			account = phone.state.account.uri;
			if (read(account)?.page !== page) tell(phone, account);
		}
		if (account !== undefined) write(account, current(phone.state.calls));
	};
	phone.subscribe(look);
	// Before the calls are hung up for the page that goes: then each would be one that was ended properly.
	addEventListener('pagehide', () => (leaving = true), { capture: true });
	addEventListener('pageshow', ({ persisted }) => {
		leaving = false;
		if (persisted && account !== undefined) tell(phone, account);
	}, { capture: true });
	look();
}

function tell(phone: Phone, account: string): void {
	const over = lostCall(read(account));
	if (over && phone.state.calls.every(({ phase }) => phase === 'terminated')) phone.recall(over);
}

/** The call that goes on, else the lost one that is still shown. */
function current(calls: readonly CallState[]): CallState | undefined {
	return calls.findLast(({ phase }) => phase === 'confirmed') ?? calls.findLast((call) => call.phase !== 'terminated' || call.termination.cause === 'lost');
}

function lostCall(memory: Memory | undefined): TerminatedCall | undefined {
	if (!memory || Date.now() - memory.at > KEPT_MS) return undefined;
	const { id, direction, uri, user, displayName, startedAt, confirmedAt, at } = memory;
	const talked = confirmedAt === undefined ? {} : { confirmedAt };
	return { phase: 'terminated', id, direction, remote: wireAddress(uri, user, displayName), startedAt, ...talked, terminatedAt: at, video: false, room: false, termination: { by: 'local', cause: 'lost' } };
}

function write(account: string, call: CallState | undefined): void {
	try {
		if (!call) return sessionStorage.removeItem(keyOf(account));
		const { id, direction, remote: { uri, user, displayName }, startedAt } = call;
		const confirmedAt = 'confirmedAt' in call ? call.confirmedAt : undefined;
		const at = call.phase === 'terminated' ? call.terminatedAt : Date.now();
		sessionStorage.setItem(keyOf(account), JSON.stringify({ page, id, direction, uri, user, displayName, startedAt, confirmedAt, at } satisfies { [Name in keyof Memory]: unknown }));
	} catch {
		// The page may store nothing here: then nothing is remembered.
	}
}

/** Whoever can write to the page's storage is of the page itself; a mistake there must not break the phone all the same. */
function read(account: string): Memory | undefined {
	try {
		const memory = JSON.parse(sessionStorage.getItem(keyOf(account)) ?? 'null') as Partial<Memory> | null;
		return memory && isWhole(memory) ? memory : undefined;
	} catch {
		return undefined;
	}
}

function isWhole(memory: Partial<Memory>): memory is Memory {
	const { page: of, id, uri, user, displayName, direction, startedAt, confirmedAt, at } = memory;
	return [of, id, uri, user, displayName].every((text) => typeof text === 'string')
		&& (direction === 'incoming' || direction === 'outgoing')
		&& [startedAt, confirmedAt ?? 0, at].every((time) => typeof time === 'number');
}
