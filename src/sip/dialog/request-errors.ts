import { cleanLine } from '../../core/text.js';
import { VoiceError } from '../../core/voice-error.js';
import type { SipResponse } from './jssip-session.js';

/** The far side said no to a command; `wish` completes “refused to …”. */
export function refused(wish: string, { status_code: status, reason_phrase: reason }: Pick<SipResponse, 'status_code' | 'reason_phrase'>): VoiceError {
	return new VoiceError('refused', `The other side refused to ${wish} (${status} ${cleanLine(reason ?? '', 64)}). The call goes on.`, { status });
}

/** The far side said nothing to a command; `wish` completes “did not answer the wish to …”. */
export function unanswered(wish: string): VoiceError {
	return new VoiceError('timeout', `The other side did not answer the wish to ${wish}. The call goes on; try again.`);
}

/** A command that needs the server, and the server is away. */
export function unreachable(wish: string): VoiceError {
	return new VoiceError('server-unreachable', `The server is away, so one cannot ${wish} now. The call goes on; try again when the connection is back.`);
}

export function over(wish: string): VoiceError {
	return new VoiceError('invalid-state', `One cannot ${wish}: the call is over.`);
}
