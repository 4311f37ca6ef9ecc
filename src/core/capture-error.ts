import { VoiceError, type VoiceErrorCode } from './voice-error.js';

const CODES: ReadonlyMap<string, readonly [code: VoiceErrorCode, message: string]> = new Map(Object.entries({
	SecurityError: ['insecure-page', 'Browsers open microphones only on pages loaded by https (or from localhost). Serve this page by https.'],
	PolicyError: ['permission-policy', 'The page that embeds this one does not let it use the microphone. Add allow="microphone; autoplay" to its iframe.'],
	NotAllowedError: ['microphone-denied', 'Your browser blocks the microphone. Allow it in the address bar, then try again.'],
	NotFoundError: ['microphone-missing', 'No microphone was found. Plug one in, then try again.'],
	OverconstrainedError: ['microphone-missing', 'The chosen microphone is not there. Choose another one, then try again.'],
	NotReadableError: ['microphone-busy', 'The microphone cannot be opened; another program may be using it. Close that, then try again.'],
	NotSupportedError: ['unsupported', 'This browser cannot make calls.'],
}));

/** A failure of getUserMedia (Media Capture and Streams, section 10.2) as what the user can do about it. */
export function captureError(cause: unknown): VoiceError {
	const name = String((cause as { name?: unknown } | null | undefined)?.name);
	const [code, message] = CODES.get(name) ?? ['microphone-busy', 'The microphone could not be opened.'];
	return new VoiceError(code, message, { cause });
}
