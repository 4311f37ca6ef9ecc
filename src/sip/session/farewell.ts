import { listen } from '../listen.js';
import type { SessionHost } from '../session-host.js';
import { markCancelled, sendAgain, type JsSipSession, type TerminateOptions, type Transaction } from './jssip-session.js';

export interface Farewell {
	readonly callId: string | undefined;
	readonly options?: TerminateOptions;
}

/** How long a BYE that could not be said is kept. */
const KEPT_MS = 300_000;
/** How long a cancel may lose its race against an answer (timer B of RFC 3261), and an ACK that a BYE waits for be under way. */
const RACE_MS = 32_000;

/**
 * Ends a session of JsSIP as its phase demands: cancels, refuses or hangs up. A BYE that the server did not get, because it is away or
 * goes away, is sent when it is back: the far side would sit in a dead call otherwise. A cancel that crosses the answer ends that call too.
 */
export function bidFarewell(host: SessionHost, session: JsSipSession, { callId, options = {} }: Farewell): void {
	const said = new AbortController();
	listen<{ transaction: Transaction }>(host.ua, 'newTransaction', ({ transaction }) => {
		const { method, call_id } = transaction.request;
		if (method !== 'BYE' || call_id !== callId) return;
		said.abort();
		ensure(host, transaction, AbortSignal.timeout(KEPT_MS));
	}, AbortSignal.any([said.signal, AbortSignal.timeout(RACE_MS)]));
	const rings = session.isInProgress();
	const cancels = rings && String(session.direction) === 'outgoing';
	session.terminate(options);
	if (cancels) markCancelled(session);
	else if (rings) said.abort();
}

function ensure(host: SessionHost, transaction: Transaction, kept: AbortSignal): void {
	const { STATUS_COMPLETED, STATUS_TERMINATED } = transaction.C;
	let answered = false;
	listen(transaction, 'stateChanged', () => {
		answered ||= transaction.state === STATUS_COMPLETED;
		if (transaction.state !== STATUS_TERMINATED || answered) return;
		const again = (): void => sendAgain(host.ua, transaction.request.toString());
		// Where the server does not come back, nothing more can be said.
		host.whenOnline(KEPT_MS, kept).then(again, () => undefined);
	}, kept);
}
