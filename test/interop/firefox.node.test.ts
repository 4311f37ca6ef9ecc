import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, afterEach, before, describe, it } from 'node:test';
import { networkInterfaces } from 'node:os';
import { launch, type Browser } from 'puppeteer-core';
import { firefoxOptions, installedFirefox, wire } from '../firefox.mjs';
import { hasNullSound, startNullSound } from '../null-sound.mjs';
import { Office } from './office.js';
import type { Person } from './page.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed && installedFirefox() && hasNullSound() ? false : 'Kamailio, Firefox or PulseAudio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl firefox-esr pulseaudio';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { chromium: 440, firefox: 1010 };
const users = { chromium: 'alice', firefox: 'bob' };
const sides = [['chromium', 'firefox'], ['firefox', 'chromium']] as const;

/** A page, whoever drives its browser. */
interface Seat {
	evaluate<Argument, Result>(what: (argument: Argument) => Result | Promise<Result>, argument: Argument): Promise<Result>;
	evaluate<Result>(what: () => Result | Promise<Result>): Promise<Result>;
}

describe('Chromium and Firefox', () => {
	let kamailio: Kamailio;
	let office: Office;
	let sound: Awaited<ReturnType<typeof startNullSound>>;
	let firefox: Browser;
	let seats: Readonly<Record<keyof typeof voices, Seat>>;

	before(async () => {
		if (skip) return;
		if (Object.values(networkInterfaces()).flat().every((address) => address?.internal)) execFileSync('sh', ['-c', wire]);
		[kamailio, office, sound] = await Promise.all([Kamailio.start(), Office.open(), startNullSound()]);
		firefox = await launch({ ...firefoxOptions(), env: { ...process.env, ...sound.environment } });
		seats = { chromium: await office.seat(person('chromium')), firefox: await seatInFirefox(person('firefox')) };
	}, { timeout: 300_000 });

	afterEach(async () => {
		for (const seat of Object.values(seats ?? {})) await seat.evaluate(() => window.desk.hangUpAll());
	});

	after(async () => {
		await firefox?.close();
		await office?.close();
		await Promise.all([kamailio?.stop(), sound?.stop()]);
	});

	function person(browser: keyof typeof voices): Person {
		const user = users[browser];
		return { user, password: `${user}-secret`, server: kamailio.url, hz: voices[browser] };
	}

	async function seatInFirefox(who: Person): Promise<Seat> {
		const page = await firefox.newPage();
		await page.goto(office.url);
		await page.evaluate((one) => window.sit(one), who);
		return page;
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

	async function talk(caller: keyof typeof voices, callee: keyof typeof voices): Promise<void> {
		await Promise.all([seats[caller].evaluate((user) => window.desk.dial(user), users[callee]), seats[callee].evaluate(() => window.desk.answer())]);
		await bothHear();
	}

	async function bothHear(): Promise<void> {
		await Promise.all(sides.map(([one, other]) => seats[one].evaluate((hz) => window.desk.hears(hz), voices[other])));
	}
});
