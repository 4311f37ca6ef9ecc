import { cleanLine } from '../text.js';
import type { ErrorState, VoiceError } from '../voice-error.js';

export type TerminationCause =
	| 'hung-up'
	| 'cancelled'
	| 'declined'
	| 'busy'
	| 'no-answer'
	| 'not-found'
	| 'unavailable'
	| 'elsewhere'
	| 'refused'
	| 'media'
	| 'lost'
	| 'error';

/** Why a call ended, as plain data. */
export interface Termination {
	readonly by: 'local' | 'remote' | 'network';
	readonly cause: TerminationCause;
	/** SIP status of the final response (RFC 3261 section 21). */
	readonly status?: number;
	/** The peer's own words, cleaned; never trust them. */
	readonly reason?: string;
	readonly error?: ErrorState;
}

/** The end of a call that could not begin: the browser gave no device, or the way to the far side failed. */
export function terminationOfFailure({ code, state }: VoiceError): Termination {
	const media = /^(microphone|camera|insecure|permission)/.test(code);
	return { by: media ? 'local' : 'network', cause: media ? 'media' : 'error', error: state };
}

const CAUSES: Readonly<Record<number, TerminationCause>> = {
	401: 'refused',
	403: 'refused',
	404: 'not-found',
	407: 'refused',
	408: 'no-answer',
	410: 'not-found',
	480: 'unavailable',
	484: 'not-found',
	486: 'busy',
	487: 'cancelled',
	488: 'media',
	600: 'busy',
	603: 'declined',
	604: 'not-found',
	606: 'media',
	607: 'declined',
	608: 'declined',
};

/** The outcome that a final SIP status of 300 to 699 stands for. */
export function causeOfStatus(status: number): TerminationCause {
	return CAUSES[status] ?? (status >= 500 && status < 600 ? 'error' : 'refused');
}

const TELEPHONE_CAUSES: Readonly<Record<number, TerminationCause>> = {
	1: 'not-found',
	3: 'not-found',
	16: 'hung-up',
	17: 'busy',
	18: 'no-answer',
	19: 'no-answer',
	20: 'unavailable',
	21: 'declined',
	22: 'not-found',
	26: 'elsewhere',
	27: 'unavailable',
	28: 'not-found',
	31: 'hung-up',
	34: 'error',
	38: 'error',
	41: 'error',
	42: 'error',
	88: 'media',
	102: 'lost',
};

/** The outcome that a cause of the telephone network (ITU-T Q.850) stands for; `undefined` for one that tells a user nothing. */
export function causeOfTelephony(q850: number): TerminationCause | undefined {
	return TELEPHONE_CAUSES[q850];
}

/** A peer's refusal: status and, cleaned, its words. */
export function refusal(status: number, reason = ''): Termination {
	const words = cleanLine(reason, 128);
	return { by: 'remote', cause: causeOfStatus(status), status, ...(words !== '' && { reason: words }) };
}
