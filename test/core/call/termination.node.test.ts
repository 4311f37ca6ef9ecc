import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { causeOfStatus, causeOfTelephony, refusal, type TerminationCause } from '../../../src/core/call/termination.js';

describe('what a SIP status says of a call', () => {
	const rows: readonly (readonly [status: number, cause: TerminationCause])[] = [
		[300, 'refused'], [302, 'refused'], [400, 'refused'], [401, 'refused'], [403, 'refused'], [404, 'not-found'], [407, 'refused'], [408, 'no-answer'],
		[410, 'not-found'], [415, 'refused'], [420, 'refused'], [480, 'unavailable'], [481, 'refused'], [484, 'not-found'], [486, 'busy'], [487, 'cancelled'], [488, 'media'],
		[500, 'error'], [502, 'error'], [503, 'error'], [504, 'error'], [513, 'error'], [600, 'busy'], [603, 'declined'], [604, 'not-found'], [606, 'media'],
		[607, 'declined'], [608, 'declined'], [699, 'refused'],
	];
	for (const [status, cause] of rows) {
		it(`${String(status)} is ${cause}`, () => assert.equal(causeOfStatus(status), cause));
	}
});

describe('what a cause of the telephone network says of a call', () => {
	const rows: readonly (readonly [q850: number, cause: TerminationCause | undefined])[] = [
		[1, 'not-found'], [3, 'not-found'], [16, 'hung-up'], [17, 'busy'], [18, 'no-answer'], [19, 'no-answer'], [20, 'unavailable'], [21, 'declined'], [26, 'elsewhere'],
		[27, 'unavailable'], [28, 'not-found'], [88, 'media'], [102, 'lost'], [127, undefined], [0, undefined], [-1, undefined], [Number.NaN, undefined],
	];
	for (const [q850, cause] of rows) {
		it(`${String(q850)} is ${cause ?? 'nothing one could tell'}`, () => assert.equal(causeOfTelephony(q850), cause));
	}
});

describe('a refusal', () => {
	it('has a cause, the status and the words of the peer', () => {
		assert.deepEqual(refusal(486, 'Busy Here'), { by: 'remote', cause: 'busy', status: 486, reason: 'Busy Here' });
	});

	it('has no reason where nothing is said', () => assert.deepEqual(refusal(603), { by: 'remote', cause: 'declined', status: 603 }));

	it('has no reason where only invisible things are said', () => assert.equal('reason' in refusal(603, '\u200B\r\n'), false));

	it('is cleaned and capped', () => {
		assert.equal(refusal(400, '\u202EBad\r\nVia: x').reason, 'Bad Via: x');
		assert.equal(refusal(400, 'x'.repeat(10_000)).reason?.length, 128);
	});
});
