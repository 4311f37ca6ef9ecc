import type { VoiceError } from '../../core/voice-error.js';
import type { Reached } from '../../rtc/recovery/recovery.js';
import type { Outcome } from './jssip-session.js';

/**
 * Statuses of servers that cannot reach the peer at present (477 is Kamailio’s). Other failures come from the peer
 * itself.
 */
const UNREACHED: readonly Outcome[] = ['unsent', 404, 408, 430, 477, 480, 502, 503, 504];

/** Whether a request within a dialog did not reach the peer, which may return soon. */
export function isPeerUnreachable(outcome: Outcome): boolean {
	return UNREACHED.includes(outcome);
}

/** Error codes of requests that were not sent or got no response. */
const UNSENT: readonly string[] = ['server-unreachable', 'ice-failed', 'timeout'];

/**
 * Whether a failed request reached the peer. After a 481 the dialog must be established again, if the call continues.
 * Some servers that cannot reach the peer only report an error (Kamailio: “500 No error”).
 */
export function peerReached({ code, status }: VoiceError): Reached {
	if (UNSENT.includes(code)) return 'no';
	if (status === 500) return 'unclear';
	return status === undefined || (status !== 481 && !isPeerUnreachable(status)) ? 'yes' : 'no';
}
