import type { CallState, OngoingCall, TerminatedCall } from '../call/call-state.js';
import { ownProperties, owns } from '../own-properties.js';
import type { TabStorage } from '../ports/storage.js';
import { readCalls, type StoredCall } from './stored-calls.js';

const keyOf = (account: string): string => `voice-elements.call ${account}`;
/** A tab that is restored after longer than this shows no call that was lost. */
const SHOWN_MS = 3_600_000;
const MAX_CALLS = 32;

/**
 * Keeps in the tab which calls go on. A page that is reloaded, left, or crashes cannot tell how its calls ended: the next one of the same account in the tab
 * finds them here. Those that a user was told of stay until another call takes their place, or none is shown any more.
 */
export class InterruptedCalls {
	readonly #storage: TabStorage;
	#stored: readonly StoredCall[] = [];
	#ongoing = false;

	constructor(storage: TabStorage) {
		this.#storage = storage;
	}

	/** The calls that ended with the page before this one, most telling first. */
	of(account: string): readonly TerminatedCall[] {
		const stored = readCalls(this.#storage.read(keyOf(account)), MAX_CALLS);
		return stored?.calls.map((call) => interrupted(call, stored.at)) ?? [];
	}

	/** The page that stored the calls of an account. */
	pageOf(account: string): string | undefined {
		return readCalls(this.#storage.read(keyOf(account)), 0)?.page;
	}

	/** Does not tell of calls that go on elsewhere, also not later. */
	forget(account: string): void {
		this.#storage.write(keyOf(account), undefined);
	}

	/** What goes on now, or was lost and is still shown. While the page is left nothing of it changes but the time. */
	note(account: string, calls: readonly CallState[]): void {
		const { leaving, page } = this.#storage;
		const lost = calls.filter(isInterrupted);
		const ongoing = calls.filter((call) => call.phase !== 'terminated').sort((one, other) => rank(one) - rank(other));
		if (!leaving) {
			this.#ongoing = ongoing.length > 0;
			this.#stored = (this.#ongoing ? ongoing : lost).map(storedCall);
		}
		if (this.#ongoing) this.#storage.claimCalls();
		const at = this.#ongoing ? Date.now() : (lost[0]?.terminatedAt ?? 0);
		this.#storage.write(keyOf(account), this.#stored.length > 0 ? JSON.stringify({ page, at, calls: this.#stored }) : undefined);
	}
}

/** Whether it ended so lately that whoever comes back wants to read of it. */
export function isRecent({ terminatedAt }: TerminatedCall): boolean {
	return Date.now() - terminatedAt <= SHOWN_MS;
}

function isInterrupted(call: CallState): call is TerminatedCall {
	return call.phase === 'terminated' && call.termination.by === 'local' && call.termination.cause === 'lost';
}

/** Whom one talks to comes before who rings; of equals the newest. */
function rank(call: OngoingCall): number {
	return call.phase === 'confirmed' ? -call.confirmedAt : 0;
}

function interrupted(stored: StoredCall, terminatedAt: number): TerminatedCall {
	const { confirmedAt, ...call } = ownProperties(stored);
	const missed = call.direction === 'incoming' && confirmedAt === undefined;
	return {
		...{ ...call, ...(confirmedAt !== undefined && { confirmedAt }), phase: 'terminated', terminatedAt, room: false },
		termination: missed ? { by: 'remote', cause: 'cancelled' } : { by: 'local', cause: 'lost' },
	};
}

function storedCall(call: CallState): StoredCall {
	const { id, callId, direction, remote: { uri, user, displayName }, label, startedAt, video } = ownProperties<CallState>(call);
	const confirmedAt = owns(call, 'confirmedAt') ? call.confirmedAt : undefined;
	return { id, ...(callId !== undefined && { callId }), direction, remote: { uri, user, displayName }, ...(label && { label }), startedAt, ...(confirmedAt !== undefined && { confirmedAt }), video };
}
