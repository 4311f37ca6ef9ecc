import assert from 'node:assert/strict';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { after, afterEach, before } from 'node:test';
import type { Page } from 'puppeteer-core';
import type { ErrorState, PhoneConfig } from '../../src/index.js';
import { configSite, type ConfigSite } from '../support/config-site.js';
import { inEachBrowser } from './in-each-browser.js';
import { Office } from './office.js';
import { Coturn, passingCredentials } from './servers/coturn.js';
import { Kamailio } from './servers/kamailio.js';

const missing = Kamailio.installed && Coturn.installed ? undefined : 'Kamailio or coturn is not installed: apt-get install kamailio kamailio-websocket-modules kamailio-tls-modules openssl coturn';
const voices = { alice: 440, bob: 1010 };
const lasting = { username: 'page', credential: 'page-secret' };
const secret = 'shared-secret';
const nobody = 'turn:127.0.0.1:3479?transport=udp';

inEachBrowser('with coturn, where nothing but a relay is allowed', { missing, sideBySide: true }, ({ browser, skip, test }) => {
	let kamailio: Kamailio;
	let coturn: Coturn;
	/** Takes credentials that expire. */
	let strict: Coturn;
	let office: Office;
	let site: ConfigSite;

	before(async () => {
		if (skip) return;
		[kamailio, coturn, strict, site] = await Promise.all([Kamailio.start(), Coturn.start({ user: [lasting.username, lasting.credential] }), Coturn.start({ secret }), configSite()]);
		office = await Office.open({ browser });
	}, { timeout: 300_000 });

	afterEach(async () => {
		await office?.clear();
	});

	after(async () => {
		await office?.close();
		await Promise.all([kamailio?.stop(), coturn?.stop(), strict?.stop(), site?.close()]);
	});

	/** Somebody who may only be heard through a relay, registered. */
	async function seat(user: keyof typeof voices, config: PhoneConfig): Promise<Page> {
		const page = await office.seat({ user, password: `${user}-secret`, server: kamailio.url, hz: voices[user], relayOnly: true, ...config });
		assert.equal(await page.evaluate(() => window.desk.register()), 'registered');
		return page;
	}

	async function talk(alice: Page, bob: Page): Promise<void> {
		await Promise.all([alice.evaluate(() => window.desk.dial('bob')), bob.evaluate(() => window.desk.answer())]);
		await bothHear(alice, bob);
	}

	async function bothHear(alice: Page, bob: Page): Promise<void> {
		await Promise.all([alice.evaluate((hz) => window.desk.hears(hz), voices.bob), bob.evaluate((hz) => window.desk.hears(hz), voices.alice)]);
	}

	/** Serves settings whose credentials are good for so many seconds. */
	function serve(server: Coturn, seconds: number): void {
		site.answer = (response) => response.writeHead(200, { 'access-control-allow-origin': '*' })
			.end(JSON.stringify({ iceServers: [{ urls: server.uri('udp'), ...passingCredentials(secret, 'page', seconds) }], expiresIn: seconds }));
	}

	for (const transport of ['udp', 'tcp'] as const) {
		test(`two who have a lasting password hear each other over ${transport}`, async () => {
			const iceServers = [{ urls: coturn.uri(transport), ...lasting }];
			const [alice, bob] = await Promise.all([seat('alice', { iceServers }), seat('bob', { iceServers })]);
			await talk(alice, bob);
			for (const page of [alice, bob]) assert.deepEqual(await pathOf(page), { type: 'relay', over: transport });
		});
	}

	test('credentials that expire are renewed while registered, and a call after the end of the first ones is heard', async () => {
		serve(strict, 6);
		const firstEndAt = Date.now() + 7_000;
		const [alice, bob] = await Promise.all([seat('alice', { configUrl: site.url }), seat('bob', { configUrl: site.url })]);
		await until(() => Date.now() > firstEndAt && site.visits >= 4);
		await talk(alice, bob);
		for (const page of [alice, bob]) assert.deepEqual(await pathOf(page), { type: 'relay', over: 'udp' });
	});

	test('a call gets its sound back when the relay is another one, with the credentials of now', async () => {
		const secrets = ['first', 'second'] as const;
		const first = await Coturn.start({ secret: secrets[0] });
		const iceServers = (chosen: string): readonly RTCIceServer[] => [{ urls: first.uri('udp'), ...passingCredentials(chosen, 'page', 600) }];
		const [alice, bob] = await Promise.all([seat('alice', { iceServers: iceServers(secrets[0]) }), seat('bob', { iceServers: iceServers(secrets[0]) })]);
		await talk(alice, bob);
		await first.stop();
		const second = await Coturn.start({ secret: secrets[1], port: first.port });
		for (const page of [alice, bob]) await page.evaluate((servers) => window.desk.phone.configure({ ...window.desk.config, iceServers: servers }), iceServers(secrets[1]));
		await Promise.all([alice, bob].map((page) => page.evaluate(() => window.desk.recovers())));
		await bothHear(alice, bob);
		await second.stop();
	});

	for (const { title, server, says } of [
		{ title: 'a wrong password', server: () => ({ urls: coturn.uri('udp'), ...lasting, credential: 'guessed' }), says: /rejects its username and credential/ },
		{ title: 'credentials that have expired', server: () => ({ urls: strict.uri('udp'), ...passingCredentials(secret, 'page', -60) }), says: /rejects its username and credential/ },
		{ title: 'a relay that is not there', server: () => ({ urls: nobody, ...lasting }), says: /does not respond/ },
	]) {
		test(`${title}: it is said at once, naming the relay, and no call stays silent`, async () => {
			const { urls } = server();
			const [alice, bob] = await Promise.all([seat('alice', { iceServers: [server()] }), seat('bob', { iceServers: [{ urls: coturn.uri('udp'), ...lasting }] })]);
			const trouble = await alice.evaluate(() => window.desk.trouble('ice-server-dead'));
			assert.equal(trouble?.subject, urls);
			assert.match(trouble.message, says);

			await alice.evaluate(() => window.desk.place('bob'));
			assert.equal(await alice.evaluate(() => window.desk.over()), 'network media');
			assert.equal((await errorOf(alice))?.code, 'ice-failed');

			await Promise.all([bob.evaluate(() => window.desk.place('alice')), alice.evaluate(answerInVain)]);
			assert.equal(await alice.evaluate(() => window.desk.over()), 'network media');
			assert.equal(await bob.evaluate(() => window.desk.over()), 'remote unavailable');
		});
	}

	test('a call right after the start, before it is known that the relay says nothing, ends within seconds and names it', async () => {
		const mute = createSocket('udp4').bind(0, '127.0.0.1');
		await once(mute, 'listening');
		const urls = `turn:127.0.0.1:${mute.address().port}?transport=udp`;
		const alice = await office.seat({ user: 'alice', password: 'alice-secret', server: kamailio.url, hz: voices.alice, relayOnly: true, iceServers: [{ urls, ...lasting }] });
		await alice.evaluate(() => window.desk.place('bob'));
		assert.equal(await alice.evaluate(() => window.desk.over()), 'network media');
		const error = await errorOf(alice);
		assert.deepEqual([error?.code, error?.subject], ['ice-failed', urls]);
		mute.close();
	});
});

/** What the sound of a page takes: the kind of address at this end, and how it gets to the relay. */
function pathOf(page: Page): Promise<{ readonly type: string; readonly over: string }> {
	return page.evaluate(async () => {
		const stats = [...(await window.desk.call.connection!.getStats()).values()] as Record<string, string>[];
		const { selectedCandidatePairId } = stats.find(({ type }) => type === 'transport') ?? {};
		const pair = stats.find(({ id }) => id === selectedCandidatePairId);
		const candidate = stats.find(({ id }) => id === pair?.localCandidateId);
		return { type: candidate?.candidateType ?? '', over: candidate?.relayProtocol ?? '' };
	});
}

async function answerInVain(): Promise<void> {
	await window.desk.rings();
	window.desk.call.answer().catch(() => undefined);
}

function errorOf(page: Page): Promise<ErrorState | undefined> {
	return page.evaluate(() => {
		const { state } = window.desk.call;
		return state.phase === 'terminated' ? state.termination.error : undefined;
	});
}

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 50));
}
