import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { BreakableLine } from '../faults/support/breakable-line.js';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { byTurns, Rounds, rowsOf } from './rounds.js';

declare const page: typeof benchPage;

const TIMES = 10;
/** JsSIP tries again exactly 2 s after a cut: cuts of that very length would measure only who comes first. */
const CUTS_MS = Array.from({ length: TIMES }, (_, index) => 1550 + index * 100);
/** Longer than a connection must have lived for an outage to be a new one. */
const TALK_MS = 5500;
/** JsSIP alone does not tell when it has left. */
const REST_MS = 300;
const users = { ours: '1001', plain: '1002' };
const makes = ['ours', 'plain'] as const;

/** From the start to registered; and from the end of a cut in a call to registered, and until the call can be held. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const started = await starts(rounds);
		const recovered = await recoveries(rounds);
		return [
			{ what: 'Start to registered', unit: 'ms', ...started },
			...rowsOf(recovered, { registered: 'A cut of 2 s (1.5 to 2.5): from its end to registered', held: 'The same until a hold is answered, asked for when registered (plain JsSIP: ends the call if asked before)' }),
		];
	} finally {
		await rounds.close();
	}
}

async function starts(rounds: Rounds): Promise<Record<Make, number[]>> {
	const tab = await rounds.site.page();
	const samples = await byTurns(TIMES, async (make) => {
		const ms = await tab.evaluate(([kind, wishes]) => page.sitting(kind, wishes), [make, { servers: [rounds.pbx.url], user: users[make], password: '1234' }] as const);
		await tab.evaluate((user) => page.leave(user), users[make]);
		await pause(REST_MS);
		return ms;
	});
	await tab.context().close();
	return samples;
}

/** Both at the same time, in a page each: they do nothing for most of it. The first cut does not count. */
async function recoveries(rounds: Rounds): Promise<Record<Make, benchPage.Recovery[]>> {
	const far = await rounds.seat('plain', '1000');
	await far.evaluate(() => page.answerAll('1000'));
	const [ours, plain] = await Promise.all(makes.map(async (make) => {
		const line = await BreakableLine.to(Number(new URL(rounds.pbx.url).port));
		const tab = await rounds.seat(make, users[make], { servers: [line.url] });
		const samples: benchPage.Recovery[] = [];
		for (const cutMs of [2000, ...CUTS_MS]) samples.push(await recovery(tab, users[make], { line, cutMs }));
		line.close();
		return samples.slice(1);
	}));
	return { ours: ours ?? [], plain: plain ?? [] };
}

async function recovery(tab: Page, user: string, { line, cutMs }: { line: BreakableLine; cutMs: number }): Promise<benchPage.Recovery> {
	await tab.evaluate((one) => page.converse(one, '1000'), user);
	await pause(TALK_MS);
	line.break('reset');
	await pause(cutMs);
	const recovered = tab.evaluate((one) => page.recover(one), user);
	line.mend();
	return recovered;
}
