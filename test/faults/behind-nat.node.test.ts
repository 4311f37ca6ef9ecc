import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { chromiumArguments, installedChromium } from '../chromium.mjs';
import { Namespace } from './support/namespace.js';
import { aliceHz, bobHz, hearEachOther, holdInTurn, talk } from './support/parties.js';
import { Party, picture, Room } from './support/room.js';

const street = '203.0.113.1';
/** Alice’s networks: inside, she is the second; outside, everybody is one address. */
const networks = { wifi: { inside: '192.168.1', outside: '203.0.113.2' }, mobile: { inside: '100.64.0', outside: '203.0.113.3' } } as const;
type Network = keyof typeof networks;

describe('one who talks goes from one network to another, each behind a NAT', { timeout: 600_000 }, () => {
	let home: Namespace;
	let router: Namespace;
	let inside: Room;
	let outside: Room;
	let server: StartedPbx;

	before(async () => {
		[home, router] = await Promise.all([Namespace.open(), Namespace.open()]);
		buildStreet(router);
		for (const network of Object.keys(networks) as Network[]) buildNat(router, home, network);
		join(home, 'wifi');
		// With names in place of addresses, as pages without a microphone get them, nothing here could answer for a name.
		const args = [...chromiumArguments(), '--disable-features=WebRtcHideLocalIpsWithMdns'];
		[inside, outside, server] = await Promise.all([
			Room.open({ args, host: street, executablePath: home.wrap(installedChromium() ?? '') }),
			Room.open({ args }),
			startPbx({ host: '0.0.0.0', port: 0, password: '1234' }),
		]);
	});
	after(async () => {
		await Promise.all([inside, outside].map((room) => room.close()));
		await server.stop();
		for (const namespace of [home, router]) namespace.close();
	});

	it('the call goes on: both hear each other, hold and hang up, and the other side reads of nothing but the sound', async () => {
		const url = `ws://${street}:${new URL(server.url).port}/`;
		const alice = await Party.seat(await inside.page(), { server: url, user: '1000', hz: aliceHz, shown: true });
		const bob = await Party.seat(await outside.page(), { server: url, user: '1001', hz: bobHz, shown: true });
		await talk(alice, bob);
		leave(home, 'wifi');
		join(home, 'mobile');
		await Promise.race([alice.does('recovers', 'signaling'), alice.does('recovers', 'media')]);
		await picture(alice.page, 'behind-nat-meanwhile');
		await Promise.all([alice.does('recovers'), bob.does('recovers')]);
		await hearEachOther(alice, bob);
		await picture(alice.page, 'behind-nat-afterwards');
		await picture(bob.page, 'behind-nat-afterwards-at-the-other');
		await holdInTurn(alice, bob);
		await bob.does('hangUp');
		assert.equal(await alice.does('over'), 'remote hung-up');
		assert.deepEqual(wrong(await bob.does('told')), []);
	});
});

/** What is told of a call beyond that it goes on, or that its sound is away. */
function wrong(told: readonly string[]): string[] {
	return told.filter((words) => !['early', 'confirmed', 'confirmed, media', 'terminated'].includes(words));
}

/** Where the server and Bob are, and a router. */
function buildStreet(router: Namespace): void {
	ip(`link add street type veth peer name uplink netns ${router.name}`);
	ip(`addr add ${street}/24 dev street`);
	ip('link set street up');
	ip('route add default dev street');
	router.run('ip link set uplink up');
	router.run('tee /proc/sys/net/ipv4/ip_forward', '1');
}

function buildNat(router: Namespace, home: Namespace, network: Network): void {
	const { inside, outside } = networks[network];
	router.run(`ip addr add ${outside}/24 dev uplink`);
	router.run(`ip link add ${network} type veth peer name ${network} netns ${home.name}`);
	router.run(`ip addr add ${inside}.1/24 dev ${network}`);
	router.run(`ip link set ${network} up`);
	router.run(`iptables -t nat -A POSTROUTING -s ${inside}.0/24 -o uplink -j SNAT --to-source ${outside}`);
}

function join(home: Namespace, network: Network): void {
	const { inside } = networks[network];
	home.run(`ip link set ${network} up`);
	home.run(`ip addr add ${inside}.2/24 dev ${network}`);
	home.run(`ip route add default via ${inside}.1`);
}

function leave(home: Namespace, network: Network): void {
	home.run(`ip addr flush dev ${network}`);
	home.run(`ip link set ${network} down`);
}

function ip(command: string): void {
	execFileSync('ip', command.split(' '));
}
