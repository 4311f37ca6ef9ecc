import { cleanLine } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';

/** Method Not Allowed and Not Implemented: a server that only takes calls says so to every REGISTER. */
const NO_REGISTRAR: readonly number[] = [405, 501];

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
export function isFinal({ status, stale, crowded = false }: Pick<Refused, 'status' | 'stale' | 'crowded'>): boolean {
	return NO_REGISTRAR.includes(status) || (status === 403 && !crowded) || ((status === 401 || status === 407) && !stale);
}

/**
 * Whether a 403 means too many contacts. Some say so. Asterisk says no more than “Forbidden”, but answers a wrong password with another challenge: what it forbids it
 * forbids to somebody it knows, and goes once an old contact has expired. Its old chan_sip has words for a wrong password, “Forbidden (Bad auth)”.
 */
export function isCrowded({ status, reason, server }: { readonly status: number; readonly reason: string; readonly server: string }): boolean {
	return status === 403 && (/\b(?:too many|max(?:imum)?|limit|exceeded)\b/i.test(reason) || (/^\s*forbidden\s*$/i.test(reason) && /\basterisk\b/i.test(server)));
}

export function registrationError({ status, reason, challenged, crowded = false }: Refused): VoiceError {
	if (crowded) return new VoiceError('refused', 'The server registers no more phones of this account: others are signed in already. It is tried again.', { status });
	if ((status === 401 || status === 407) && !challenged) return new VoiceError('unsupported', 'The server wants a kind of authentication that this phone does not know. It needs digest with MD5, or a token.', { status });
	if (status === 401 || status === 403 || status === 407) return new VoiceError('credentials-refused', 'The server does not accept these credentials. Check user and password.', { status });
	const words = cleanLine(reason, 64);
	if (NO_REGISTRAR.includes(status)) return new VoiceError('configuration', `The server takes no registrations (${String(status)}${words && ` ${words}`}). Calls may go all the same: say “without-registration”.`, { status, subject: 'without-registration' });
	return new VoiceError('refused', `The server refused to register this phone (${String(status)}${words && ` ${words}`}). It is tried again.`, { status });
}

/** The server takes requests, and did not answer this one in time. */
export function unanswered(): VoiceError {
	return new VoiceError('timeout', 'The server did not answer the registration. It is tried again.');
}
