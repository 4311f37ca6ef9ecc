import { VoiceError } from '../core/voice-error.js';

/** The peer did not respond to a command. `command` completes “request to …”. */
export function unanswered(command: string): VoiceError {
	return new VoiceError(
		'timeout',
		`The other side did not respond to the request to ${command}. The call continues; try again.`,
	);
}

/** A command needs the server, which is unreachable. */
export function unreachable(command: string): VoiceError {
	return new VoiceError(
		'server-unreachable',
		`Cannot ${command}: the server is unreachable. The call continues; try again when it is reconnected.`,
	);
}

/** A command came after the end of the call. */
export function over(command: string): VoiceError {
	return new VoiceError('invalid-state', `Cannot ${command}: the call is over.`);
}

/** A command that the protocol has not. */
export function unsupported(wish: string): Promise<never> {
	const message = `Cannot ${wish}: the server does not support it in this call.`;
	return Promise.reject(new VoiceError('unsupported', message));
}
