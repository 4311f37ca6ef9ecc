import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import { aliceHz, bobHz, seatPair, talk, type Pair } from './support/parties.js';
import { picture, Room } from './support/room.js';

describe('what the user does while the server is away', { concurrency: true, timeout: 600_000 }, () => {
	let room: Room;
	let server: StartedPbx;

	before(async () => {
		[room, server] = await Promise.all([Room.open(), startPbx({ host: '127.0.0.1', port: 0, password: '1234' })]);
	});
	after(async () => {
		await room.close();
		await server.stop();
	});

	const talking = async (...users: readonly [string, string]): Promise<Pair> => {
		const seated = await seatPair(room, server, users);
		await talk(seated.alice, seated.bob);
		return seated;
	};
	const cut = async ({ alice, line }: Pair): Promise<void> => {
		line.break('reset');
		await alice.does('disconnected');
	};

	it('is done in order when it is back: hold, two texts, resume', async () => {
		const seated = await talking('1000', '1001');
		const { alice, bob, line } = seated;
		await cut(seated);
		const done = Promise.all([alice.does('hold', true), alice.does('write', '1001', 'one'), alice.does('write', '1001', 'two')]);
		await bob.does('misses', aliceHz);
		await picture(alice.page, 'meanwhile-hold-and-texts');
		line.mend();
		assert.deepEqual(await done, [undefined, 'accepted', 'accepted']);
		assert.deepEqual(await bob.does('read', '1000', 2), ['one', 'two']);
		await bob.does('isHeld', 'remote', true);
		assert.equal(await alice.does('hold', false), undefined);
		await bob.does('hears', aliceHz);
		await picture(alice.page, 'meanwhile-hold-and-texts-done');
	});

	it('needs no server where it goes with the sound: digits', async () => {
		const seated = await talking('1002', '1003');
		await cut(seated);
		assert.equal(await seated.alice.does('digits', '1'), undefined);
		seated.line.mend();
	});

	it('is over at once for who hangs up, and for the other when the server is back', async () => {
		const seated = await talking('1004', '1005');
		const { alice, bob, line } = seated;
		await cut(seated);
		await alice.does('hangUp');
		assert.equal(await alice.does('over'), 'local hung-up');
		line.mend();
		assert.equal(await bob.does('over'), 'remote hung-up');
	});

	it('is a new call that rings when the server is back', async () => {
		const seated = await seatPair(room, server, ['1006', '1007']);
		const { alice, bob, line } = seated;
		await cut(seated);
		await alice.does('dial', '1007');
		await pause(1000);
		await picture(alice.page, 'meanwhile-a-new-call');
		line.mend();
		await bob.does('answer');
		await alice.does('hears', bobHz);
	});

	it('is said to have failed when the server stays away', async () => {
		const [talkers, caller] = await Promise.all([talking('1008', '1009'), seatPair(room, server, ['1010', '1011'])]);
		await Promise.all([cut(talkers), cut(caller)]);
		await caller.alice.does('dial', '1011');
		const said = await Promise.all([talkers.alice.does('hold', true), talkers.alice.does('write', '1009', 'lost'), caller.alice.does('over')]);
		assert.deepEqual(said, ['server-unreachable', 'failed', 'network error']);
		await Promise.all([talkers.alice.does('hears', bobHz), talkers.bob.does('hears', aliceHz)]);
		await Promise.all([picture(talkers.alice.page, 'meanwhile-failed'), picture(caller.alice.page, 'meanwhile-failed-call')]);
		for (const { line } of [talkers, caller]) line.mend();
	});
});
