import type { ErrorState, VoiceErrorCode } from '../../core/voice-error.js';

/** What stays as it is, however often one tries. */
const HOPELESS: ReadonlySet<VoiceErrorCode> = new Set(['address', 'insecure-page', 'permission-policy', 'too-large', 'unsupported']);

/** Whether trying again may be of use. */
export function mayPass({ code }: ErrorState): boolean {
	return !HOPELESS.has(code);
}
