import type { ErrorState, VoiceErrorCode } from '../../core/voice-error.js';

/** Errors that retrying cannot change. */
const HOPELESS: ReadonlySet<VoiceErrorCode> = new Set(['address', 'insecure-page', 'permission-policy', 'too-large', 'unsupported']);

/** Whether retrying may help. */
export function mayPass({ code }: ErrorState): boolean {
	return !HOPELESS.has(code);
}
