import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { BreakableLine } from '../faults/support/breakable-line.js';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

export const waits = true;

const TIMES = 10;
/** A phone asks its server now and then: where between two questions it hangs, is chance. */
const APART_MS = 2500;
/** Chromium gives up a WebSocket after 240 s; as long is waited for who notices nothing. */
const PATIENCE_MS = 240_000;

/** Two servers, the first of which hangs: it accepts and says nothing from the start, or falls silent later. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const [oursAtFirst, plainAtFirst, oursLater, plainLater] = await Promise.all([starts(rounds, 'ours', 1010), starts(rounds, 'plain', 1020), silences(rounds, 'ours', 1030), silences(rounds, 'plain', 1040)]);
		return [
			{ what: 'A server that hangs: from the start to registered with the next', unit: 'ms', ours: oursAtFirst, plain: plainAtFirst },
			{ what: 'A server that hangs later: from then to registered with the next', unit: 'ms', ours: oursLater, plain: plainLater.length > 0 ? plainLater : `not in ${String(PATIENCE_MS / 1000)} s` },
		];
	} finally {
		await rounds.close();
	}
}

/** All at the same time, each with a hung server of its own: a browser opens one WebSocket to the same place after the other. */
async function starts(rounds: Rounds, make: Make, first: number): Promise<number[]> {
	const tab = await rounds.site.page();
	return Promise.all(Array.from({ length: TIMES }, async (_, index) => {
		const hung = await silentServer();
		const wishes = { servers: [`ws://127.0.0.1:${String((hung.address() as AddressInfo).port)}/`, rounds.pbx.url], user: String(first + index), password: '1234' };
		return tab.evaluate(([kind, all]) => page.sitting(kind, all), [make, wishes] as const).finally(() => hung.close());
	}));
}

/** Of those who noticed. */
async function silences(rounds: Rounds, make: Make, first: number): Promise<number[]> {
	const tab = await rounds.site.page();
	const samples = await Promise.all(Array.from({ length: TIMES }, async (_, index) => {
		const user = String(first + index);
		const line = await BreakableLine.to(Number(new URL(rounds.pbx.url).port));
		await rounds.sit(tab, make, { user, servers: [line.url, rounds.pbx.url] });
		await pause(index * APART_MS);
		line.break('silence');
		return moving(rounds, user).finally(() => line.close());
	}));
	return samples.filter((ms) => ms !== undefined);
}

/** ms until the server knows this user over another connection than now. */
async function moving({ pbx: { pbx } }: Rounds, user: string): Promise<number | undefined> {
	const [present] = pbx.registrations.get(user) ?? [];
	const beganAt = performance.now();
	const moved = (): boolean => (pbx.registrations.get(user) ?? []).some(({ connection }) => connection !== present?.connection);
	while (!moved() && performance.now() - beganAt < PATIENCE_MS) await pause(20);
	return moved() ? performance.now() - beganAt : undefined;
}

/** Takes connections and says nothing. */
function silentServer(): Promise<Server> {
	const server = createServer();
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
