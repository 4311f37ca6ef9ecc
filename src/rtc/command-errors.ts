import { VoiceError } from '../core/voice-error.js';

/** The far side said nothing to a command; `wish` completes “did not answer the wish to …”. */
export function unanswered(wish: string): VoiceError {
	return new VoiceError('timeout', `The other side did not answer the wish to ${wish}. The call goes on; try again.`);
}

/** A command that needs the server, and the server is away. */
export function unreachable(wish: string): VoiceError {
	return new VoiceError('server-unreachable', `The server is away, so one cannot ${wish} now. The call goes on; try again when the connection is back.`);
}

/** A command that comes after the end. */
export function over(wish: string): VoiceError {
	return new VoiceError('invalid-state', `Cannot ${wish}: the call is over.`);
}

/** A command that the protocol has not. */
export function unsupported(wish: string): Promise<never> {
	return Promise.reject(new VoiceError('unsupported', `Cannot ${wish}: the server does not support it in this call.`));
}
