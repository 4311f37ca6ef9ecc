import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ServerList } from '../../src/net/server-list.js';
import { backoffMs } from '../../src/net/timing.js';
import { TIMING } from '../../src/sip/timing.js';

const pauses = [300, 1000, 2000];
const middle = (): number => 0.5;

/** What is tried, and after which pause, while nothing answers. */
function tries(servers: readonly string[], count: number): readonly string[] {
	const list = new ServerList(servers, pauses);
	return Array.from({ length: count }, () => `${String(list.fail({ random: middle }))} ${list.current}`);
}

describe('a list of servers', () => {
	it('begins with the preferred one', () => assert.equal(new ServerList(['a', 'b'], pauses).current, 'a'));

	it('tries the only one after growing pauses', () => assert.deepEqual(tries(['a'], 5), ['300 a', '1000 a', '2000 a', '2000 a', '2000 a']));

	it('tries every other one before a pause grows', () => assert.deepEqual(tries(['a', 'b', 'c'], 7), ['300 b', '300 c', '300 a', '1000 b', '1000 c', '1000 a', '2000 b']));

	it('makes short pauses again after one that lasted', () => {
		const list = new ServerList(['a'], pauses);
		for (let failures = 0; failures < 5; failures++) list.fail();
		assert.equal(list.fail({ lasted: true, random: middle }), 300);
	});

	it('begins at the top when told to hurry', () => {
		const list = new ServerList(['a', 'b'], pauses);
		for (let failures = 0; failures < 5; failures++) list.fail();
		list.restart();
		assert.equal(list.current, 'a');
		assert.equal(list.fail({ random: middle }), 300);
	});

	it('knows the better ones', () => {
		const list = new ServerList(['a', 'b', 'c'], pauses);
		assert.deepEqual(list.better, []);
		list.fail();
		list.fail();
		assert.deepEqual(list.better, ['a', 'b']);
		list.moveTo('b');
		assert.deepEqual([list.current, list.better], ['b', ['a']]);
	});
});

describe('a server that answers and does not do its work', () => {
	it('is no better one for a while', (context) => {
		context.mock.timers.enable({ apis: ['Date'], now: 1000 });
		const list = new ServerList(['a', 'b', 'c'], pauses);
		list.avoid(5000);
		list.fail();
		list.fail();
		assert.deepEqual(list.better, ['b']);
		context.mock.timers.setTime(6000);
		assert.deepEqual(list.better, ['a', 'b']);
	});
});

describe('a pause', () => {
	const rows: readonly (readonly [failures: number, random: number, ms: number])[] = [
		[1, 0, 200], [1, 0.5, 300], [1, 1, 400], [2, 0.5, 1000], [3, 0.5, 2000], [9, 0.5, 2000], [9, 1, 2667],
	];
	for (const [failures, random, ms] of rows) {
		it(`after ${String(failures)} failures is ${String(ms)} ms when chance says ${String(random)}`, () => assert.equal(backoffMs(pauses, failures, () => random), ms));
	}
});

describe('the pauses of a line', () => {
	it('prolong no outage of more than a second by more than a third', () => {
		let outageMs = 0;
		for (const ms of TIMING.reconnectMs) {
			assert.ok(ms <= Math.max(300, outageMs / 3), `${String(ms)} ms after ${String(outageMs)}`);
			outageMs += ms;
		}
	});
});
