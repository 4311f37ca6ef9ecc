import { owns } from '../../core/own-properties.js';
import { causeOfTelephony, refusal, type Termination, type TerminationCause } from '../../core/call/termination.js';
import { VoiceError } from '../../core/voice-error.js';
import { causeOfFreeSwitch } from './freeswitch-causes.js';
import type { JsSipMessage, JsSipResponse } from './jssip-session.js';
import { readReason, type Reason } from '../message/reason-header.js';

/** How JsSIP reports the end of a session. */
export interface SessionEnd {
	readonly message: JsSipMessage | JsSipResponse | null;
	/** One of JsSIP’s causes. */
	readonly cause: string;
}

const NO_WAY = new VoiceError('ice-failed', 'The two sides could not agree on a way to send sound, or none was found.').state;
const NO_SERVER = new VoiceError('server-unreachable', 'The connection to the server was lost while the call was being set up. Call again when it is back.').state;
const NO_REPLY = new VoiceError('timeout', 'The server did not answer the call.').state;
const NO_CREDENTIALS = new VoiceError('credentials-refused', 'The server did not accept the account’s name and password for this call.').state;

/** Causes without a message of the peer. */
const QUIET_ENDS: Readonly<Record<string, Termination>> = {
	Terminated: { by: 'local', cause: 'hung-up' },
	Canceled: { by: 'local', cause: 'cancelled' },
	Rejected: { by: 'local', cause: 'declined' },
	'No Answer': { by: 'local', cause: 'no-answer' },
	Expires: { by: 'remote', cause: 'no-answer' },
	'Request Timeout': { by: 'network', cause: 'no-answer', error: NO_REPLY },
	'Connection Error': { by: 'network', cause: 'lost', error: NO_SERVER },
	'No ACK': { by: 'network', cause: 'lost' },
	'RTP Timeout': { by: 'network', cause: 'media', error: NO_WAY },
	'WebRTC Error': { by: 'network', cause: 'media', error: NO_WAY },
	'Bad Media Description': { by: 'network', cause: 'media', error: NO_WAY },
	'Missing SDP': { by: 'network', cause: 'media', error: NO_WAY },
};

/** For an unanswered call these are less specific than any status. */
const SAYS_NOTHING: readonly TerminationCause[] = ['hung-up', 'lost', 'elsewhere'];
const ELSEWHERE = /\b(?:completed|answered|picked up),? elsewhere\b/i;
const MEDIA_TIMEOUT = /\b(?:media|rtp)[ _-]?time(?:d[ _-])?out\b/i;

/**
 * The outcome of a call, derived from how JsSIP ended it. Without an `account`, a refusal is never a wrong password.
 */
export function terminationOf({ message, cause }: SessionEnd, options?: { readonly account: boolean }): Termination {
	const account = options?.account ?? true;
	if (!message) return QUIET_ENDS[cause] ?? { by: 'network', cause: 'error' };
	const reason = readReason(message.getHeaders('reason'));
	if (owns(message, 'status_code')) return response(message, { reason, account });
	return message.method === 'CANCEL' ? cancel(reason) : bye(reason);
}

/** A specific Reason has precedence: servers map many causes to few statuses. */
function response({ status_code: status, reason_phrase: words }: JsSipResponse, { reason, account }: { reason: Reason; account: boolean }): Termination {
	if (status < 300) return { by: 'network', cause: 'media', status, error: NO_WAY };
	const plain = refusal(status, words);
	if (status === 401 || status === 407) return { ...plain, ...(account && { error: NO_CREDENTIALS }) };
	const told = causeOf(reason);
	const vague = status === 480 || plain.cause === 'error' || plain.cause === 'refused';
	return { ...plain, cause: told && (vague || told !== 'error') && !SAYS_NOTHING.includes(told) ? told : plain.cause };
}

/** Another device answered, or rejected it for all; or the caller cancelled (RFC 3326). */
function cancel(reason: Reason): Termination {
	const { sip = 0, text } = reason;
	const told = sip === 200 || ELSEWHERE.test(text ?? '') ? 'elsewhere' : sip >= 600 && sip < 700 ? 'declined' : causeOf(reason);
	return { by: 'remote', cause: told === 'elsewhere' || told === 'declined' ? told : 'cancelled', ...(text && { reason: text }) };
}

/** Gateways that answer before the callee report the outcome only here. */
function bye(reason: Reason): Termination {
	const { text } = reason;
	if (causeOfFreeSwitch(reason.sip ?? 0) === 'lost' || MEDIA_TIMEOUT.test(text ?? '')) return { by: 'network', cause: 'lost', ...(text && { reason: text }) };
	const cause = ELSEWHERE.test(text ?? '') ? 'elsewhere' : (causeOf(reason) ?? 'hung-up');
	return { by: 'remote', cause, ...(cause !== 'hung-up' && text && { reason: text }) };
}

function causeOf({ sip, q850 }: Reason): TerminationCause | undefined {
	return causeOfTelephony(q850 ?? 0) ?? causeOfFreeSwitch(sip ?? 0);
}
