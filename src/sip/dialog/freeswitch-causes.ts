import type { TerminationCause } from '../../core/call/termination.js';

/** Causes beyond SIP statuses that FreeSWITCH puts into a Reason of protocol SIP (`switch_call_cause_t`). */
const CAUSES: Readonly<Record<number, TerminationCause>> = {
	/** LOSE_RACE */
	702: 'elsewhere',
	/** USER_CHALLENGE */
	803: 'refused',
	/** MEDIA_TIMEOUT */
	804: 'lost',
	/** PICKED_OFF */
	805: 'elsewhere',
	/** USER_NOT_REGISTERED */
	806: 'unavailable',
	/** PROGRESS_TIMEOUT */
	807: 'no-answer',
	/** INVALID_GATEWAY, GATEWAY_DOWN */
	808: 'error',
	809: 'error',
	/** NO_PICKUP */
	812: 'no-answer',
	/** SRTP_READ_ERROR */
	813: 'media',
	/** BUSY_EVERYWHERE, DECLINE, DOES_NOT_EXIST_ANYWHERE, NOT_ACCEPTABLE, UNWANTED */
	815: 'busy',
	816: 'declined',
	817: 'not-found',
	818: 'media',
	819: 'declined',
};

/** The outcome of a FreeSWITCH cause; `undefined` for SIP statuses and for causes without meaning to users. */
export function causeOfFreeSwitch(cause: number): TerminationCause | undefined {
	return CAUSES[cause];
}
