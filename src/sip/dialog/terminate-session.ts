import { ownProperties } from '../../core/own-properties.js';
import type { SessionHost } from '../session-host.js';
import { markCancelled, outcomeOfRequest, sendAgain, type JsSipSession, type TerminateOptions, type Transaction } from './jssip-session.js';
import { pause } from '../../core/pause.js';
import { observeRequests } from './sent-requests.js';
import { isPeerUnreachable } from './status-codes.js';

export interface TerminateContext {
	readonly callId: string | undefined;
	readonly options?: TerminateOptions;
}

/** How long an undelivered BYE is kept. */
const KEPT_MS = 300_000;
/** How long a 2xx may cross a CANCEL (timer B of RFC 3261), or an ACK before a BYE may take. */
const RACE_MS = 32_000;
/** Pauses before repeating a BYE to a peer that the server cannot reach, which may be reconnecting. */
const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/**
 * Terminates a JsSIP session: CANCEL, rejection or BYE. A BYE that could not be delivered is retried after a reconnect,
 * because the peer would stay in a dead call. A 2xx that crosses the CANCEL is answered with ACK and BYE.
 */
export function terminateSession(host: SessionHost, session: JsSipSession, { callId, options = {} }: TerminateContext): void {
	const said = new AbortController();
	observeRequests(host.ua, (transaction) => {
		const { method, call_id } = transaction.request;
		if (method !== 'BYE' || call_id !== callId) return;
		said.abort();
		void deliverBye(host, transaction);
	}, AbortSignal.any([said.signal, AbortSignal.timeout(RACE_MS)]));
	const rings = session.isInProgress();
	const cancels = rings && String(session.direction) === 'outgoing';
	session.terminate(ownProperties(options));
	if (cancels) markCancelled(session);
	else if (rings) said.abort();
}

/** Retries until it is delivered or the time is over. */
async function deliverBye(host: SessionHost, transaction: Transaction): Promise<void> {
	let outcome = await outcomeOfRequest(transaction);
	if (!isPeerUnreachable(outcome)) return;
	const kept = AbortSignal.timeout(KEPT_MS);
	for (let round = 0; isPeerUnreachable(outcome) && !kept.aborted; round++) {
		if (host.reachable) await pause(AGAIN_MS[round] ?? 30_000, kept);
		try {
			await host.whenReachable(KEPT_MS, kept);
		} catch {
			// Without the server nothing can be sent.
			return;
		}
		outcome = await sendAgain(host.ua, transaction);
	}
}
