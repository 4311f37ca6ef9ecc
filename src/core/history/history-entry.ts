import type { Address } from '../address.js';
import type { Direction, TerminatedCall } from '../call/call-state.js';
import { uuid } from '../random.js';
import type { Refusal, Session } from '../ports/session.js';
import { ownProperties } from '../own-properties.js';

/**
 * What became of a call, as a list of calls tells it. `missed` and `answered-elsewhere` are of calls that came in, `cancelled`, `busy`,
 * `no-answer` and `failed` of calls that were dialled.
 */
export const HISTORY_OUTCOMES = ['answered', 'missed', 'answered-elsewhere', 'declined', 'cancelled', 'busy', 'no-answer', 'failed'] as const;

export type HistoryOutcome = (typeof HISTORY_OUTCOMES)[number];

/** A call that is over. Plain data: no secret, and nothing that was said. */
export interface HistoryEntry {
	/** The id that the call had. */
	readonly id: string;
	/** The Call-ID (RFC 3261 section 8.1.1.4), as the server writes it down; absent where the protocol has none. */
	readonly callId?: string;
	readonly direction: Direction;
	readonly remote: Address;
	/** What the page calls the other side; see `CallState`. */
	readonly label?: string;
	/** Epoch ms of the dial, or of the first ring. */
	readonly startedAt: number;
	/** Epoch ms; absent when nobody talked. */
	readonly confirmedAt?: number;
	/** Epoch ms. */
	readonly terminatedAt: number;
	readonly outcome: HistoryOutcome;
	readonly video: boolean;
	/** Whether somebody saw it in a list. Only a missed call begins unseen. */
	readonly seen: boolean;
	/** Nobody was to hear of it: do-not-disturb, nothing on the page that shows calls, or too many at once. */
	readonly unheard?: true;
}

/** So many calls are kept that somebody made or took, as many that rang in vain, and as many that nobody was to hear: strangers push out none but their own kind. */
const MAX_OF_A_KIND = 50;
/** More are never kept. */
export const MAX_ENTRIES = 3 * MAX_OF_A_KIND;

/** The entry of a call that is over. */
export function historyEntryOf(call: TerminatedCall): HistoryEntry {
	const { id, callId, direction, remote, label, startedAt, confirmedAt, terminatedAt, video } = ownProperties(call);
	const outcome = callOutcome(call);
	return {
		...{ id, ...(callId !== undefined && { callId }), direction, remote, ...(label && { label }), startedAt, ...(confirmedAt !== undefined && { confirmedAt }) },
		...{ terminatedAt, outcome, video, seen: outcome !== 'missed' },
	};
}

/** The entry of a call that was turned away before anybody was told of it. */
export function unheardEntryOf({ remote, callId }: Pick<Session, 'remote' | 'callId'>, cause: Exclude<Refusal, 'declined-everywhere'>): HistoryEntry {
	const at = Date.now();
	const facts = { id: uuid(), ...(callId !== undefined && { callId }), direction: 'incoming', remote, startedAt: at, video: false, room: false } as const;
	return { ...historyEntryOf({ ...facts, phase: 'terminated', terminatedAt: at, termination: { by: 'local', cause } }), unheard: true };
}

/** The newest of each kind, in their order. */
export function newestOf(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
	const kept = { made: 0, rang: 0, unheard: 0 };
	return [...history].reverse().filter((entry) => ++kept[kindOf(entry)] <= MAX_OF_A_KIND).reverse();
}

/** What became of a call. Whatever kept somebody from hearing a caller, do-not-disturb too, the call was missed. */
export function callOutcome(call: TerminatedCall): HistoryOutcome {
	const { direction, termination: { by, cause } } = call;
	if (Object.hasOwn(call, 'confirmedAt')) return 'answered';
	if (cause === 'declined') return 'declined';
	if (direction === 'incoming') return cause === 'elsewhere' ? 'answered-elsewhere' : 'missed';
	if (cause === 'cancelled' || cause === 'busy' || cause === 'no-answer') return cause;
	// The page was left before anybody answered.
	if (by === 'local' && cause === 'lost') return 'cancelled';
	return cause === 'unavailable' ? 'no-answer' : 'failed';
}

function kindOf(entry: HistoryEntry): 'made' | 'rang' | 'unheard' {
	if (Object.hasOwn(entry, 'unheard')) return 'unheard';
	return entry.direction === 'outgoing' || entry.outcome === 'answered' ? 'made' : 'rang';
}

/** The missed calls that nobody saw yet. */
export function unseenCalls(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
	return history.filter(({ outcome, seen }) => outcome === 'missed' && !seen);
}
