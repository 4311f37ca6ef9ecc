import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { watchFrames } from './frames.js';
import { Office } from './office.js';
import { freePort } from './servers/daemon.js';
import { Dispatcher } from './servers/kamailio-dispatcher.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed ? false : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, bob: 1010 };
type User = keyof typeof voices;
/** The first two REGISTER begin a registration; then comes one without credentials, and this one with the answer to its challenge. */
const answerOfRenewal = 4;

describe('over an edge to two servers that share registrations, and no secret for their nonces', () => {
	let servers: readonly Kamailio[];
	let edge: Dispatcher;
	let office: Office;

	before(async () => {
		if (skip) return;
		const [one, other] = [await freePort(), await freePort()];
		[office, ...servers] = await Promise.all([Office.open(), server(one, other), server(other, one)]);
		edge = await Dispatcher.start([one, other], { astray: answerOfRenewal });
	}, { timeout: 300_000 });

	after(async () => {
		await office?.close();
		for (const kamailio of [edge, ...servers ?? []]) await kamailio?.stop();
	});

	test('phones whose answer to a challenge comes to the other server stay registered, and call each other', async () => {
		const [alice, bob] = await Promise.all([seat('alice'), seat('bob')]);
		const challenges = await Promise.all([alice, bob].map(countChallenges));
		for (const page of [alice, bob]) assert.equal(await page.evaluate(() => window.desk.register()), 'registered', edge.log);
		const phases = await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.phasesUntilRenewed(1))));
		assert.deepEqual(phases, [['registered'], ['registered']]);
		// Of each of three attempts, and the one that answers the second.
		assert.deepEqual(challenges.map((count) => count()), [4, 4]);
		await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer())]);
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	});

	function seat(user: User): Promise<Page> {
		return office.seat({ user, password: `${user}-secret`, server: edge.url, hz: voices[user] });
	}
});

/** A registration is renewed when half of it is over, or three quarters: the rest is longer than the pause before credentials are shown again. */
function server(port: number, peer: number): Promise<Kamailio> {
	return Kamailio.start({ port, peer, expires: [2, 18], nonces: `secret of ${port}` });
}

/** How often the page was asked for its credentials from now on. */
async function countChallenges(page: Page): Promise<() => number> {
	let count = 0;
	await watchFrames(page, 'Received', (text) => void (count += Number(text.startsWith('SIP/2.0 401'))));
	return () => count;
}
