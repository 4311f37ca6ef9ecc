import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'puppeteer-core';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const skip = Kamailio.installed ? false : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const test = (title: string, body: () => Promise<void>): void => void it(title, { skip, timeout: 120_000 }, body);

describe('with a Kamailio that lets nobody ring for ever', () => {
	let kamailio: Kamailio;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (skip) return;
		[kamailio, office] = await Promise.all([Kamailio.start({ ringingMs: 5000 }), Office.open()]);
		[alice, bob] = await Promise.all([seat('alice', 440), seat('bob', 1010)]);
	}, { timeout: 300_000 });

	after(async () => {
		await office?.close();
		await kamailio?.stop();
	});

	async function seat(user: string, hz: number): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server: kamailio.url, hz });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered', kamailio.log);
		return page;
	}

	test('nobody answers: the server ends the call, the caller reads so, and the other stops ringing', async () => {
		await alice.evaluate(() => window.desk.place('bob'));
		await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.rings())));
		assert.deepEqual(await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.over()))), ['remote no-answer', 'remote cancelled']);
	});
});
