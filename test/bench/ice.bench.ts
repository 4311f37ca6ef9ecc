import { createSocket, type Socket } from 'node:dgram';
import type { Page } from 'playwright-core';
import type { Row } from './bench.js';
import type * as benchPage from './page.js';
import { Rounds } from './rounds.js';

declare const page: typeof benchPage;

/** JsSIP alone takes 40 s for each call, so all of them call at once. */
const AT_ONCE = 10;
const KINDS = [['STUN', 'stun', 1020], ['TURN', 'turn', 1040]] as const;

/** From `call()` to the answer where an ICE server is given that does not answer: the first call, and one when ours has found out. */
export async function run(): Promise<readonly Row[]> {
	const rounds = await Rounds.open();
	const hole = await silentPort();
	try {
		const far = await rounds.seat('plain', '1000');
		await far.evaluate(() => page.answerAll('1000'));
		const tab = await rounds.site.page();
		const rows: Row[] = [];
		for (const [name, scheme, first] of KINDS) {
			const iceServers = [{ urls: `${scheme}:127.0.0.1:${String(hole.address().port)}`, ...(scheme === 'turn' && { username: 'somebody', credential: 'secret' }) }];
			const [ours, plain] = [usersFrom(first), usersFrom(first + AT_ONCE)];
			const firsts = await Promise.all([callEach(ours, (user) => rounds.sit(tab, 'ours', { user, iceServers }), tab), callEach(plain, (user) => rounds.sit(tab, 'plain', { user, iceServers }), tab)]);
			rows.push({ what: `Dead ${name}: \`call()\` to the answer, first call`, unit: 'ms', ours: firsts[0], plain: firsts[1] });
			const seconds = await callEach(ours, () => Promise.resolve(), tab);
			rows.push({ what: `Dead ${name}: a later call`, unit: 'ms', ours: seconds, plain: firsts[1] });
		}
		return rows;
	} finally {
		hole.close();
		await rounds.close();
	}
}

function usersFrom(first: number): readonly string[] {
	return Array.from({ length: AT_ONCE }, (_, index) => String(first + index));
}

/** Each calls as soon as he is there; ours one after the other would be no different. */
function callEach(users: readonly string[], sit: (user: string) => Promise<void>, tab: Page): Promise<number[]> {
	return Promise.all(users.map(async (user) => {
		await sit(user);
		return tab.evaluate((one) => page.confirming(one, '1000'), user);
	}));
}

/** A port that takes everything and answers nothing. */
function silentPort(): Promise<Socket> {
	const socket = createSocket('udp4');
	return new Promise((resolve) => socket.bind(0, '127.0.0.1', () => resolve(socket)));
}
