import { createSocket, type Socket } from 'node:dgram';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import type { Make } from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

const TIMES = 10;
/** Then ours knows which servers are dead: it asks each for 2.5 s from when the page begins. */
const KNOWN_MS = 3500;
const KINDS = [['STUN', 'stun', 1010], ['TURN', 'turn', 1050]] as const;

/** ms of the first call of a page, and of a later one. */
type Samples = readonly [first: number, later: number];

/** From `call()` to the first sound where an ICE server is given that does not answer. Ours has one call at a time, in a page of its own. */
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
			const ours: Samples[] = [];
			for (let index = 0; index < TIMES; index++) {
				const tab = await rounds.site.page();
				ours.push(await callTwice(rounds, tab, { make: 'ours', user: String(first + index), iceServers }));
				await tab.context().close();
			}
			return both(name, ours, await plain);
		});
		return (await Promise.all(rows)).flat();
	} finally {
		hole.close();
		await rounds.close();
	}
}

function both(name: string, ours: readonly Samples[], plain: readonly Samples[]): Row[] {
	return ['the first call', 'a later one'].map((which, index) => ({ what: `Dead ${name}: \`call()\` to the first sound, ${which}`, unit: 'ms', ours: ours.map((one) => one[index] ?? 0), plain: plain.map((one) => one[index] ?? 0) }));
}

async function callTwice(rounds: Rounds, tab: Page, { make, ...wishes }: { make: Make; user: string; iceServers: RTCIceServer[] }): Promise<Samples> {
	await rounds.sit(tab, make, wishes);
	const call = async (): Promise<number> => (await tab.evaluate((user) => page.setUp(user, '1000'), wishes.user)).sound;
	const first = await call();
	await pause(KNOWN_MS);
	return [first, await call()];
}

/** A port that takes everything and answers nothing. */
function silentPort(): Promise<Socket> {
	const socket = createSocket('udp4');
	return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket)));
}
