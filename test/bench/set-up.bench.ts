import type { Page } from 'playwright-core';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import { byTurns, Rounds, rowsOf } from './rounds.js';

declare const page: typeof benchPage;

const TIMES = 10;
const users = { ours: '1001', plain: '1002' };

/** From `call()` to the INVITE, to the answer and to the first sound, without ICE servers; and from the click on “Answer” to the first sound. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const far = await rounds.seat('plain', '1000');
		const near = { ours: await rounds.seat('ours', users.ours), plain: await rounds.seat('plain', users.plain) };
		await far.evaluate(() => page.answerAll('1000'));
		const setUps = await byTurns(TIMES, (make) => near[make].evaluate((user) => page.setUp(user, '1000'), users[make]));
		const answers = await byTurns(TIMES, (make) => answer(near[make], far, users[make]));
		return [
			...rowsOf(setUps, { invite: '`call()` to INVITE, no ICE server', confirmed: '`call()` to the answer', sound: '`call()` to the first sound' }),
			{ what: 'Answering to the first sound', unit: 'ms', ...answers },
		];
	} finally {
		await rounds.close();
	}
}

async function answer(tab: Page, far: Page, user: string): Promise<number> {
	await tab.evaluate((one) => page.expect(one), user);
	const [ms] = await Promise.all([tab.evaluate(() => page.answering()), far.evaluate((one) => page.callUntilOver('1000', one), user)]);
	return ms;
}
