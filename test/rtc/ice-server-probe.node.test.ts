import assert from 'node:assert/strict';
import { createSocket, type Socket } from 'node:dgram';
import { after, before, describe, it } from 'node:test';
import type { probeIceServer } from '../../src/rtc/ice-server-probe.js';
import { startBrowser, type RealBrowser, type RealPage } from '../media/real-page.js';
import { StunServer, type StunManners } from '../media/stun-server.js';

/** The globals of the page. */
declare const media: { probeIceServer: typeof probeIceServer };
declare const window: { server: RTCIceServer };

const account = { username: 'anna', password: 'secret' };
const forbidden = { ...account, forbidden: true };
const nat = { mapped: '203.0.113.7' };

const rows: readonly [name: string, manners: StunManners, scheme: 'stun' | 'turn', username: string, health: string][] = [
	['a STUN server behind a NAT', nat, 'stun', '', 'alive'],
	['a STUN server where there is no NAT, and so no other address', {}, 'stun', '', 'alive'],
	['a TURN server that gives a relay', { ...nat, account }, 'turn', 'anna', 'alive'],
	['a TURN server that does not know the user', { ...nat, account }, 'turn', 'berta', 'refused'],
	['a TURN server that knows and forbids the user', { ...nat, account: forbidden }, 'turn', 'anna', 'refused'],
	['a STUN server asked for a relay', nat, 'turn', 'anna', 'refused'],
];

describe('probeIceServer', { timeout: 120_000 }, () => {
	let browser: RealBrowser;
	let page: RealPage;

	before(async () => {
		browser = await startBrowser('rtc/ice-server-probe.ts');
		page = await browser.open();
	});
	after(() => browser.close());

	async function probe(server: RTCIceServer): Promise<string> {
		await page.run(`window.server = ${JSON.stringify(server)}`);
		return page.run(() => media.probeIceServer(window.server, { timeoutMs: 5000 }));
	}

	for (const [name, manners, scheme, username, health] of rows) {
		it(`finds ${name} ${health}`, async () => {
			const server = new StunServer(manners);
			const place = await server.listen();
			const found = await probe({ urls: `${scheme}:${place}`, username, credential: account.password });
			server.close();
			assert.equal(found, health);
		});
	}

	it('finds a server dead that never answers', async () => {
		const silent: Socket = createSocket('udp4');
		await new Promise<void>((resolve) => silent.bind(0, '127.0.0.1', resolve));
		const found = await probe({ urls: `stun:127.0.0.1:${silent.address().port}` });
		silent.close();
		assert.equal(found, 'dead');
	});

	it('finds a server dead whose name does not exist', async () => {
		assert.equal(await probe({ urls: 'stun:nowhere.invalid:3478' }), 'dead');
	});

	it('finds one of several addresses alive', async () => {
		const server = new StunServer(nat);
		const place = await server.listen();
		const found = await probe({ urls: ['stun:nowhere.invalid:3478', `stun:${place}`] });
		server.close();
		assert.equal(found, 'alive');
	});
});
