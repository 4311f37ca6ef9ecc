import assert from 'node:assert/strict';
import { after, afterEach, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { Baresip } from './servers/baresip.js';
import { freePort } from './servers/daemon.js';
import { Edge } from './servers/kamailio-edge.js';
import { Kamailio } from './servers/kamailio.js';
import { Rtpengine } from './servers/rtpengine.js';
import { Sipp } from './servers/sipp.js';

const absent = Object.entries({ Kamailio, Rtpengine, Baresip, Sipp }).filter(([, { installed }]) => !installed).map(([name]) => name);
const missing = absent.length === 0 ? undefined : `not installed: ${absent.join(', ')} (apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules rtpengine-daemon baresip-core sip-tester)`;
const voices = { alice: 440, bob: 1600, carol: 1010 };

inEachBrowser('over an SBC (Kamailio with rtpengine) to a server behind it', { missing }, ({ browser, skip, test }) => {
	let server: Kamailio;
	let rtpengine: Rtpengine;
	let edge: Edge;
	let office: Office;
	let alice: Page;
	/** Knows no codec but Opus. Firefox offers keys at 8000 Hz alone, which rtpengine does not answer beside it: there they are told by INFO. */
	let bob: Page;
	/** Knows nothing but G.711. */
	let carol: Baresip;

	const account = <User extends 'alice' | 'bob'>(user: User): { user: User; password: string; server: string; hz: number } => ({ user, password: `${user}-secret`, server: edge.url, hz: voices[user] });

	before(async () => {
		if (skip) return;
		[server, rtpengine, office] = await Promise.all([Kamailio.start(), Rtpengine.start(), Office.open({ browser })]);
		edge = await Edge.start({ server: server.port, rtpengine: rtpengine.port });
		carol = await Baresip.start({ user: 'carol', password: 'carol-secret', server: server.port, hz: voices.carol });
		[alice, bob] = await Promise.all([office.seat(account('alice')), office.seat({ ...account('bob'), codecs: 'opus', knows: ['opus', 'telephone-event'], dtmf: browser === 'firefox' ? 'info' : 'rtp' })]);
	}, { timeout: 300_000 });

	afterEach(async () => {
		for (const page of [alice, bob]) await page?.evaluate(() => window.desk.hangUpAll());
		await carol?.control.command('hangup');
	});

	after(async () => {
		await office?.close();
		for (const one of [carol, edge, rtpengine, server]) await one?.stop();
	});

	test('pages register at the server behind it', async () => {
		for (const page of [alice, bob]) assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
		assert.equal((await server.bindingsOf('alice')).length, 1);
	});

	for (const leaver of ['the page', 'the phone']) {
		test(`the page calls the phone, they hear each other, and ${leaver} hangs up`, async () => {
			await alice.evaluate(() => window.desk.dial('carol'));
			await talk(leaver === 'the page');
		});

		test(`the phone calls the page, they hear each other, and ${leaver} hangs up`, async () => {
			await carol.control.command('dial', 'sip:alice@voice.test');
			await alice.evaluate(() => window.desk.answer());
			await talk(leaver === 'the page');
		});
	}

	test('the page turns the phone away', async () => {
		const since = carol.control.events.length;
		await carol.control.command('dial', 'sip:alice@voice.test');
		await alice.evaluate(() => window.desk.rings());
		await alice.evaluate(() => window.desk.hangUp());
		await carol.control.until('CALL_CLOSED', since);
		assert.match(carol.control.events.at(-1)?.param ?? '', /^486/);
	});

	test('the phone gives up, and the page stops ringing', async () => {
		await carol.control.command('dial', 'sip:alice@voice.test');
		await alice.evaluate(() => window.desk.rings());
		await carol.control.command('hangup');
		assert.equal(await alice.evaluate(() => window.desk.over()), 'remote cancelled');
	});

	test('the page holds the phone, and they talk on', async () => {
		await alice.evaluate(() => window.desk.dial('carol'));
		await alice.evaluate((hz) => window.desk.hears(hz), voices.carol);
		await alice.evaluate(() => window.desk.call.hold());
		await alice.evaluate((hz) => window.desk.misses(hz), voices.carol);
		await alice.evaluate(() => window.desk.call.resume());
		await talk(true);
	});

	test('the phone holds the page, and they talk on', async () => {
		await alice.evaluate(() => window.desk.dial('carol'));
		await alice.evaluate((hz) => window.desk.hears(hz), voices.carol);
		await carol.control.command('hold');
		await alice.evaluate(() => window.desk.isHeld('remote'));
		await alice.evaluate((hz) => window.desk.misses(hz), voices.carol);
		await carol.control.command('resume');
		await alice.evaluate(() => window.desk.isHeld());
		await talk(true);
	});

	for (const dtmf of ['rtp', 'info'] as const) {
		test(`the phone reads keys that come by ${dtmf}`, async () => {
			await alice.evaluate((way) => window.desk.phone.configure({ ...window.desk.config, dtmf: way }), dtmf);
			const since = carol.control.events.length;
			await alice.evaluate(() => window.desk.dial('carol'));
			await alice.evaluate((hz) => window.desk.hears(hz), voices.carol);
			await alice.evaluate(() => window.desk.call.sendDigits('19*0#'));
			await carol.control.pressed('19*0#', since);
		});
	}

	test('the page hands the phone on to another page', async () => {
		await alice.evaluate(() => window.desk.dial('carol'));
		await Promise.all([alice.evaluate(() => window.desk.call.transfer('bob')), bob.evaluate(() => window.desk.answer())]);
		await alice.evaluate(() => window.desk.isFree());
		await carol.hears(voices.bob);
	});

	// Only this way: the rtpengine of Debian 12 (10.5.3) fills the Opus that it makes of G.711 with silence.
	test('a phone on G.711 hears a page that knows only Opus', async () => {
		const since = carol.control.events.length;
		await bob.evaluate(() => window.desk.dial('carol'));
		await carol.hears(voices.bob);
		assert.deepEqual(await bob.evaluate(() => window.desk.codecs()), ['audio/opus', 'audio/opus']);
		await bob.evaluate(() => window.desk.call.sendDigits('7#'));
		await carol.control.pressed('7#', since);
	});

	test('texts go both ways with a client on UDP', async () => {
		const places = { port: await freePort(), server: server.port, peer: 'alice' };
		await Sipp.play('sipp-writes.xml', places).done();
		assert.equal(await alice.evaluate(() => window.desk.read('dave')), 'Are you there? 你好');
		const reader = Sipp.play('sipp-reads.xml', places);
		assert.equal(await alice.evaluate(() => window.desk.write('dave', 'Yes, I am here')), 'accepted');
		await reader.done();
	});

	/** Both hear each other, in the codec of the phone, until one hangs up. */
	async function talk(pageLeaves: boolean): Promise<void> {
		const since = carol.control.events.length;
		await alice.evaluate((hz) => window.desk.hears(hz), voices.carol);
		assert.deepEqual(await alice.evaluate(() => window.desk.codecs()), ['audio/PCMU', 'audio/PCMU']);
		await carol.hears(voices.alice);
		if (pageLeaves) await alice.evaluate(() => window.desk.hangUp());
		else await carol.control.command('hangup');
		assert.equal(await alice.evaluate(() => window.desk.over()), `${pageLeaves ? 'local' : 'remote'} hung-up`);
		await carol.control.until('CALL_CLOSED', since);
	}
});
