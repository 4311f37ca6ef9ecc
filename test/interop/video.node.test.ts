import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed ? false : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, bob: 1010 };
const colours = { alice: [200, 40, 40], bob: [40, 60, 200] } as const;

describe('with pictures over Kamailio', () => {
	let kamailio: Kamailio;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (skip) return;
		[kamailio, office] = await Promise.all([Kamailio.start(), Office.open()]);
		[alice, bob] = await Promise.all([seat('alice'), seat('bob')]);
	}, { timeout: 300_000 });

	after(async () => {
		await office?.close();
		await kamailio?.stop();
	});

	async function seat(user: keyof typeof voices): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server: kamailio.url, hz: voices[user], colour: colours[user] });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered', kamailio.log);
		return page;
	}

	test('both show themselves: they see and hear each other, not while one holds, again afterwards, and part', async () => {
		await Promise.all([alice.evaluate(() => window.desk.dialWithPicture('bob')), bob.evaluate(() => window.desk.answer({ video: true }))]);
		await Promise.all([hearEachOther(), seeEachOther()]);
		await alice.evaluate(() => window.desk.call.hold());
		await bob.evaluate(() => window.desk.isHeld('remote'));
		await Promise.all([missEachOther(), seeEachOtherNoMore()]);
		await alice.evaluate(() => window.desk.call.resume());
		await bob.evaluate(() => window.desk.isHeld());
		await Promise.all([hearEachOther(), seeEachOther()]);
		await part(bob, alice);
	});

	test('only the caller is seen, where the other answers by sound', async () => {
		await Promise.all([alice.evaluate(() => window.desk.dialWithPicture('bob')), bob.evaluate(() => window.desk.answer())]);
		await Promise.all([hearEachOther(), bob.evaluate((colour) => window.desk.sees(colour), colours.alice)]);
		await alice.evaluate((colour) => window.desk.seesNo(colour), colours.bob);
		await bob.evaluate(() => window.desk.call.hold());
		await alice.evaluate(() => window.desk.isHeld('remote'));
		await bob.evaluate((colour) => window.desk.seesNo(colour), colours.alice);
		await bob.evaluate(() => window.desk.call.resume());
		await Promise.all([hearEachOther(), bob.evaluate((colour) => window.desk.sees(colour), colours.alice)]);
		await part(alice, bob);
	});

	test('nobody is seen in a call that was dialled without a picture, and both are heard', async () => {
		await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer({ video: true }))]);
		await hearEachOther();
		await alice.evaluate((colour) => window.desk.seesNo(colour), colours.bob);
		await part(alice, bob);
	});

	async function hearEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	}

	async function missEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.misses(hz), voices.bob), bob.evaluate((hz) => window.desk.misses(hz), voices.alice)]);
	}

	async function seeEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((colour) => window.desk.sees(colour), colours.bob), bob.evaluate((colour) => window.desk.sees(colour), colours.alice)]);
	}

	async function seeEachOtherNoMore(): Promise<void> {
		await Promise.all([alice.evaluate((colour) => window.desk.seesNo(colour), colours.bob), bob.evaluate((colour) => window.desk.seesNo(colour), colours.alice)]);
	}
});

async function part(leaver: Page, other: Page): Promise<void> {
	await leaver.evaluate(() => window.desk.hangUp());
	assert.equal(await other.evaluate(() => window.desk.over()), 'remote hung-up');
}
