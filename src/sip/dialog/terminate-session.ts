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

/** How long a BYE that could not be said is kept. */
const KEPT_MS = 300_000;
/** How long a cancel may lose its race against an answer (timer B of RFC 3261), and an ACK that a BYE waits for be under way. */
const RACE_MS = 32_000;
/** Pauses before it is said again to a far side that the server does not find: it may be on its way back itself. */
const AGAIN_MS = [1000, 2000, 4000, 8000, 15_000, 30_000] as const;

/**
 * Ends a session of JsSIP as its phase demands: cancels, refuses or hangs up. A BYE that did not arrive, because the server or the far side is
 * away, is sent when they are back: the far side would sit in a dead call otherwise. A cancel that crosses the answer ends that call too.
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

/** Says it until it arrives; what never does is given up in the end. */
async function deliverBye(host: SessionHost, transaction: Transaction): Promise<void> {
	let outcome = await outcomeOfRequest(transaction);
	if (!isPeerUnreachable(outcome)) return;
	const kept = AbortSignal.timeout(KEPT_MS);
	for (let round = 0; isPeerUnreachable(outcome) && !kept.aborted; round++) {
		if (host.reachable) await pause(AGAIN_MS[round] ?? 30_000, kept);
		try {
			await host.whenReachable(KEPT_MS, kept);
		} catch {
			// Where the server does not come back, nothing more can be said.
			return;
		}
		outcome = await sendAgain(host.ua, transaction);
	}
}
