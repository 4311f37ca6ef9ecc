import { cleanLine } from '../../core/text.js';
import type { Termination } from '../../core/call/termination.js';
import { VoiceError } from '../../core/voice-error.js';
import type { JsSipResponse } from './jssip-session.js';
import { ownProperties } from '../../core/own-properties.js';

/** The far side said no to a command; `wish` completes “refused to …”. */
export function refused(wish: string, { status_code: status, reason_phrase: reason }: Pick<JsSipResponse, 'status_code' | 'reason_phrase'>): VoiceError {
	return new VoiceError('refused', `The other side refused to ${wish} (${status} ${cleanLine(reason ?? '', 64)}). The call goes on.`, { status });
}

/** Why a call ended, for whoever waits for something of it. */
export function errorOf(termination: Termination): VoiceError | undefined {
	const { error } = ownProperties<Termination>(termination);
	return error && new VoiceError(error.code, error.message, error);
}

/** The server went away before an answer. */
export function lostBeforeAnswer(): VoiceError {
	return new VoiceError('server-unreachable', 'The connection to the server was lost before the call was answered. Call again when it is back.');
}
