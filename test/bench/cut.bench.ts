import { setTimeout as pause } from 'node:timers/promises';
import { BreakableLine } from '../faults/support/breakable-line.js';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

export const waits = true;

const CUTS_MS = Array.from({ length: 10 }, (_, index) => 9100 + index * 200);
/** Longer than a connection must have lived for an outage to be a new one. */
const QUIET_MS = 5500;

/** From the end of a longer cut to registered. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const [ours, plain] = await Promise.all([recoveries(rounds, 'ours', '1001'), recoveries(rounds, 'plain', '1002')]);
		return [{ what: 'A cut of 10 s (9 to 11): from its end to registered', unit: 'ms', ours, plain }];
	} finally {
		await rounds.close();
	}
}

async function recoveries(rounds: Rounds, make: Make, user: string): Promise<number[]> {
	const line = await BreakableLine.to(Number(new URL(rounds.pbx.url).port));
	const tab = await rounds.seat(make, user, { servers: [line.url] });
	const samples: number[] = [];
	for (const cutMs of CUTS_MS) {
		await pause(QUIET_MS);
		line.break('reset');
		await pause(cutMs);
		const registered = tab.evaluate((one) => page.registeredAgain(one), user);
		line.mend();
		samples.push(await registered);
	}
	line.close();
	return samples;
}
