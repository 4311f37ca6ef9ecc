import { createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { BreakableLine } from '../faults/support/breakable-line.js';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

const CUT_MS = 2000;
const users = { ours: usersFrom(1010), plain: usersFrom(1030), hung: usersFrom(1050) };

/** From the start to registered, from the end of a cut to registered again, and from the start past a server that accepts and says nothing. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	const hung = await silentServer();
	try {
		const tab = await rounds.site.page();
		const lines = { ours: await BreakableLine.to(Number(new URL(rounds.pbx.url).port)), plain: await BreakableLine.to(Number(new URL(rounds.pbx.url).port)) };
		const started = { ours: await sitEach(tab, 'ours', [lines.ours.url]), plain: await sitEach(tab, 'plain', [lines.plain.url]) };
		const recovered = { ours: await recoverEach(tab, 'ours', lines.ours), plain: await recoverEach(tab, 'plain', lines.plain) };
		const servers = [`ws://127.0.0.1:${String((hung.address() as AddressInfo).port)}/`, rounds.pbx.url];
		const passed = await Promise.all(users.hung.map((user) => sitting(tab, 'ours', { user, servers })));
		for (const line of Object.values(lines)) line.close();
		return [
			{ what: 'Start to registered', unit: 'ms', ...started },
			{ what: 'A cut of 2 s: from its end to registered', unit: 'ms', ...recovered },
			{ what: 'A server that hangs, to registered with the next', unit: 'ms', ours: passed },
		];
	} finally {
		hung.close();
		await rounds.close();
	}
}

/** One after the other: each has the page to itself. */
async function sitEach(tab: Page, make: Make, servers: readonly string[]): Promise<number[]> {
	const samples: number[] = [];
	for (const user of users[make]) samples.push(await sitting(tab, make, { user, servers }));
	return samples;
}

function sitting(tab: Page, make: Make, wishes: { user: string; servers: readonly string[] }): Promise<number> {
	return tab.evaluate(async ([kind, all]) => {
		const beganAt = performance.now();
		await page.sit(kind, all);
		return performance.now() - beganAt;
	}, [make, { ...wishes, password: '1234' }] as const);
}

async function recoverEach(tab: Page, make: Make, line: BreakableLine): Promise<number[]> {
	line.break('reset');
	await Promise.all(users[make].map((one) => tab.evaluate((user) => page.until(() => !page.of(user).isRegistered, 'the cut is noticed'), one)));
	await pause(CUT_MS);
	const recovering = tab.evaluate(async (all) => {
		const beganAt = performance.now();
		return Promise.all(all.map(async (user) => {
			await page.until(() => page.of(user).isRegistered, 'registered again');
			return performance.now() - beganAt;
		}));
	}, users[make]);
	line.mend();
	return recovering;
}

function usersFrom(first: number): string[] {
	return Array.from({ length: 10 }, (_, index) => String(first + index));
}

/** Takes connections and says nothing. */
function silentServer(): Promise<Server> {
	const server = createServer();
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
