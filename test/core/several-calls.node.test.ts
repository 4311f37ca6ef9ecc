import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settled, type Deferred } from '../support/deferred.js';
import type { ScriptedSession } from '../support/scripted-session.js';
import { lastCall, lastSession, registeredPhone, type PhoneScene } from './phone-scene.js';

describe('several calls', () => {
	const said = ({ said: words }: ScriptedSession): string => words.join(', ');

	it('the second rings softly, and answered it holds the first', async () => {
		const { phone, signaling, media } = await registeredPhone();
		const first = signaling.ring('alice');
		await lastCall({ phone }).answer();
		const second = signaling.ring('bob');
		assert.equal(media.ringing, 'waiting');
		await lastCall({ phone }).answer();
		await settled();
		assert.deepEqual([said(first), said(second), media.uplinks.map(({ audible }) => audible)], ['answer, hold', 'answer', [false, true]]);
		assert.notEqual(phone.calls[0]?.localStream, phone.calls[1]?.localStream);
	});

	it('a third holds the second, and not again the first that is held or about to be', async () => {
		const { phone, signaling } = await registeredPhone();
		const sessions: ScriptedSession[] = [];
		for (const caller of ['alice', 'bob', 'carol', 'dave']) {
			sessions.push(signaling.ring(caller));
			if (caller === 'bob') sessions.at(-1)?.delay('hold');
			await lastCall({ phone }).answer();
			await settled();
		}
		assert.deepEqual(sessions.map(said), ['answer, hold', 'answer, hold', 'answer, hold', 'answer']);
	});

	it('resuming one holds the other', async () => {
		const { phone, signaling, media } = await registeredPhone();
		const first = signaling.ring('alice');
		await lastCall({ phone }).answer();
		const second = signaling.ring('bob');
		await lastCall({ phone }).answer();
		await settled();
		await phone.calls[0]?.resume();
		await settled();
		assert.deepEqual([said(first), said(second), media.uplinks.map(({ audible }) => audible)], ['answer, hold, resume', 'answer, hold', [true, false]]);
	});

	describe('dialling another', () => {
		/** Somebody talks with alice, and dials bob. */
		async function dialsAnother(): Promise<PhoneScene & { first: ScriptedSession; second: ScriptedSession }> {
			const scene = await registeredPhone();
			const first = scene.signaling.ring('alice');
			await lastCall(scene).answer();
			scene.phone.call('bob');
			await settled();
			return { ...scene, first, second: lastSession(scene) };
		}

		it('holds the first at once, and for good when it is taken', async () => {
			const { first, second, media } = await dialsAnother();
			assert.deepEqual([said(first), media.uplinks[0]?.audible], ['answer, hold', false]);
			second.tell({ type: 'progress', earlyMedia: false });
			second.confirm();
			second.end();
			await settled();
			assert.equal(said(first), 'answer, hold');
		});

		it('resumes the first by itself when nobody answers', async () => {
			const { first, second, media } = await dialsAnother();
			second.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy' } });
			await settled();
			assert.deepEqual([said(first), media.uplinks[0]?.audible], ['answer, hold, resume', true]);
		});

		it('resumes it when one gives up before the other side has agreed to be held', async () => {
			const scene = await registeredPhone();
			const first = scene.signaling.ring('alice');
			await lastCall(scene).answer();
			const agreed = first.delay('hold');
			const second = scene.phone.call('bob');
			await settled();
			second.hangUp();
			agreed.resolve();
			await settled();
			assert.deepEqual([said(first), scene.phone.calls[0]?.state.phase === 'confirmed' && scene.phone.calls[0].state.hold.local], ['answer, hold, resume', false]);
		});

		it('waits for a third that one dials before the other side has agreed to be held for the second', async () => {
			const scene = await registeredPhone();
			const first = scene.signaling.ring('alice');
			await lastCall(scene).answer();
			const agreed = first.delay('hold');
			const second = scene.phone.call('bob');
			await settled();
			second.hangUp();
			const third = scene.phone.call('carol');
			agreed.resolve();
			await settled();
			assert.deepEqual([said(first), scene.media.uplinks[0]?.audible], ['answer, hold', false]);
			third.hangUp();
			await settled();
			assert.deepEqual([said(first), scene.media.uplinks[0]?.audible], ['answer, hold, resume', true]);
		});

		it('waits for whom one is answering, and comes back where that fails', async () => {
			const scene = await dialsAnother();
			const prompt = scene.media.prompt();
			scene.signaling.ring('carol');
			const answered = lastCall(scene).answer();
			scene.second.end();
			await settled();
			assert.equal(said(scene.first), 'answer, hold');
			prompt.reject(new DOMException('Permission denied', 'NotAllowedError'));
			await assert.rejects(answered);
			await settled();
			assert.equal(said(scene.first), 'answer, hold, resume');
		});

		it('waits for the last that was dialled', async () => {
			const { phone, first, second } = await dialsAnother();
			phone.call('carol');
			await settled();
			second.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy' } });
			await settled();
			assert.equal(said(first), 'answer, hold');
			phone.calls.at(-1)?.hangUp();
			await settled();
			assert.equal(said(first), 'answer, hold, resume');
		});

		it('leaves on hold whom one held before, and alone whom one talks to again', async () => {
			const { phone, first, second } = await dialsAnother();
			await phone.calls[0]?.resume();
			await phone.calls[0]?.hold();
			second.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy' } });
			await settled();
			assert.equal(said(first), 'answer, hold, resume, hold');
		});

		it('does not come back to the first while one talks to a third', async () => {
			const scene = await dialsAnother();
			const third = scene.signaling.ring('carol');
			await lastCall(scene).answer();
			scene.second.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'busy' } });
			await settled();
			assert.deepEqual([said(scene.first), said(third)], ['answer, hold', 'answer']);
		});
	});

	it('a hold that is refused leaves both talking', async () => {
		const { phone, signaling } = await registeredPhone();
		const first = signaling.ring('alice');
		await lastCall({ phone }).answer();
		first.delay('hold').reject(new Error('488'));
		signaling.ring('bob');
		await lastCall({ phone }).answer();
		await settled();
		assert.deepEqual(phone.state.calls.map((call) => call.phase === 'confirmed' && [call.hold.local, call.trouble?.code]), [[false, 'failed'], [false, undefined]]);
	});

	const failures: readonly (readonly [name: string, fail: (second: ScriptedSession, prompt: Deferred<void>) => void])[] = [
		['the caller gives up', (second) => second.tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } })],
		['the microphone is refused', (_, prompt) => prompt.reject(new DOMException('Permission denied', 'NotAllowedError'))],
		['the server refuses the answer', (second, prompt) => {
			second.delay('answer').reject(new Error('The connection is lost.'));
			prompt.resolve();
		}],
	];
	for (const [name, fail] of failures) {
		it(`the first is not held where ${name} while one answers the second`, async () => {
			const { phone, signaling, media } = await registeredPhone();
			const first = signaling.ring('alice');
			await lastCall({ phone }).answer();
			const prompt = media.prompt();
			const second = signaling.ring('bob');
			const answered = assert.rejects(lastCall({ phone }).answer());
			await settled();
			assert.deepEqual([said(first), media.uplinks[0]?.audible], ['answer', true]);
			fail(second, prompt);
			await answered;
			await settled();
			assert.deepEqual([said(first), media.uplinks[0]?.audible, phone.calls[0]?.state.phase === 'confirmed' && phone.calls[0].state.hold.local], ['answer', true, false]);
		});
	}

	it('one that ends leaves the other as it is', async () => {
		const { phone, signaling, media } = await registeredPhone();
		const first = signaling.ring('alice');
		await lastCall({ phone }).answer();
		signaling.ring('bob').end();
		assert.deepEqual([media.ringing, said(first), phone.calls[0]?.state.phase, media.uplinks[0]?.stopped], [undefined, 'answer', 'confirmed', false]);
	});
});
