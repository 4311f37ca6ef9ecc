import type { VoiceError } from '../../core/voice-error.js';
import type { Reached } from '../../rtc/recovery/recovery.js';
import type { Outcome } from './jssip-session.js';

/** What a server says of a party that it does not find now (477 is Kamailio's); every other refusal is a word of the party itself. */
const UNREACHED: readonly Outcome[] = ['unsent', 404, 408, 430, 477, 480, 502, 503, 504];

/** Whether a request within a call did not get to the far side, which may be there again in a moment. */
export function isPeerUnreachable(outcome: Outcome): boolean {
	return UNREACHED.includes(outcome);
}

/** Codes of what could not be sent, or met silence. */
const UNSENT: readonly string[] = ['server-unreachable', 'ice-failed', 'timeout'];

/**
 * Whether a request that failed got to the far side. A call that the server or the far side does not know (481), and that goes on, has to be made known again.
 * Some servers that do not find the far side say no more than that something is wrong (Kamailio: “500 No error”).
 */
export function peerReached({ code, status }: VoiceError): Reached {
	if (UNSENT.includes(code)) return 'no';
	if (status === 500) return 'unclear';
	return status === undefined || (status !== 481 && !isPeerUnreachable(status)) ? 'yes' : 'no';
}
