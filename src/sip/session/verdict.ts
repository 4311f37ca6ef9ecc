import { causeOfTelephony, refusal, type Termination } from '../../core/termination.js';
import { VoiceError } from '../../core/voice-error.js';
import type { SipMessage, SipResponse } from './jssip-session.js';
import { readReason, type Reason } from './reason-header.js';

/** How JsSIP says that a session is over. */
export interface SessionEnd {
	readonly message: SipMessage | SipResponse | null;
	/** One of JsSIP's causes, in its words. */
	readonly cause: string;
}

const NO_WAY = new VoiceError('ice-failed', 'The two sides could not agree on a way to send sound, or none was found.').state;
const NO_SERVER = new VoiceError('server-unreachable', 'The connection to the server was lost while the call was being set up. Call again when it is back.').state;
const NO_REPLY = new VoiceError('timeout', 'The server did not answer the call.').state;
const NO_CREDENTIALS = new VoiceError('credentials-refused', 'The server did not accept the account’s name and password for this call.').state;

/** What JsSIP ends without a message of the far side. */
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

/** The outcome of a call, read from how JsSIP ended it. */
export function verdictOn({ message, cause }: SessionEnd): Termination {
	if (!message) return QUIET_ENDS[cause] ?? { by: 'network', cause: 'error' };
	const reason = readReason(message.getHeaders('reason'));
	if ('status_code' in message) return response(message, reason);
	return message.method === 'CANCEL' ? cancel(reason) : bye(reason);
}

function response({ status_code: status, reason_phrase: words }: SipResponse, { q850 }: Reason): Termination {
	if (status < 300) return { by: 'network', cause: 'media', status, error: NO_WAY };
	const plain = refusal(status, words);
	if (status === 401 || status === 407) return { ...plain, error: NO_CREDENTIALS };
	const vague = status === 480 || status >= 500 && status < 600;
	return { ...plain, cause: (vague && causeOfTelephony(q850 ?? 0)) || plain.cause };
}

/** Another device took it, or the caller gave up (RFC 3326). */
function cancel({ sip, q850, text }: Reason): Termination {
	const cause = sip === 200 || q850 === 26 ? 'elsewhere' : 'cancelled';
	return { by: 'remote', cause, ...(text && { reason: text }) };
}

/** Gateways that answer before the callee does tell the outcome only here. */
function bye({ q850, text }: Reason): Termination {
	const cause = causeOfTelephony(q850 ?? 16) ?? 'hung-up';
	return { by: 'remote', cause, ...(cause !== 'hung-up' && text && { reason: text }) };
}
