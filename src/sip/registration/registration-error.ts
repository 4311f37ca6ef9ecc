import { cleanLine } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';
import { ownProperties } from '../../core/own-properties.js';

/** Method Not Allowed and Not Implemented: responses to every REGISTER of a server that only routes calls. */
const NO_REGISTRAR: readonly number[] = [405, 501];

const TOO_MANY = /\b(?:too many|max(?:imum)?|limit|exceed(?:s|ed)?)\b/i;
const CONTACTS = /\b(?:contacts?|bindings?|registrations?|registered|devices?|phones?|endpoints?|locations?)\b/i;
/** Too many of these lock an account. */
const ATTEMPTS = /\b(?:auth\w*|attempts?|tries|fail\w*|passwords?|log-?ins?|rate|requests?|bad|wrong|invalid)\b/i;

/** The facts of a refused registration. */
export interface Refused {
	readonly status: number;
	readonly reason: string;
	/** Whether it contained a challenge that JsSIP can answer. */
	readonly challenged: boolean;
	/** Whether the challenge says that only the nonce was stale. */
	readonly stale: boolean;
	/** Whether only the limit of contacts is reached. */
	readonly crowded?: boolean;
}

/** Whether no retry will help, unless `CredentialRetryPolicy` allows one: a repeated refusal locks accounts. */
export function isFinal(refused: Pick<Refused, 'status' | 'stale' | 'crowded'>): boolean {
	const { status, stale, crowded = false } = ownProperties<typeof refused>(refused);
	return NO_REGISTRAR.includes(status) || (status === 403 && !crowded) || ((status === 401 || status === 407) && !stale);
}

/** The facts of a 403 and of its REGISTER. */
export interface Forbidden {
	readonly status: number;
	readonly reason: string;
	readonly server: string;
	/** Of the refused REGISTER. */
	readonly authorization: string;
}

/**
 * Whether a 403 means too many contacts. Some servers say so. Asterisk only says “Forbidden” after a correct response
 * to its challenge, challenges wrong passwords again, and forbids without a challenge what it does not allow at all.
 * Its old chan_sip forbids wrong passwords as well; its challenges have no `qop`.
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

/** The server accepts requests, but did not respond in time. */
export function noAnswer(): VoiceError {
	return new VoiceError('timeout', 'The server did not answer the registration. It is tried again.');
}
