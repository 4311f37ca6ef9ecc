import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { watchFrames } from './frames.js';
import { Office } from './office.js';
import { Baresip } from './servers/baresip.js';
import { Edge } from './servers/kamailio-edge.js';
import { Kamailio } from './servers/kamailio.js';
import { Rtpengine } from './servers/rtpengine.js';

const missing = Object.entries({ Kamailio, Rtpengine, Baresip }).filter(([, { installed }]) => !installed).map(([name]) => name);
const skip = missing.length > 0 && `not installed: ${missing.join(', ')} (apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules rtpengine-daemon baresip-core)`;
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, carol: 1010 };

describe('over an SBC to a server that gives GRUUs', () => {
	let server: Kamailio;
	let rtpengine: Rtpengine;
	let edge: Edge;
	let office: Office;
	let alice: Page;
	let carol: Baresip;

	before(async () => {
		if (skip) return;
		[server, rtpengine, office] = await Promise.all([Kamailio.start({ gruu: true }), Rtpengine.start(), Office.open()]);
		edge = await Edge.start({ server: server.port, rtpengine: rtpengine.port });
		carol = await Baresip.start({ user: 'carol', password: 'carol-secret', server: server.port, hz: voices.carol });
		alice = await office.seat({ user: 'alice', password: 'alice-secret', server: edge.url, hz: voices.alice });
	}, { timeout: 300_000 });

	afterEach(async () => {
		await alice?.evaluate(() => window.desk.hangUpAll());
		await carol?.control.command('hangup');
	});

	after(async () => {
		await office?.close();
		for (const one of [carol, edge, rtpengine, server]) await one?.stop();
	});

	test('the page registers, and calls by its GRUU', async () => {
		const contacts = await contactsOf(alice);
		assert.equal(await alice.evaluate(() => window.desk.register()), 'registered');
		assert.equal((await server.bindingsOf('alice')).length, 1);
		await alice.evaluate(() => window.desk.dial('carol'));
		assert.match(contacts().at(-1) ?? '', /^<sip:alice@voice\.test;gr=/);
	});

	for (const leaver of ['the page', 'the phone']) {
		test(`the page calls the phone, holds it and is held, and ${leaver} hangs up`, async () => {
			await alice.evaluate(() => window.desk.dial('carol'));
			await holdEachOther();
			await part(leaver === 'the page');
		});

		test(`the phone calls the page, holds it and is held, and ${leaver} hangs up`, async () => {
			await carol.control.command('dial', 'sip:alice@voice.test');
			await alice.evaluate(() => window.desk.answer());
			await holdEachOther();
			await part(leaver === 'the page');
		});
	}

	async function hearEachOther(): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.carol), carol.hears(voices.alice)]);
	}

	async function holdEachOther(): Promise<void> {
		await hearEachOther();
		await alice.evaluate(() => window.desk.call.hold());
		await alice.evaluate((hz) => window.desk.misses(hz), voices.carol);
		await alice.evaluate(() => window.desk.call.resume());
		await hearEachOther();
		await carol.control.command('hold');
		await alice.evaluate(() => window.desk.isHeld('remote'));
		await carol.control.command('resume');
		await alice.evaluate(() => window.desk.isHeld());
		await hearEachOther();
	}

	async function part(pageLeaves: boolean): Promise<void> {
		const since = carol.control.events.length;
		if (pageLeaves) await alice.evaluate(() => window.desk.hangUp());
		else await carol.control.command('hangup');
		assert.equal(await alice.evaluate(() => window.desk.over()), `${pageLeaves ? 'local' : 'remote'} hung-up`);
		await carol.control.until('CALL_CLOSED', since);
	}
});

/** Contacts of the calls that a page places from now on. */
async function contactsOf(page: Page): Promise<() => string[]> {
	const contacts: string[] = [];
	await watchFrames(page, 'Sent', (text) => {
		const [, contact] = /^INVITE [\s\S]*\r\nContact: (.*)\r\n/.exec(text) ?? [];
		if (contact !== undefined) contacts.push(contact);
	});
	return () => contacts;
}
