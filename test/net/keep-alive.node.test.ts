import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { KeepAlive } from '../../src/net/keep-alive.js';

describe('the pulse of a connection', () => {
	let said: string[];
	let pulse: KeepAlive;
	let busy: boolean;

	beforeEach(() => {
		mock.timers.enable({ apis: ['setTimeout'] });
		said = [];
		busy = false;
		pulse = new KeepAlive({ timing: { answerMs: 5000, doubtfulMs: 2000, silenceMs: 25_000, callSilenceMs: 6000 }, busy: () => busy, ping: () => said.push('ping'), silent: () => said.push('silent') });
	});
	afterEach(() => {
		pulse.stop();
		mock.timers.reset();
	});

	it('asks after 20 to 25 s without an answer', () => {
		pulse.responseReceived();
		mock.timers.tick(19_999);
		assert.deepEqual(said, []);
		mock.timers.tick(5001);
		assert.deepEqual(said, ['ping']);
	});

	it('asks sooner while there is a call', () => {
		busy = true;
		pulse.responseReceived();
		mock.timers.tick(6000);
		assert.deepEqual(said, ['ping']);
	});

	it('is not soothed by an answer before the last one', () => {
		pulse.responseReceived();
		mock.timers.tick(15_000);
		pulse.responseReceived();
		mock.timers.tick(19_999);
		assert.deepEqual(said, []);
	});

	it('calls a server silent that does not answer in 5 s', () => {
		pulse.probe();
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping', 'silent']);
	});

	it('is content with any answer', () => {
		pulse.probe();
		mock.timers.tick(4999);
		pulse.responseReceived();
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping']);
	});

	it('asks only once at a time', () => {
		pulse.probe();
		pulse.probe();
		pulse.requestSent({ direct: true });
		assert.deepEqual(said, ['ping']);
	});

	it('has less patience where something speaks against the connection', () => {
		pulse.probeSoon();
		mock.timers.tick(2000);
		assert.deepEqual(said, ['ping', 'silent']);
	});

	it('has less from then on also when it has asked already', () => {
		pulse.probe();
		pulse.probeSoon();
		pulse.probeSoon();
		mock.timers.tick(2000);
		assert.deepEqual(said, ['ping', 'ping', 'silent']);
	});

	it('takes an unanswered request to the server itself for silence', () => {
		pulse.requestSent({ direct: true });
		mock.timers.tick(5000);
		assert.deepEqual(said, ['silent']);
	});

	it('asks the server itself when somebody behind it takes long', () => {
		pulse.requestSent({ direct: false });
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping']);
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping', 'silent']);
	});

	it('asks once more when the page slept over the deadline, and only once', () => {
		const clock = mock.method(Date, 'now', () => 0);
		pulse.probe();
		clock.mock.mockImplementation(() => 60_000);
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping', 'ping']);
		clock.mock.mockImplementation(() => 120_000);
		mock.timers.tick(5000);
		assert.deepEqual(said, ['ping', 'ping', 'silent']);
		clock.mock.restore();
	});

	it('expects nothing of a connection that is gone', () => {
		pulse.responseReceived();
		pulse.requestSent({ direct: true });
		pulse.stop();
		mock.timers.tick(100_000);
		assert.deepEqual(said, []);
	});
});
