import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { CredentialRetryPolicy } from '../../../src/sip/registration/credential-retry-policy.js';

const pausesMs = [1000, 4000];
const again = { status: 401, challenged: true };

describe('credentials that a server challenges anew', () => {
	it('have no credit when they were never accepted', () => assert.equal(new CredentialRetryPolicy(pausesMs).refuse(again), undefined));

	it('are shown again a few times when they were, after longer and longer pauses', () => {
		const credit = accepted();
		const pauses = [credit.refuse(again), credit.refuse(again), credit.refuse(again)];
		for (const [nth, ms] of pausesMs.entries()) assert.ok(Math.abs((pauses[nth] ?? 0) - ms) <= ms / 3, String(pauses));
		assert.equal(pauses[2], undefined);
		assert.equal(credit.rejectedSinceAccepted, true);
	});

	it('have all their credit again once they are accepted', () => {
		const credit = accepted();
		for (let nth = 0; nth < 3; nth++) credit.refuse(again);
		credit.accept();
		assert.equal(credit.rejectedSinceAccepted, false);
		assert.notEqual(credit.refuse(again), undefined);
	});

	const rows: readonly (readonly [what: string, refusal: { readonly status: number; readonly challenged: boolean }, again: boolean])[] = [
		['a proxy that challenges', { status: 407, challenged: true }, true],
		['a server that wants what nobody here knows', { status: 401, challenged: false }, false],
		['a server that forbids it', { status: 403, challenged: false }, false],
		['a server that forbids it and challenges', { status: 403, challenged: true }, false],
	];
	for (const [what, refusal, isShown] of rows) {
		it(`are ${isShown ? 'shown again to' : 'wrong for'} ${what}`, () => assert.equal(accepted().refuse(refusal) !== undefined, isShown));
	}

	it('have none when they are others', () => {
		const credit = accepted();
		credit.reset();
		assert.equal(credit.refuse(again), undefined);
	});
});

function accepted(): CredentialRetryPolicy {
	const credit = new CredentialRetryPolicy(pausesMs);
	credit.accept();
	return credit;
}
