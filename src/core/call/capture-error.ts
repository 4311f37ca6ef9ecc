import { VoiceError, type VoiceErrorCode } from '../voice-error.js';

const CODES: ReadonlyMap<string, readonly [code: VoiceErrorCode, message: string]> = new Map(Object.entries({
	SecurityError: ['insecure-page', 'Browsers open microphones only on pages loaded by https (or from localhost). Serve this page by https.'],
	PolicyError: ['permission-policy', 'The page that embeds this one does not let it use the microphone. Add allow="microphone; autoplay" to its iframe.'],
	NotAllowedError: ['microphone-denied', 'Your browser blocks the microphone. Allow it in the address bar, then try again.'],
	NotFoundError: ['microphone-missing', 'No microphone was found. Plug one in, then try again.'],
	OverconstrainedError: ['microphone-missing', 'The chosen microphone is not there. Choose another one, then try again.'],
	NotReadableError: ['microphone-busy', 'The microphone cannot be opened; another program may be using it. Close that, then try again.'],
	NotSupportedError: ['unsupported', 'This browser cannot make calls.'],
}));

const CAMERA_CODES: typeof CODES = new Map(Object.entries({
	PolicyError: ['permission-policy', 'The page that embeds this one does not let it use the camera. Add allow="camera; microphone; autoplay" to its iframe. The call goes on without.'],
	NotAllowedError: ['camera-denied', 'Your browser blocks the camera. Allow it in the address bar. The call goes on without.'],
	NotFoundError: ['camera-missing', 'No camera was found. The call goes on without.'],
	OverconstrainedError: ['camera-missing', 'The chosen camera is not there. The call goes on without.'],
}));

/** A failure of getUserMedia (Media Capture and Streams, section 10.2) as what the user can do about it. */
export function captureError(cause: unknown): VoiceError {
	if (cause instanceof VoiceError) return cause;
	const [code, message] = CODES.get(nameOf(cause)) ?? ['microphone-busy', 'The microphone could not be opened.'];
	return new VoiceError(code, message, { cause });
}

/** Why a call has no camera, where it has a microphone. */
export function cameraError(cause: unknown): VoiceError {
	const [code, message] = CAMERA_CODES.get(nameOf(cause)) ?? ['camera-busy', 'The camera cannot be opened; another program may be using it. The call goes on without.'];
	return new VoiceError(code, message, { cause });
}

function nameOf(cause: unknown): string {
	return String((cause as { name?: unknown } | null | undefined)?.name);
}
