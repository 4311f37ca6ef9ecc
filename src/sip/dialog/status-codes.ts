import type { Outcome } from './jssip-session.js';

/** What a server says of a party that it does not find now (477 is Kamailio's); every other refusal is a word of the party itself. */
const UNREACHED: readonly Outcome[] = ['unsent', 404, 408, 430, 477, 480, 502, 503, 504];

/** Whether a request within a call did not get to the far side, which may be there again in a moment. */
export function isPeerUnreachable(outcome: Outcome): boolean {
	return UNREACHED.includes(outcome);
}
