import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { glareDelayMs } from '../../../src/sip/dialog/glare.js';

describe('the wait after a glare (RFC 3261 section 14.1)', () => {
	const rows = [['outgoing', 0, 2100], ['outgoing', 0.999999, 4000], ['incoming', 0, 0], ['incoming', 0.999999, 2000], ['incoming', 0.5, 1000]] as const;
	for (const [direction, random, ms] of rows) {
		it(`is ${ms} ms for the ${direction} side at ${random}`, () => assert.equal(glareDelayMs(direction, () => random), ms));
	}
});
