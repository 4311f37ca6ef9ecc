import { cleanLine } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';
import { ownProperties } from '../../core/own-properties.js';

/** Method Not Allowed and Not Implemented: a server that only takes calls says so to every REGISTER. */
const NO_REGISTRAR: readonly number[] = [405, 501];

const TOO_MANY = /\b(?:too many|max(?:imum)?|limit|exceed(?:s|ed)?)\b/i;
const CONTACTS = /\b(?:contacts?|bindings?|registrations?|registered|devices?|phones?|endpoints?|locations?)\b/i;
/** Too many of these lock an account. */
const ATTEMPTS = /\b(?:auth\w*|attempts?|tries|fail\w*|passwords?|log-?ins?|rate|requests?|bad|wrong|invalid)\b/i;

/** A refused registration as far as it is told. */
export interface Refused {
	readonly status: number;
	readonly reason: string;
	/** Whether the refusal held a challenge that JsSIP can answer. */
	readonly challenged: boolean;
	/** Whether the challenge says that only the nonce was too old. */
	readonly stale: boolean;
	/** Whether it is no more than that other phones of the account are registered already. */
	readonly crowded?: boolean;
}

/** Whether somebody must help, unless the credentials have `Credit`: what was refused is as wrong the next time, and servers lock accounts for trying. */
export function isFinal(refused: Pick<Refused, 'status' | 'stale' | 'crowded'>): boolean {
	const { status, stale, crowded = false } = ownProperties<typeof refused>(refused);
	return NO_REGISTRAR.includes(status) || (status === 403 && !crowded) || ((status === 401 || status === 407) && !stale);
}

/** What a 403 says, and to what kind of REGISTER. */
export interface Forbidden {
	readonly status: number;
	readonly reason: string;
	readonly server: string;
	/** Of the REGISTER that was refused. */
	readonly authorization: string;
}

/**
 * Whether a 403 means too many contacts. Some say so. Asterisk says no more than “Forbidden” to whoever has answered its challenge, and challenges a wrong password
 * anew; what it forbids without a challenge it does not let in at all. Its old chan_sip forbids a wrong password as well: it is told by challenges without `qop`.
 */
export function isCrowded({ status, reason, server, authorization }: Forbidden): boolean {
	if (status !== 403) return false;
	if (/^\s*forbidden\s*$/i.test(reason)) return /\basterisk\b/i.test(server) && /^\s*digest\b/i.test(authorization) && /\bqop\s*=/i.test(authorization);
	return TOO_MANY.test(reason) && CONTACTS.test(reason) && !ATTEMPTS.test(reason);
}

export function registrationError(refused: Refused): VoiceError {
	const { status, reason, challenged, crowded = false } = ownProperties<Refused>(refused);
	if (crowded) return new VoiceError('refused', 'The server registers no more phones of this account: others are signed in already. It is tried again.', { status });
	if ((status === 401 || status === 407) && !challenged) return new VoiceError('unsupported', 'The server wants a kind of authentication that this phone does not know. It needs digest with MD5, or a token.', { status });
	if (status === 401 || status === 403 || status === 407) return new VoiceError('credentials-refused', 'The server does not accept these credentials. Check user and password.', { status });
	const words = cleanLine(reason, 64);
	if (NO_REGISTRAR.includes(status)) return new VoiceError('configuration', `The server takes no registrations (${String(status)}${words && ` ${words}`}). Calls may go all the same: say “without-registration”.`, { status, subject: 'without-registration' });
	return new VoiceError('refused', `The server refused to register this phone (${String(status)}${words && ` ${words}`}). It is tried again.`, { status });
}

/** The server takes requests, and did not answer this one in time. */
export function noAnswer(): VoiceError {
	return new VoiceError('timeout', 'The server did not answer the registration. It is tried again.');
}
