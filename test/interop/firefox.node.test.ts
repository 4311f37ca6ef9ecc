import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { lackOf, type BrowserName } from './browsers.js';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const missing = Kamailio.installed ? undefined : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const skip = missing ?? lackOf('firefox');
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { chromium: 440, firefox: 1010 };
const users = { chromium: 'alice', firefox: 'bob' };
const sides = [['chromium', 'firefox'], ['firefox', 'chromium']] as const;

describe('Chromium and Firefox', () => {
	let kamailio: Kamailio;
	const offices: Office[] = [];
	let seats: Readonly<Record<BrowserName, Page>>;

	before(async () => {
		if (skip) return;
		kamailio = await Kamailio.start();
		seats = { chromium: await seat('chromium'), firefox: await seat('firefox') };
	}, { timeout: 300_000 });

	afterEach(async () => {
		for (const seat of Object.values(seats ?? {})) await seat.evaluate(() => window.desk.hangUpAll());
	});

	after(async () => {
		for (const office of offices) await office.close();
		await kamailio?.stop();
	});

	async function seat(browser: BrowserName): Promise<Page> {
		const office = await Office.open({ browser });
		offices.push(office);
		const user = users[browser];
		return office.seat({ user, password: `${user}-secret`, server: kamailio.url, hz: voices[browser] });
	}

	test('register', async () => {
		for (const seat of Object.values(seats)) assert.equal(await seat.evaluate(() => window.desk.register()), 'registered');
	});

	for (const [caller, callee] of sides) {
		test(`hear each other when ${caller} calls ${callee}, which hangs up`, async () => {
			await talk(caller, callee);
			await seats[callee].evaluate(() => window.desk.hangUp());
			assert.equal(await seats[caller].evaluate(() => window.desk.over()), 'remote hung-up');
		});

		test(`hold and take back when ${caller} has called ${callee}, whoever holds`, async () => {
			await talk(caller, callee);
			for (const [holder, held] of sides) {
				await seats[holder].evaluate(() => window.desk.call.hold());
				await seats[held].evaluate(() => window.desk.isHeld('remote'));
				await seats[held].evaluate((hz) => window.desk.misses(hz), voices[holder]);
				await seats[holder].evaluate((hz) => window.desk.misses(hz), voices[held]);
				await seats[holder].evaluate(() => window.desk.call.resume());
				await bothHear();
			}
		});

		test(`write from ${caller} to ${callee}`, async () => {
			const text = `Grüße aus ${caller}: 你好`;
			assert.equal(await seats[caller].evaluate(([user, words]) => window.desk.write(user, words), [users[callee], text] as const), 'accepted');
			assert.equal(await seats[callee].evaluate(([user, words]) => window.desk.read(user, words), [users[caller], text] as const), text);
		});
	}

	async function talk(caller: BrowserName, callee: BrowserName): Promise<void> {
		await Promise.all([seats[caller].evaluate((user) => window.desk.dial(user), users[callee]), seats[callee].evaluate(() => window.desk.answer())]);
		await bothHear();
	}

	async function bothHear(): Promise<void> {
		await Promise.all(sides.map(([one, other]) => seats[one].evaluate((hz) => window.desk.hears(hz), voices[other])));
	}
});
