import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textRefused } from '../../../src/sip/texts/text-error.js';

describe('a text of somebody without an account', () => {
	for (const status of [401, 407]) {
		it(`that is challenged by ${String(status)} has no wrong password`, () => {
			const error = textRefused(status, 'Unauthorized', { account: false });
			assert.deepEqual([error.code, error.status], ['refused', status]);
			assert.doesNotMatch(error.message, /credentials|password/);
		});
	}
});

describe('a text that is refused', () => {
	const rows: readonly (readonly [status: number, code: string, words: RegExp])[] = [
		[401, 'credentials-refused', /credentials/],
		[403, 'refused', /does not allow/],
		[404, 'refused', /Nobody/],
		[413, 'too-large', /too long/],
		[415, 'refused', /takes no texts/],
		[480, 'refused', /cannot be reached/],
		[503, 'refused', /later/],
		[599, 'refused', /\(599 Whatever\)/],
	];
	for (const [status, code, words] of rows) {
		it(`by ${String(status)} says so`, () => {
			const error = textRefused(status, 'Whatever\u202E');
			assert.deepEqual([error.code, error.status], [code, status]);
			assert.match(error.message, words);
		});
	}
});
