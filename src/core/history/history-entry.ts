import type { Address } from '../address.js';
import type { Direction, TerminatedCall } from '../call-state.js';
import { uuid } from '../random.js';
import type { Refusal, Session } from '../signaling.js';

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
}

/** The entry of a call that is over. */
export function historyEntryOf(call: TerminatedCall): HistoryEntry {
	const { id, callId, direction, remote, startedAt, confirmedAt, terminatedAt, video } = call;
	const outcome = outcomeOf(call);
	return {
		...{ id, ...(callId !== undefined && { callId }), direction, remote, startedAt, ...(confirmedAt !== undefined && { confirmedAt }) },
		...{ terminatedAt, outcome, video, seen: outcome !== 'missed' },
	};
}

/** The entry of a call that was turned away before anybody was told of it. */
export function unheardEntryOf({ remote, callId }: Pick<Session, 'remote' | 'callId'>, cause: Exclude<Refusal, 'declined-everywhere'>): HistoryEntry {
	const at = Date.now();
	const facts = { id: uuid(), ...(callId !== undefined && { callId }), direction: 'incoming', remote, startedAt: at, video: false, room: false } as const;
	return historyEntryOf({ ...facts, phase: 'terminated', terminatedAt: at, termination: { by: 'local', cause } });
}

/** What became of a call. Whatever kept somebody from hearing a caller, do-not-disturb too, the call was missed. */
export function outcomeOf({ direction, confirmedAt, termination: { by, cause } }: TerminatedCall): HistoryOutcome {
	if (confirmedAt !== undefined) return 'answered';
	if (cause === 'declined') return 'declined';
	if (direction === 'incoming') return cause === 'elsewhere' ? 'answered-elsewhere' : 'missed';
	if (cause === 'cancelled' || cause === 'busy' || cause === 'no-answer') return cause;
	// The page was left before anybody answered.
	if (by === 'local' && cause === 'lost') return 'cancelled';
	return cause === 'unavailable' ? 'no-answer' : 'failed';
}

/** The missed calls that nobody saw yet. */
export function unseenCalls(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
	return history.filter(({ outcome, seen }) => outcome === 'missed' && !seen);
}
