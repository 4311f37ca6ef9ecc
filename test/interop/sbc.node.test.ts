import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { Office } from './office.js';
import { Baresip } from './servers/baresip.js';
import { Edge } from './servers/kamailio-edge.js';
import { Kamailio } from './servers/kamailio.js';
import { Rtpengine } from './servers/rtpengine.js';

const missing = Object.entries({ Kamailio, Rtpengine, Baresip }).filter(([, { installed }]) => !installed).map(([name]) => name);
const skip = missing.length > 0 && `not installed: ${missing.join(', ')} (apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules rtpengine-daemon baresip-core)`;
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const voices = { alice: 440, bob: 1600, carol: 1010 };

const ways = [
	{ title: 'over an SBC to a phone, both of which speak G.711', abilities: {}, codec: 'audio/PCMU' },
	{ title: 'over an SBC to a phone for which it makes G.711 of Opus', abilities: { codecs: 'opus', knows: ['opus', 'telephone-event'] }, codec: 'audio/opus' },
];

for (const { title, abilities, codec } of ways) {
	describe(title, () => {
		let server: Kamailio;
		let rtpengine: Rtpengine;
		let edge: Edge;
		let office: Office;
		let alice: Page;
		let carol: Baresip;

		const sit = (user: 'alice' | 'bob'): Promise<Page> => office.seat({ user, password: `${user}-secret`, server: edge.url, hz: voices[user], ...abilities });

		before(async () => {
			if (skip) return;
			[server, rtpengine, office] = await Promise.all([Kamailio.start(), Rtpengine.start(), Office.open()]);
			edge = await Edge.start({ server: server.port, rtpengine: rtpengine.port });
			carol = await Baresip.start({ user: 'carol', password: 'carol-secret', server: server.port, hz: voices.carol });
			alice = await sit('alice');
		}, { timeout: 300_000 });

		afterEach(async () => {
			await alice?.evaluate(() => window.desk.hangUpAll());
			await carol?.control.command('hangup');
		});

		after(async () => {
			await office?.close();
			for (const one of [carol, edge, rtpengine, server]) await one?.stop();
		});

		test('the page registers at the server behind it', async () => {
			assert.equal(await alice.evaluate(() => window.desk.register()), 'registered');
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
			assert.match(carol.control.events.at(-1)?.param ?? '', /^603/);
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
			const bob = await sit('bob');
			assert.equal(await bob.evaluate(() => window.desk.register()), 'registered');
			await alice.evaluate(() => window.desk.dial('carol'));
			await Promise.all([alice.evaluate(() => window.desk.call.transfer('bob')), bob.evaluate(() => window.desk.answer())]);
			await alice.evaluate(() => window.desk.isFree());
			await bob.evaluate((hz) => window.desk.hears(hz), voices.carol);
			await bob.evaluate(() => window.desk.hangUp());
			await bob.context().close();
		});

		/** Both hear each other, in the right codec, until one hangs up. */
		async function talk(pageLeaves: boolean): Promise<void> {
			const since = carol.control.events.length;
			await alice.evaluate((hz) => window.desk.hears(hz), voices.carol);
			assert.deepEqual(await alice.evaluate(() => window.desk.codecs()), [codec, codec]);
			await carol.hears(voices.alice);
			if (pageLeaves) await alice.evaluate(() => window.desk.hangUp());
			else await carol.control.command('hangup');
			assert.equal(await alice.evaluate(() => window.desk.over()), `${pageLeaves ? 'local' : 'remote'} hung-up`);
			await carol.control.until('CALL_CLOSED', since);
		}
	});
}
