import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Pbx, PbxOptions } from '../../src/pbx/pbx.js';
import type { RawClient } from '../support/raw-client.js';
import { RawPair } from '../support/raw-pair.js';

let pair: RawPair;
let pbx: Pbx;
let alice: RawClient;
let bob: RawClient;

async function meet(options?: PbxOptions): Promise<void> {
	pair = await RawPair.meeting(options);
	({ pbx, alice, bob } = pair);
}

afterEach(() => pbx.stop());

describe('a call to several devices', () => {
	beforeEach(() => meet());

	it('rings at all of them; the first answer wins and the others are told', async () => {
		const tablet = await pair.bobToo();
		await pair.dial();
		const [here, there] = [await bob.next('INVITE'), await tablet.next('INVITE')];
		assert.notEqual(here.branch, there.branch);
		bob.answer(here, 180, { tag: 'b1' });
		tablet.answer(there, 180, { tag: 'b2' });
		tablet.answer(there, 200, { tag: 'b2' });
		assert.equal((await bob.next('CANCEL')).get('Reason'), 'SIP;cause=200;text="Call completed elsewhere"');
		bob.answer(here, 487, { tag: 'b1' });
		await bob.next('ACK');
		assert.equal((await alice.next(200)).toTag, 'b2');
		assert.equal(alice.has(487), false);
	});

	it('keeps ringing when one is busy', async () => {
		const tablet = await pair.bobToo();
		await pair.dial();
		bob.answer(await bob.next('INVITE'), 486);
		assert.equal(alice.has(486), false);
		tablet.answer(await tablet.next('INVITE'), 200, { tag: 'b2' });
		await alice.next(200);
	});

	for (const [one, other, best] of [[486, 480, 486], [480, 486, 486], [408, 480, 480], [480, 603, 603], [500, 404, 404]] as const) {
		it(`makes ${best} of ${one} and ${other}`, async () => {
			const tablet = await pair.bobToo();
			await pair.dial();
			bob.answer(await bob.next('INVITE'), one);
			tablet.answer(await tablet.next('INVITE'), other);
			await alice.next(best);
		});
	}

	it('ends all when one declines for all, and says so (RFC 3326)', async () => {
		const tablet = await pair.bobToo();
		await pair.dial();
		tablet.answer(await tablet.next('INVITE'), 180);
		bob.answer(await bob.next('INVITE'), 603);
		assert.equal((await tablet.next('CANCEL')).get('Reason'), 'SIP;cause=603');
	});

	it('tells the caller of both answers that crossed', async () => {
		const tablet = await pair.bobToo();
		await pair.dial();
		const [here, there] = [await bob.next('INVITE'), await tablet.next('INVITE')];
		bob.answer(here, 200, { tag: 'b1' });
		tablet.answer(there, 200, { tag: 'b2' });
		assert.deepEqual([(await alice.next(200)).toTag, (await alice.next(200)).toTag], ['b1', 'b2']);
	});
});

describe('a call that nobody answers', () => {
	it('ends with 480 for the caller and CANCEL for the callee', async () => {
		await meet({ answerTimeoutMs: 30 });
		await pair.dial();
		const invite = await bob.next('INVITE');
		bob.answer(invite, 180);
		await bob.next('CANCEL');
		bob.answer(invite, 487);
		await alice.next(480);
	});
});
