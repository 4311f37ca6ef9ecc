import { cleanLine } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';

const WORDS: Readonly<Record<number, string>> = {
	403: 'The server does not allow texts to this address.',
	404: 'Nobody has this address.',
	405: 'The other side takes no texts.',
	410: 'Nobody has this address any more.',
	415: 'The other side takes no texts.',
	480: 'The other side cannot be reached now.',
	486: 'The other side takes no texts now.',
	488: 'The other side takes no texts.',
	503: 'The server takes no texts now. Try again later.',
	603: 'The other side takes no texts.',
};

/** The server or the peer refused a text. Without an `account`, a refusal is never a wrong password. */
export function textRefused(status: number, reason: string, options?: { readonly account: boolean }): VoiceError {
	const account = options?.account ?? true;
	if (status === 413 || status === 513) return new VoiceError('too-large', 'The text is too long for the server. Send it in parts.', { status });
	if ((status === 401 || status === 407) && !account) return new VoiceError('refused', 'The server takes texts only from those who have an account there.', { status });
	if (status === 401 || status === 407) return new VoiceError('credentials-refused', 'The server does not accept these credentials for texts.', { status });
	const words = cleanLine(reason, 64);
	return new VoiceError('refused', WORDS[status] ?? `The text was refused (${String(status)}${words && ` ${words}`}).`, { status });
}

export function textUnanswered(): VoiceError {
	return new VoiceError('timeout', 'The server did not say whether it took the text. Try again; a repeat is known as one.');
}

/** The connection was lost while the text was sent. */
export function textLost(): VoiceError {
	return new VoiceError('server-unreachable', 'The connection broke before the server took the text. Try again; a repeat is known as one.');
}
