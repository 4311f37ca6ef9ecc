import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { Office } from './office.js';
import { Edge } from './servers/kamailio-edge.js';
import { Kamailio } from './servers/kamailio.js';
import { Rtpengine } from './servers/rtpengine.js';

const missing = Object.entries({ Kamailio, Rtpengine }).filter(([, { installed }]) => !installed).map(([name]) => name);
const skip = missing.length > 0 && `not installed: ${missing.join(', ')} (apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules rtpengine-daemon)`;
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, bob: 1010 };
const colours = { alice: [200, 40, 40], bob: [40, 60, 200] } as const;

for (const [title, gruu] of [['that gives no GRUUs', false], ['that gives GRUUs', true]] as const) {
	describe(`over an SBC, from page to page, with a server ${title}`, () => {
		let server: Kamailio;
		let rtpengine: Rtpengine;
		let edge: Edge;
		let office: Office;
		let alice: Page;
		let bob: Page;

		before(async () => {
			if (skip) return;
			[server, rtpengine, office] = await Promise.all([Kamailio.start({ gruu }), Rtpengine.start(), Office.open()]);
			edge = await Edge.start({ server: server.port, rtpengine: rtpengine.port });
			[alice, bob] = await Promise.all([seat('alice'), seat('bob')]);
		}, { timeout: 300_000 });

		after(async () => {
			await office?.close();
			for (const one of [edge, rtpengine, server]) await one?.stop();
		});

		async function seat(user: keyof typeof voices): Promise<Page> {
			const page = await office.seat({ user, password: `${user}-secret`, server: edge.url, hz: voices[user], colour: colours[user] });
			assert.equal(await page.evaluate(() => window.desk.register()), 'registered', edge.log);
			return page;
		}

		test('both hear each other, and either can hold', async () => {
			await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer())]);
			await hearEachOther();
			for (const [holder, other, voice] of [[alice, bob, voices.bob], [bob, alice, voices.alice]] as const) {
				await holder.evaluate(() => window.desk.call.hold());
				await other.evaluate(() => window.desk.isHeld('remote'));
				await holder.evaluate((hz) => window.desk.misses(hz), voice);
				await holder.evaluate(() => window.desk.call.resume());
				await other.evaluate(() => window.desk.isHeld());
				await hearEachOther();
			}
			await part(bob, alice);
		});

		test('both see and hear each other, and not while one holds', async () => {
			await Promise.all([alice.evaluate(() => window.desk.dialWithPicture('bob')), bob.evaluate(() => window.desk.answer({ video: true }))]);
			await Promise.all([hearEachOther(), seeEachOther()]);
			await alice.evaluate(() => window.desk.call.hold());
			await Promise.all([alice.evaluate((colour) => window.desk.seesNo(colour), colours.bob), bob.evaluate((colour) => window.desk.seesNo(colour), colours.alice)]);
			await alice.evaluate(() => window.desk.call.resume());
			await Promise.all([hearEachOther(), seeEachOther()]);
			await part(alice, bob);
		});

		async function hearEachOther(): Promise<void> {
			await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
		}

		async function seeEachOther(): Promise<void> {
			await Promise.all([alice.evaluate((colour) => window.desk.sees(colour), colours.bob), bob.evaluate((colour) => window.desk.sees(colour), colours.alice)]);
		}
	});
}

async function part(leaver: Page, other: Page): Promise<void> {
	await leaver.evaluate(() => window.desk.hangUp());
	assert.equal(await other.evaluate(() => window.desk.over()), 'remote hung-up');
}
