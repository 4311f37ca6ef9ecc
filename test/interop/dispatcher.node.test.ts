import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { freePort } from './servers/daemon.js';
import { Dispatcher } from './servers/kamailio-dispatcher.js';
import { Kamailio } from './servers/kamailio.js';

const missing = Kamailio.installed ? undefined : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const voices = { alice: 440, bob: 1010 };
type User = keyof typeof voices;
/** More than any glitch of a busy machine, less than any recovery of a call. */
const glitchMs = 2_000;

inEachBrowser('over an edge (Kamailio with dispatcher) to two servers that share registrations', { missing, sideBySide: true }, ({ browser, skip, test }) => {
	let servers: [Kamailio, Kamailio];
	let edge: Dispatcher;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (!skip) office = await Office.open({ browser });
	}, { timeout: 300_000 });

	beforeEach(async () => {
		if (skip) return;
		const ports = [await freePort(), await freePort()] as const;
		servers = [await server(ports[0], ports[1]), await server(ports[1], ports[0])];
		edge = await Dispatcher.start(ports);
		[alice, bob] = await Promise.all([seat('alice'), seat('bob')]);
		for (const one of servers) await knowsBoth(one);
	});

	afterEach(async () => {
		await office?.clear();
		for (const one of [edge, ...servers ?? []]) await one?.stop();
	});

	after(async () => {
		await office?.close();
	});

	async function seat(user: User): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server: edge.url, hz: voices[user] });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered', edge.log);
		return page;
	}

	/** Starts again, on its port, what was killed. */
	async function mend(nth: 0 | 1): Promise<void> {
		const { port } = servers[nth];
		await servers[nth].stop();
		servers[nth] = await server(port, servers[1 - nth as 0 | 1].port);
	}

	async function talk(caller: Page, callee: User): Promise<void> {
		const answers = callee === 'bob' ? bob : alice;
		await Promise.all([caller.evaluate((user) => window.desk.dial(user), callee), answers.evaluate(() => window.desk.answer())]);
		await hearEachOther();
	}

	async function hearEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	}

	/** One hangs up, and the other hears of it. */
	async function part(): Promise<void> {
		await alice.evaluate(() => window.desk.hangUp());
		assert.equal(await bob.evaluate(() => window.desk.over()), 'remote hung-up');
	}

	test('either calls the other, and they hear each other', async () => {
		await talk(alice, 'bob');
		await part();
		await talk(bob, 'alice');
		await part();
	});

	// By whom a call is for, it is set up by one of the two: this is so once by the one that is killed, and once by the other.
	for (const [title, nth, other] of [['first', 0, 1], ['second', 1, 0]] as const) {
		test(`the ${title} server is killed while two talk: they hear each other all the time, hold and hang up; registrations are renewed in silence, and calls go over the other`, async () => {
			await talk(alice, 'bob');
			await Promise.all([alice.evaluate((hz) => window.desk.follow(hz), voices.bob), bob.evaluate((hz) => window.desk.follow(hz), voices.alice)]);
			servers[nth].signal('SIGKILL');
			const phases = await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.phasesUntilRenewed(1))));
			assert.deepEqual(phases, [['registered'], ['registered']]);
			await hearEachOther();
			for (const page of [alice, bob]) assert.ok(await page.evaluate(() => window.desk.longestGapMs) < glitchMs);
			await alice.evaluate(() => window.desk.call.hold());
			await bob.evaluate(() => window.desk.isHeld('remote'));
			await alice.evaluate(() => window.desk.call.resume());
			await part();
			await talk(alice, 'bob');
			await part();
			await talk(bob, 'alice');
			await part();
			await mend(nth);
			for (const one of [servers[nth], servers[other]]) await knowsBoth(one);
		});
	}

	test('both are killed: the phones are refused with 503, say so, and are registered and call again by themselves when one is back', async () => {
		for (const one of servers) one.signal('SIGKILL');
		for (const page of [alice, bob]) assert.equal(await refusal(page), 503);
		await mend(1);
		for (const page of [alice, bob]) await isRegistered(page);
		await talk(alice, 'bob');
		await part();
	});
});

/** Registrations are short, so that they are renewed in seconds; and a renewal has the time to be passed to the other server before they are over. */
function server(port: number, peer: number): Promise<Kamailio> {
	return Kamailio.start({ port, peer, expires: [2, 10] });
}

async function knowsBoth(kamailio: Kamailio): Promise<void> {
	for (const user of ['alice', 'bob']) await kamailio.has(user);
}

/** What the server answers when the registration is over; the phone says that it tries again. */
async function refusal(page: Page): Promise<number | undefined> {
	await page.waitForFunction(() => window.desk.phone.state.registration.phase === 'failed', { polling: 100 });
	return page.evaluate(() => {
		const { registration } = window.desk.phone.state;
		return registration.phase === 'failed' && registration.retryAt !== undefined ? registration.error.status : undefined;
	});
}

async function isRegistered(page: Page): Promise<void> {
	await page.waitForFunction(() => window.desk.phone.state.registration.phase === 'registered', { polling: 100 });
}
