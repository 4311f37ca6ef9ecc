import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { EarlySdp } from '../../../src/sip/dialog/early-sdp.js';
import type { JsSipResponse } from '../../../src/sip/dialog/jssip-session.js';

/** What JsSIP gets to see of a series of responses. */
const seen = (...responses: readonly [status: number, sdp: string | null][]): (string | null)[] => {
	const early = new EarlySdp();
	return responses.map(([status_code, body]) => {
		const response = { status_code, body } as JsSipResponse;
		early.patch(response);
		return response.body;
	});
};

describe('an answer before the call is taken', () => {
	it('passes, and so does the same in the 200', () => assert.deepEqual(seen([180, null], [183, 'a'], [200, 'a']), [null, 'a', 'a']));
	it('is not given twice', () => assert.deepEqual(seen([183, 'a'], [183, 'a'], [180, null], [200, 'b']), ['a', null, null, 'b']));
	it('stands in for one that the 200 lacks', () => assert.deepEqual(seen([183, 'a'], [200, null]), ['a', 'a']));
	it('is remembered over a challenge', () => assert.deepEqual(seen([407, null], [183, 'a'], [200, null]), [null, 'a', 'a']));
	it('is not made up', () => assert.deepEqual(seen([180, null], [200, null]), [null, null]));
	it('leaves later negotiations alone', () => assert.deepEqual(seen([183, 'a'], [200, 'a'], [200, null]), ['a', 'a', null]));
});
