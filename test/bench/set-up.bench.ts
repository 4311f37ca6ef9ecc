import type { Page } from 'playwright-core';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

const TIMES = 10;

/** From `call()` to the INVITE, to the answer and to the first sound, without ICE servers; and from the click on “Answer” to the first sound. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	try {
		const far = await rounds.seat('plain', '1000');
		const near = { ours: await rounds.seat('ours', '1001'), plain: await rounds.seat('plain', '1002') };
		await far.evaluate(() => page.answerAll('1000'));
		const [ours, plain] = [await calls(near.ours, '1001'), await calls(near.plain, '1002')];
		const answered = { ours: await answers(near.ours, far, '1001'), plain: await answers(near.plain, far, '1002') };
		return [
			{ what: '`call()` to INVITE, no ICE server', unit: 'ms', ours: ours.map(({ invite }) => invite), plain: plain.map(({ invite }) => invite) },
			{ what: '`call()` to the answer', unit: 'ms', ours: ours.map(({ confirmed }) => confirmed), plain: plain.map(({ confirmed }) => confirmed) },
			{ what: '`call()` to the first sound', unit: 'ms', ours: ours.map(({ sound }) => sound), plain: plain.map(({ sound }) => sound) },
			{ what: 'Answering to the first sound', unit: 'ms', ...answered },
		];
	} finally {
		await rounds.close();
	}
}

async function calls(tab: Page, user: string): Promise<benchPage.SetUp[]> {
	const setUps: benchPage.SetUp[] = [];
	for (let time = 0; time <= TIMES; time++) setUps.push(await tab.evaluate((one) => page.setUp(one, '1000'), user));
	return setUps.slice(1);
}

async function answers(tab: Page, far: Page, user: string): Promise<number[]> {
	const samples: number[] = [];
	for (let time = 0; time <= TIMES; time++) {
		await tab.evaluate((one) => page.expect(one), user);
		const [ms] = await Promise.all([tab.evaluate(() => page.answering()), far.evaluate((one) => page.callUntilOver('1000', one), user)]);
		samples.push(ms);
	}
	return samples.slice(1);
}
