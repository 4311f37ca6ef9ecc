import assert from 'node:assert/strict';
import type { StartedPbx } from '../../../src/pbx/node/start-pbx.js';
import { BreakableLine } from './breakable-line.js';
import { Party, type Room } from './room.js';

/** Their voices. */
export const [aliceHz, bobHz] = [440, 1010] as const;

/** Alice’s page shows the faces. */
export interface Pair {
	readonly alice: Party;
	readonly bob: Party;
	/** That breaks: Alice’s, and maybe Bob’s. */
	readonly line: BreakableLine;
}

export async function seatPair(room: Room, { url }: StartedPbx, [one, other]: readonly [string, string], { cut = 'alice' }: { readonly cut?: 'alice' | 'both' } = {}): Promise<Pair> {
	const [page, line] = await Promise.all([room.page(), BreakableLine.to(Number(new URL(url).port))]);
	const [alice, bob] = await Promise.all([
		Party.seat(page, { server: line.url, user: one, hz: aliceHz, shown: true }),
		Party.seat(page, { server: cut === 'both' ? line.url : url, user: other, hz: bobHz }),
	]);
	return { alice, bob, line };
}

/** One calls, the other answers. */
export async function talk(one: Party, other: Party): Promise<void> {
	await one.does('dial', other.user);
	await other.does('answer');
	await hearEachOther(one, other);
}

export async function hearEachOther(one: Party, other: Party): Promise<void> {
	await Promise.all([one.does('hears', other.hz), other.does('hears', one.hz)]);
}

/** Each holds and resumes, and the other is told so. */
export async function holdInTurn(one: Party, other: Party): Promise<void> {
	for (const [holder, held] of [[one, other], [other, one]] as const) {
		assert.equal(await holder.does('hold', true), undefined);
		await held.does('isHeld', 'remote', true);
		assert.equal(await holder.does('hold', false), undefined);
		await held.does('isHeld', 'remote', false);
	}
	await hearEachOther(one, other);
}
