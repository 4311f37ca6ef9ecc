import { setTimeout as pause } from 'node:timers/promises';
import type { Row } from './bench.js';
import { Memory } from './memory.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

/** Each gives a sample for every look but the first. */
const PAGES = 5;
const LOOKS = 2;
/** Fills whatever keeps only so much: the trace of the last frames, what the browser has compiled. */
const WARM_UP = 25;
const CALLS = 20;
/** Who sent an INVITE keeps it for 32 s (RFC 3261 section 17). */
const IDLE_MS = 33_000;

/** What a call leaves behind in a page, when all that could be collected has been. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const [ours, plain] = await Promise.all([leftBehind(rounds, 'ours', 1010), leftBehind(rounds, 'plain', 1030)]);
		return [{ what: 'Heap that a call leaves behind at both ends, 33 s after it', unit: 'KB', ours, plain }];
	} finally {
		await rounds.close();
	}
}

async function leftBehind(rounds: Rounds, make: Make, first: number): Promise<number[]> {
	const samples = Array.from({ length: PAGES }, (_, index) => leftIn(rounds, make, [String(first + 2 * index), String(first + 2 * index + 1)]));
	return (await Promise.all(samples)).flat();
}

/** One calls the other, in one page. */
async function leftIn(rounds: Rounds, make: Make, [caller, callee]: readonly [string, string]): Promise<number[]> {
	const tab = await rounds.seat(make, caller);
	await rounds.sit(tab, make, { user: callee });
	await tab.evaluate((user) => page.answerAll(user), callee);
	const memory = await Memory.of(tab);
	const heapAfter = async (times: number): Promise<number> => {
		await tab.evaluate(([one, other, so]) => page.callInARow(one, other, so), [caller, callee, times] as const);
		await pause(IDLE_MS);
		return (await memory.look()).heap;
	};
	const heaps = [await heapAfter(WARM_UP)];
	for (let look = 0; look < LOOKS; look++) heaps.push(await heapAfter(CALLS));
	return heaps.slice(1).map((heap, index) => (heap - (heaps[index] ?? heap)) / CALLS);
}
