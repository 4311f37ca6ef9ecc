import { createSocket, type Socket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make, SetUp } from './page.js';
import { Rounds, rowsOf } from './rounds.js';

declare const page: typeof benchPage;

const TIMES = 10;
/** Then ours knows which servers are dead: it asks each for 2.5 s from when the page begins. */
const KNOWN_MS = 3500;
const KINDS = [['STUN', 'stun', 1010], ['TURN', 'turn', 1050]] as const;

/** The first call of a page, and a later one. */
type Calls = readonly [first: SetUp, later: SetUp];

/** From `call()` to the INVITE, to the answer and to the first sound where an ICE server is given that does not answer. Ours has one call at a time, in a page of its own. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	const hole = await silentPort();
	try {
		const far = await rounds.seat('plain', '1000');
		await far.evaluate(() => page.answerAll('1000'));
		const rows = KINDS.map(async ([name, scheme, first]) => {
			const iceServers = [{ urls: `${scheme}:127.0.0.1:${String(hole.address().port)}`, ...(scheme === 'turn' && { username: 'somebody', credential: 'secret' }) }];
			// JsSIP alone takes 40 s for each call, in which it has nothing to do.
			const shared = await rounds.site.page();
			const plain = Promise.all(Array.from({ length: TIMES }, (_, index) => callTwice(rounds, shared, { make: 'plain', user: String(first + TIMES + index), iceServers })));
			const ours: Calls[] = [];
			for (let index = 0; index < TIMES; index++) {
				const tab = await rounds.site.page();
				ours.push(await callTwice(rounds, tab, { make: 'ours', user: String(first + index), iceServers }));
				await tab.context().close();
			}
			return both(name, { ours, plain: await plain });
		});
		return (await Promise.all(rows)).flat();
	} finally {
		hole.close();
		await rounds.close();
	}
}

function both(name: string, calls: Record<Make, readonly Calls[]>): Row[] {
	return (['first', 'later'] as const).flatMap((which, index) => {
		const samples = { ours: calls.ours.flatMap((one) => one[index] ?? []), plain: calls.plain.flatMap((one) => one[index] ?? []) };
		const call = `Dead ${name} server, ${which === 'first' ? 'the first call' : 'a later one'}: \`call()\``;
		return rowsOf(samples, { invite: `${call} to INVITE`, confirmed: `${call} to the answer`, sound: `${call} to the first sound` });
	});
}

async function callTwice(rounds: Rounds, tab: Page, { make, ...wishes }: { make: Make; user: string; iceServers: RTCIceServer[] }): Promise<Calls> {
	await rounds.sit(tab, make, wishes);
	const call = (): Promise<SetUp> => tab.evaluate((user) => page.setUp(user, '1000'), wishes.user);
	const first = await call();
	await pause(KNOWN_MS);
	return [first, await call()];
}

/** A port that takes everything and answers nothing. */
function silentPort(): Promise<Socket> {
	const socket = createSocket('udp4');
	return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket)));
}
