import { VoiceError } from '../../voice-error.js';
import type { CallContext, OngoingPhase } from './call-context.js';

const DIGITS = /^[0-9A-D*#,]{1,128}$/i;

/** Its part of a session. */
export interface DigitsSession {
	/** `0-9 A-D * #` and `,` for a pause of 2 s. Resolves when all are sent. */
	sendDigits(digits: string): Promise<void>;
}

export interface DigitsOptions {
	/** Before the answer, only who called can send digits. */
	readonly phases: readonly OngoingPhase[];
	/** Sounds a key for whoever pressed it (ITU-T Q.23). */
	readonly keyTone: (digit: string) => void;
}

/** Sends `0-9 A-D * #`, and `,` for a pause of 2 s. Resolves when all are sent. @throws {VoiceError} `address` for anything else. */
export function sendDigits(call: CallContext<never, DigitsSession>, digits: string, { phases, keyTone }: DigitsOptions): Promise<void> {
	call.demand('send digits', phases, 'digits');
	if (typeof digits !== 'string' || !DIGITS.test(digits)) throw new VoiceError('address', 'Digits are 0-9, A-D, *, # and “,” for a pause.');
	const keys = digits.toUpperCase();
	if (keys.length === 1) keyTone(keys);
	return call.run('digits', (session) => session.sendDigits(keys));
}
