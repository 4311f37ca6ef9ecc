import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed ? false : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);
const alicesVoice = 440;
const bobsVoice = 1010;

describe('with Kamailio', () => {
	let kamailio: Kamailio;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (skip) return;
		kamailio = await Kamailio.start();
		office = await Office.open();
		alice = await office.seat({ user: 'alice', password: 'alice-secret', server: kamailio.url, hz: alicesVoice });
		bob = await office.seat({ user: 'bob', password: 'bob-secret', server: kamailio.url, hz: bobsVoice });
	}, { timeout: 300_000 });

	after(async () => {
		await office?.close();
		await kamailio?.stop();
	});

	test('registers by digest', async () => {
		assert.equal(await alice.evaluate(() => window.desk.register()), 'registered');
		assert.equal(await bob.evaluate(() => window.desk.register()), 'registered');
	});

	test('is refused with a wrong password', async () => {
		const stranger = await office.seat({ user: 'alice', password: 'guessed', server: kamailio.url, hz: 620 });
		assert.equal(await stranger.evaluate(() => window.desk.register()), 'credentials-refused');
		await stranger.context().close();
	});

	test('registers over TLS, where the browser trusts the certificate', async () => {
		const carefree = await Office.open({ trusting: true });
		const page = await carefree.seat({ user: 'alice', password: 'alice-secret', server: kamailio.secureUrl, hz: 620 });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
		await carefree.close();
	});

	test('calls from alice to bob, who hear each other, and bob hangs up', async () => {
		await call(alice, bob, 'bob');
		assert.ok(await bob.evaluate((hz) => window.desk.hears(hz), alicesVoice));
		assert.ok(await alice.evaluate((hz) => window.desk.hears(hz), bobsVoice));
		await hangUp(bob, alice);
	});

	test('calls from bob to alice, who hear each other, and bob hangs up', async () => {
		await call(bob, alice, 'alice');
		assert.ok(await bob.evaluate((hz) => window.desk.hears(hz), alicesVoice));
		assert.ok(await alice.evaluate((hz) => window.desk.hears(hz), bobsVoice));
		await hangUp(bob, alice);
	});

	test('carries texts both ways', async () => {
		assert.equal(await alice.evaluate(() => window.desk.write('bob', 'Grüße, 100 % – 你好')), 'accepted');
		assert.equal(await bob.evaluate(() => window.desk.read('alice')), 'Grüße, 100 % – 你好');
		assert.equal(await bob.evaluate(() => window.desk.write('alice', 'and back')), 'accepted');
		assert.equal(await alice.evaluate(() => window.desk.read('bob')), 'and back');
	});
});

async function call(caller: Page, callee: Page, user: string): Promise<void> {
	await Promise.all([caller.evaluate((to) => window.desk.dial(to), user), callee.evaluate(() => window.desk.answer())]);
}

async function hangUp(one: Page, other: Page): Promise<void> {
	await one.evaluate(() => window.desk.hangUp());
	assert.equal(await one.evaluate(() => window.desk.over()), 'local hung-up');
	assert.equal(await other.evaluate(() => window.desk.over()), 'remote hung-up');
}
