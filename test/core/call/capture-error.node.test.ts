import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cameraError, captureError } from '../../../src/core/call/capture-error.js';
import type { VoiceErrorCode } from '../../../src/core/voice-error.js';

describe('a microphone that cannot be had', () => {
	const rows: readonly (readonly [name: string, code: VoiceErrorCode, remedy: RegExp])[] = [
		['SecurityError', 'insecure-page', /Serve this page by https/],
		['PolicyError', 'permission-policy', /allow="microphone; autoplay"/],
		['NotAllowedError', 'microphone-denied', /Allow it in the address bar/],
		['NotFoundError', 'microphone-missing', /Plug one in/],
		['OverconstrainedError', 'microphone-missing', /Choose another one/],
		['NotReadableError', 'microphone-busy', /another program/],
		['NotSupportedError', 'unsupported', /cannot make calls/],
		['AbortError', 'microphone-busy', /could not be opened/],
		['constructor', 'microphone-busy', /could not be opened/],
	];
	for (const [name, code, remedy] of rows) {
		it(`${name} is ${code}`, () => {
			const cause = new DOMException('The browser says so.', name);
			const error = captureError(cause);
			assert.equal(error.code, code);
			assert.match(error.message, remedy);
			assert.equal(error.cause, cause);
		});
	}

	for (const thrown of [undefined, null, 'no', {}]) {
		it(`has a code also when ${JSON.stringify(thrown) ?? 'nothing'} is thrown`, () => assert.equal(captureError(thrown).code, 'microphone-busy'));
	}

	it('is known by its name alone, as some browsers throw what is no Error', () => assert.equal(captureError({ name: 'OverconstrainedError' }).code, 'microphone-missing'));
});

describe('a camera that cannot be had', () => {
	const rows: readonly (readonly [name: string, code: VoiceErrorCode])[] = [
		['PolicyError', 'permission-policy'], ['NotAllowedError', 'camera-denied'], ['NotFoundError', 'camera-missing'], ['OverconstrainedError', 'camera-missing'],
		['NotReadableError', 'camera-busy'], ['constructor', 'camera-busy'],
	];
	for (const [name, code] of rows) {
		it(`${name} is ${code}, and no reason not to talk`, () => {
			const error = cameraError(new DOMException('The browser says so.', name));
			assert.equal(error.code, code);
			assert.match(error.message, /camera.*The call goes on without\.$/);
		});
	}
});
