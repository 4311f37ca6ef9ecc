import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { chromiumArguments } from '../chromium.mjs';
import { aliceHz, bobHz, hearEachOther, talk } from './support/parties.js';
import { Party, picture, Room } from './support/room.js';

const [first, second] = ['10.9.0.1', '10.9.0.2'] as const;

describe('another network during a call', { timeout: 600_000 }, () => {
	let room: Room;
	let server: StartedPbx;

	before(async () => {
		ip('link add office type veth peer name street');
		ip('link set office up');
		ip('link set street up');
		move(undefined, first);
		// With names in place of addresses, as pages without a microphone get them, nothing here could answer for a name.
		room = await Room.open({ args: [...chromiumArguments(), '--disable-features=WebRtcHideLocalIpsWithMdns'] });
		server = await startPbx({ host: '0.0.0.0', port: 0, password: '1234' });
	});
	after(async () => {
		await room.close();
		await server.stop();
		ip('link del office');
	});

	it('takes the sound and the socket along: both hear each other again, hold and hang up', async () => {
		const { port } = new URL(server.url);
		const both = `ws://${first}:${port}/ ws://${second}:${port}/`;
		const alice = await Party.seat(await room.page(), { server: both, user: '1000', hz: aliceHz, shown: true });
		const bob = await Party.seat(await room.page(), { server: both, user: '1001', hz: bobHz });
		await talk(alice, bob);
		move(first, second);
		await Promise.race([alice.does('recovers', 'signaling'), alice.does('recovers', 'media')]);
		await picture(alice.page, 'another-network-meanwhile');
		await Promise.all([alice.does('recovers'), bob.does('recovers')]);
		await hearEachOther(alice, bob);
		await picture(alice.page, 'another-network-afterwards');
		assert.equal(await alice.does('hold', true), undefined);
		await bob.does('isHeld', 'remote', true);
		assert.equal(await alice.does('hold', false), undefined);
		await hearEachOther(alice, bob);
		await bob.does('hangUp');
		assert.equal(await alice.does('over'), 'remote hung-up');
	});
});

/** The old address is gone before the new one is there, as when one leaves a Wi-Fi. */
function move(from: string | undefined, to: string): void {
	if (from) ip(`addr del ${from}/24 dev office`);
	ip(`addr add ${to}/24 dev office`);
	ip('route replace default dev office');
}

function ip(command: string): void {
	execFileSync('ip', command.split(' '));
}
