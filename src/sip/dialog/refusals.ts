import type { Refusal } from '../../core/ports/session.js';
import type { TerminateOptions } from './jssip-session.js';

/** 480 (RFC 3261 section 21.4.18). */
export const UNAVAILABLE = 480;

const STATUS: Readonly<Record<Refusal, number>> = { declined: 486, 'declined-everywhere': 603, busy: 486, unavailable: UNAVAILABLE };
/** Gateways take a bare 480 for somebody who did not answer. */
const ABSENT = 'Reason: Q.850;cause=20;text="SUBSCRIBER_ABSENT"';

/** The final response that refuses an INVITE. */
export function refusalOptions(refusal: Refusal): TerminateOptions {
	return { status_code: STATUS[refusal], ...(refusal === 'unavailable' && { extraHeaders: [ABSENT] }) };
}
