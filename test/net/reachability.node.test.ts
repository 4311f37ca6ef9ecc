import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { VoiceError } from '../../src/core/voice-error.js';
import { Reachability } from '../../src/net/reachability.js';

const never = new AbortController().signal;

describe('whoever waits for the line', () => {
	it('goes on at once when it is there', async () => {
		const gate = new Reachability();
		gate.set(true);
		await gate.whenReachable(0, never);
	});

	it('goes on as soon as it is there', async () => {
		const gate = new Reachability();
		const waiting = gate.whenReachable(10_000, never);
		gate.set(true);
		await waiting;
	});

	it('is told when it does not come', async () => {
		await assert.rejects(new Reachability().whenReachable(10, never), { code: 'server-unreachable' });
	});

	it('is told at once when it will not come', async () => {
		const gate = new Reachability();
		const waiting = gate.whenReachable(10_000, never);
		gate.set(false, new VoiceError('credentials-refused', 'No.'));
		await assert.rejects(waiting, { code: 'credentials-refused' });
		await assert.rejects(gate.whenReachable(10_000, never), { code: 'credentials-refused' });
	});

	it('may give up', async () => {
		const giving = new AbortController();
		const waiting = new Reachability().whenReachable(10_000, giving.signal);
		giving.abort();
		await assert.rejects(waiting, { name: 'AbortError' });
		await assert.rejects(new Reachability().whenReachable(10_000, AbortSignal.abort()), { name: 'AbortError' });
	});

	it('hears of every change, and only of changes', () => {
		const gate = new Reachability();
		const heard: boolean[] = [];
		const listening = new AbortController();
		gate.observe((online) => heard.push(online), listening.signal);
		for (const online of [false, true, true, false]) gate.set(online);
		gate.set(false, new VoiceError('refused', 'No.'));
		gate.set(true);
		listening.abort();
		gate.set(false);
		assert.deepEqual(heard, [true, false, true]);
	});
});
