import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, afterEach, before, beforeEach } from 'node:test';
import type { Page } from 'puppeteer-core';
import { WebSocketServer } from 'ws';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { Kamailio } from './servers/kamailio.js';

const missing = Kamailio.installed ? undefined : 'Kamailio is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl';
const voices = { alice: 440, bob: 1010 };
type User = keyof typeof voices;
/** More than any glitch of a busy machine, less than any recovery of a call. */
const glitchMs = 2_000;

inEachBrowser('with two Kamailios', { missing, sideBySide: true, timeout: 180_000 }, ({ browser, skip, test }) => {
	let first: Kamailio;
	let second: Kamailio;
	let office: Office;
	let alice: Page;
	let bob: Page;

	before(async () => {
		if (!skip) office = await Office.open({ browser });
	}, { timeout: 300_000 });

	beforeEach(async () => {
		if (skip) return;
		[first, second] = await Promise.all([Kamailio.start(), Kamailio.start()]);
		[alice, bob] = await Promise.all([seat('alice', first.url, second.url), seat('bob', first.url, second.url)]);
		await bothAt(first);
	});

	afterEach(async () => {
		await office?.clear();
		await Promise.all([first?.stop(), second?.stop()]);
	});

	after(async () => {
		await office?.close();
	});

	async function seat(user: User, ...server: string[]): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server, hz: voices[user] });
		await page.evaluate(() => window.desk.phone.start());
		return page;
	}

	async function bothAt(kamailio: Kamailio): Promise<void> {
		for (const user of ['alice', 'bob']) await kamailio.has(user);
	}

	async function talk(): Promise<void> {
		await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer())]);
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	}

	/** Both hang up at once. */
	async function part(): Promise<void> {
		await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.hangUpAll())));
		await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.isFree())));
	}

	for (const [fault, signal] of [['killed', 'SIGKILL'], ['hung', 'SIGSTOP']] as const) {
		/** It works again, on the port where it was. */
		const mend = async (): Promise<void> => {
			if (signal === 'SIGSTOP') return first.signal('SIGCONT');
			const { port } = first;
			await first.stop();
			first = await Kamailio.start({ port });
		};

		test(`the first is ${fault} while nobody calls: both go to the second, call each other there, and are back at the first when it is`, async () => {
			first.signal(signal);
			await bothAt(second);
			await talk();
			await mend();
			await part();
			await bothAt(first);
			for (const user of ['alice', 'bob']) await second.has(user, { times: 0 });
			await talk();
			await part();
		});

		test(`the first is ${fault} while it rings: it stops ringing on both sides, and a call over the second goes through`, async () => {
			await alice.evaluate(() => window.desk.place('bob'));
			await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.rings())));
			first.signal(signal);
			await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.over())));
			await bothAt(second);
			await talk();
			await part();
		});

		test(`the first is ${fault} while two talk: they hear each other all the time, hold and hang up over the second, and call again`, async () => {
			await talk();
			await Promise.all([alice.evaluate((hz) => window.desk.follow(hz), voices.bob), bob.evaluate((hz) => window.desk.follow(hz), voices.alice)]);
			first.signal(signal);
			await bothAt(second);
			await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
			for (const page of [alice, bob]) assert.ok(await page.evaluate(() => window.desk.longestGapMs) < glitchMs);
			for (const page of [alice, bob]) await page.evaluate(() => window.desk.isWhole());
			for (const [holder, held] of [[alice, bob], [bob, alice]] as const) {
				await holder.evaluate(() => window.desk.call.hold());
				await held.evaluate(() => window.desk.isHeld('remote'));
				await holder.evaluate(() => window.desk.call.resume());
				await held.evaluate(() => window.desk.isHeld());
			}
			await bob.evaluate(() => window.desk.hangUp());
			assert.equal(await alice.evaluate(() => window.desk.over()), 'remote hung-up');
			await talk();
			await part();
		});
	}

	test('servers that accept and answer nothing, before the handshake or after it, are left for the next', async () => {
		const mute = await listening(createServer());
		const deaf = new WebSocketServer({ host: '127.0.0.1', port: 0 });
		await once(deaf, 'listening');
		const carol = await office.seat({ user: 'carol', password: 'carol-secret', server: [urlOf(mute), urlOf(deaf), first.url], hz: 620 });
		await carol.evaluate(() => window.desk.phone.start());
		await first.has('carol');
		assert.equal(await carol.evaluate(() => window.desk.write('alice', 'after two that say nothing')), 'accepted');
		deaf.close();
		mute.close();
	});
});

/** A server that takes every connection, and keeps its own counsel. */
async function listening(server: Server): Promise<Server> {
	const sockets = new Set<Socket>();
	server.on('connection', (socket: Socket) => sockets.add(socket.on('error', () => undefined)));
	server.on('close', () => sockets.forEach((socket) => socket.destroy()));
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return server;
}

function urlOf(server: { address(): unknown }): string {
	return `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
