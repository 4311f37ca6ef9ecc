import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { startPbx, type StartedPbx } from '../../src/pbx/node/start-pbx.js';
import type { Routing } from '../../src/pbx/party.js';
import type { Breakage } from './support/breakable-line.js';
import { bobHz, hearEachOther, holdInTurn, seatPair, talk, type Pair } from './support/parties.js';
import { picture, Room } from './support/room.js';

/** What a server knows of where a party is, and whose sockets are cut. */
interface Case {
	readonly title: string;
	readonly routing: Routing;
	readonly cut: 'alice' | 'both';
}

const plainly: Case = { title: '', routing: 'user', cut: 'alice' };
const byConnections: readonly Case[] = [
	{ title: ', at a server that knows only connections', routing: 'connection', cut: 'alice' },
	{ title: ', on both sides, at a server that knows only connections', routing: 'connection', cut: 'both' },
];

interface Moment {
	/** Brings it about. */
	readonly begin: (pair: Pair) => Promise<void>;
	/** What holds while the line is broken. */
	readonly meanwhile: (pair: Pair, breakage: Breakage) => Promise<void>;
	/** What holds when it is mended, besides what always does. */
	readonly afterwards: (pair: Pair, breakage: Breakage) => Promise<void>;
}

const { OUTAGE_S = '2,30', OUTAGE_OF } = process.env;
const outagesS = OUTAGE_S.split(',').map(Number);

const moments: Readonly<Record<string, Moment>> = {
	idle: {
		begin: nothing,
		meanwhile: nothing,
		afterwards: nothing,
	},
	'ringing in': {
		begin: async ({ alice, bob }) => {
			await bob.does('dial', alice.user);
			await alice.does('rings');
		},
		meanwhile: async ({ alice }, breakage) => {
			if (breakage === 'reset') assert.equal(await alice.does('over'), 'network lost');
		},
		afterwards: async ({ alice, bob }) => {
			await bob.does('hangUp');
			await alice.does('over');
		},
	},
	'ringing out': {
		begin: async ({ alice, bob }) => {
			await alice.does('dial', bob.user);
			await bob.does('rings');
			await alice.does('rings');
		},
		meanwhile: async ({ alice }, breakage) => {
			if (breakage === 'reset') assert.equal(await alice.does('over'), 'network lost');
		},
		afterwards: async ({ alice, bob }) => {
			await alice.does('hangUp');
			assert.equal(await bob.does('over'), 'remote cancelled');
		},
	},
	talking: {
		begin: ({ alice, bob }) => talk(alice, bob),
		meanwhile: ({ alice, bob }) => hearEachOther(alice, bob),
		afterwards: async ({ alice, bob }) => {
			await hearEachOther(alice, bob);
			await holdInTurn(alice, bob);
			await bob.does('hangUp');
			assert.equal(await alice.does('over'), 'remote hung-up');
		},
	},
	held: {
		begin: async ({ alice, bob }) => {
			await talk(alice, bob);
			assert.equal(await alice.does('hold', true), undefined);
			await alice.does('misses', bobHz);
		},
		meanwhile: ({ alice }) => alice.does('misses', bobHz),
		afterwards: async ({ alice, bob }) => {
			assert.equal(await alice.does('hold', false), undefined);
			await hearEachOther(alice, bob);
			await holdInTurn(alice, bob);
			await alice.does('hangUp');
			assert.equal(await bob.does('over'), 'remote hung-up');
		},
	},
};

// Two pages each: more of them at once take two cores so long that timers of the phones, which are what is tested, run out.
describe('a socket that is cut', { concurrency: 5, timeout: 900_000 }, () => {
	let room: Room;
	const servers = new Map<Routing, StartedPbx>();

	before(async () => {
		room = await Room.open();
		for (const routing of ['user', 'connection'] as const) servers.set(routing, await startPbx({ host: '127.0.0.1', port: 0, password: '1234', routing, users: users() }));
	});
	after(async () => {
		await room.close();
		for (const { stop } of servers.values()) await stop();
	});

	let next = 1000;
	const tested = Object.entries(moments).filter(([name]) => !OUTAGE_OF || OUTAGE_OF.split(',').includes(name));
	for (const [name, moment] of tested) for (const breakage of ['reset', 'silence'] as const) for (const seconds of outagesS) {
		// What the server knows of a call matters only where there is one.
		for (const { title: where, routing, cut } of breakage === 'reset' && 'talking held'.includes(name) ? [plainly, ...byConnections] : [plainly]) {
			const [one, other] = [String(next++), String(next++)];
			const title = `${name}, by ${breakage}, for ${seconds} s${where}`;
			it(title, async () => {
				const pair = await seatPair(room, servers.get(routing) as StartedPbx, [one, other], { cut });
				try {
					await moment.begin(pair);
					pair.line.break(breakage);
					const endsAt = Date.now() + seconds * 1000;
					await moment.meanwhile(pair, breakage);
					await pause(Math.max(0, endsAt - Date.now() - 500));
					await moment.meanwhile(pair, breakage);
					await picture(pair.alice.page, `${title.replaceAll(/\W+/g, '-')}-meanwhile`);
					pair.line.mend();
					await isBack(pair);
					await moment.afterwards(pair, breakage);
					await picture(pair.alice.page, `${title.replaceAll(/\W+/g, '-')}-afterwards`);
					await canDoEverything(pair);
				} finally {
					pair.line.close();
					await pair.alice.page.context().close();
				}
			});
		}
	}
});

async function nothing(): Promise<void> {}

async function isBack({ alice, bob }: Pair): Promise<void> {
	for (const party of [alice, bob]) {
		await party.does('registered');
		if ((await party.page.evaluate((user) => window.seats[user]?.state.calls.at(-1)?.phase, party.user)) === 'confirmed') await party.does('recovers');
	}
}

/** Both can write, and call each other. */
async function canDoEverything({ alice, bob }: Pair): Promise<void> {
	assert.deepEqual(await Promise.all([alice.does('write', bob.user, 'Are you there?'), bob.does('write', alice.user, 'Here I am')]), ['accepted', 'accepted']);
	assert.deepEqual([await bob.does('read', alice.user), await alice.does('read', bob.user)], [['Are you there?'], ['Here I am']]);
	await talk(bob, alice);
	await alice.does('hangUp');
	assert.equal(await bob.does('over'), 'remote hung-up');
}

function users(): Record<string, string> {
	return Object.fromEntries(Array.from({ length: 100 }, (_, index) => [String(1000 + index), '1234']));
}
