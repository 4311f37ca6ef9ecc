import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed ? false : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, bob: 1010 };
type User = keyof typeof voices;
/** More than any glitch of a busy machine, less than any recovery of a call. */
const glitchMs = 2_000;

const ways = [
	{ title: 'which gives a browser a GRUU', gruu: true },
	{ title: 'which knows a browser by its connection', gruu: false },
];

describe('with a Kamailio that is restarted while two talk: it knows nothing any more', () => {
	let kamailio: Kamailio;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (!skip) office = await Office.open();
	}, { timeout: 300_000 });

	afterEach(async () => {
		await office?.clear();
		await kamailio?.stop();
	});

	after(async () => {
		await office?.close();
	});

	for (const { title, gruu } of ways) {
		describe(title, () => {
			beforeEach(async () => {
				if (skip) return;
				kamailio = await Kamailio.start({ gruu });
				[alice, bob] = await Promise.all([seat('alice'), seat('bob')]);
			});

			test('they hear each other all the time, and either can hold and hang up when both are registered again', async () => {
				await talk();
				await Promise.all([alice.evaluate((hz) => window.desk.follow(hz), voices.bob), bob.evaluate((hz) => window.desk.follow(hz), voices.alice)]);
				await restart(gruu);
				for (const user of ['alice', 'bob']) await kamailio.has(user);
				await hearEachOther();
				for (const page of [alice, bob]) assert.ok(await page.evaluate(() => window.desk.longestGapMs) < glitchMs);
				for (const [holder, other] of [[alice, bob], [bob, alice]] as const) {
					await holder.evaluate(() => window.desk.call.hold());
					await other.evaluate(() => window.desk.isHeld('remote'));
					await holder.evaluate(() => window.desk.call.resume());
					await other.evaluate(() => window.desk.isHeld());
					await hearEachOther();
				}
				await bob.evaluate(() => window.desk.hangUp());
				assert.equal(await alice.evaluate(() => window.desk.over()), 'remote hung-up');
			});
		});
	}

	async function seat(user: User): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server: kamailio.url, hz: voices[user] });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered', kamailio.log);
		return page;
	}

	async function talk(): Promise<void> {
		await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer())]);
		await hearEachOther();
	}

	async function hearEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	}

	/** Kills it, and starts another on its port. */
	async function restart(gruu: boolean): Promise<void> {
		const { port } = kamailio;
		kamailio.signal('SIGKILL');
		await kamailio.stop();
		kamailio = await Kamailio.start({ port, gruu });
	}
});
