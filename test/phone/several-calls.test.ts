import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import type { Phone } from '../../src/core/phone.js';
import { reached, until } from '../support/phones.js';
import { confirmed, ended, eventually, hears, hearsNothingAt, talking, type Conversation } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const DAVE = 1030;

describe('somebody with several calls', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;
	let carol: TonePhone;

	beforeEach(async () => {
		office = new PageOffice();
		[alice, bob, carol] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB), office.registered('1002', CAROL)]);
	});

	/** Alice talks with Bob, and Carol rings. */
	async function secondRings(): Promise<{ first: Conversation; second: Conversation }> {
		const first = await talking(alice, bob, '1001');
		return { first, second: await rings(carol, alice, '1000') };
	}

	it('hears the second ring softly, and the first go on meanwhile', async () => {
		const { first, second } = await secondRings();
		expect(alice.rings).to.deep.equal(['ringback', undefined, 'waiting']);
		await Promise.all([hears(first.outgoing, BOB), hears(first.incoming, ALICE)]);
		second.incoming.hangUp();
		expect(await ended(second.outgoing)).to.deep.include({ cause: 'busy' });
		expect(alice.rings.at(-1)).to.equal(undefined);
		expect(first.outgoing.state.phase).to.equal('confirmed');
	});

	it('holds the first by answering the second', async () => {
		const { first, second } = await secondRings();
		await hears(first.outgoing, BOB);
		await second.incoming.answer();
		await until(first.incoming, (state) => state.phase === 'confirmed' && state.hold.remote);
		await Promise.all([hearsNothingAt(first.outgoing, BOB), hearsNothingAt(first.incoming, ALICE), hears(second.incoming, CAROL), hears(second.outgoing, ALICE)]);
		expect(alice.rings.at(-1)).to.equal(undefined);
	});

	it('swaps between two', async () => {
		const { first, second } = await secondRings();
		await hears(first.incoming, ALICE);
		await second.incoming.answer();
		await hears(second.outgoing, ALICE);
		for (const [talked, held] of [[first, second], [second, first]] as const) {
			await ours(talked).resume();
			await Promise.all([hears(ours(talked), talked === first ? BOB : CAROL), hears(theirs(talked), ALICE), hearsNothingAt(theirs(held), ALICE)]);
			expect((await confirmed(ours(held))).hold.local).to.equal(true);
			expect((await confirmed(ours(talked))).hold.local).to.equal(false);
		}
	});

	it('goes back to the first when the second has ended', async () => {
		const { first, second } = await secondRings();
		await second.incoming.answer();
		await until(first.outgoing, (state) => state.phase === 'confirmed' && state.hold.local);
		second.outgoing.hangUp();
		await ended(second.incoming);
		await first.outgoing.resume();
		await Promise.all([hears(first.outgoing, BOB), hears(first.incoming, ALICE)]);
	});

	it('talks to one of three at a time', async () => {
		const dave = await office.registered('1003', DAVE);
		const { first, second } = await secondRings();
		await second.incoming.answer();
		await hears(second.outgoing, ALICE);
		const third = await talking(alice, dave, '1003');
		await Promise.all([hears(third.incoming, ALICE), hears(third.outgoing, DAVE), hearsNothingAt(theirs(first), ALICE), hearsNothingAt(second.outgoing, ALICE)]);
		await eventually(() => [first.outgoing, second.incoming].every(({ state }) => state.phase === 'confirmed' && state.hold.local), 'the other two are held');
		third.outgoing.hangUp();
		await first.outgoing.resume();
		await hears(first.incoming, ALICE);
		expect(alice.state.calls.filter(({ phase }) => phase !== 'terminated').length).to.equal(2);
	});

	it('mutes one of them and not the other', async () => {
		const { first, second } = await secondRings();
		first.outgoing.mute();
		await second.incoming.answer();
		await hears(second.outgoing, ALICE);
		await first.outgoing.resume();
		await hears(first.outgoing, BOB);
		await hearsNothingAt(first.incoming, ALICE);
		expect([first.outgoing.state, second.incoming.state].map((state) => 'muted' in state && state.muted)).to.deep.equal([true, false]);
	});

	it('hears a ringback while it rings there, and none when somebody has answered', async () => {
		const call = alice.call('1001');
		await reached(call, 'early');
		expect(alice.rings).to.deep.equal(['ringback']);
		expect(bob.rings).to.deep.equal(['incoming']);
		call.hangUp();
		await eventually(() => bob.rings.at(-1) === undefined, 'Bob’s phone falls silent');
		expect(alice.rings).to.deep.equal(['ringback', undefined]);
	});
});

/** A call comes in beside those that are there. */
async function rings(caller: Phone, callee: Phone, to: string): Promise<Conversation> {
	const before = callee.calls.length;
	const outgoing = caller.call(to);
	await until(callee, ({ calls }) => calls.length > before);
	return { outgoing, incoming: callee.calls.at(-1) as Call };
}

/** Alice's end of a call: she called Bob and Dave, and Carol called her. */
function ours({ outgoing, incoming }: Conversation): Call {
	return incoming.remote.user === '1002' ? incoming : outgoing;
}

function theirs(conversation: Conversation): Call {
	return ours(conversation) === conversation.outgoing ? conversation.incoming : conversation.outgoing;
}
