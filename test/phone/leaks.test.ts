import { expect } from '@open-wc/testing';
import { keepBook, type Book } from './support/book.js';
import { ended, eventually, hears, ringing, talking } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const ENDINGS: readonly ((alice: TonePhone, bob: TonePhone) => Promise<unknown>)[] = [
	async (alice, bob) => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		outgoing.hangUp();
		await ended(incoming);
	},
	async (alice, bob) => {
		const { outgoing, incoming } = await talking(bob, alice, '1000');
		await incoming.hold();
		incoming.hangUp();
		await ended(outgoing);
	},
	async (alice, bob) => {
		const { outgoing, incoming } = await ringing(alice, bob, '1001');
		outgoing.hangUp();
		await ended(incoming);
	},
	async (alice, bob) => {
		const { outgoing, incoming } = await ringing(bob, alice, '1000');
		incoming.hangUp();
		await ended(outgoing);
	},
	async (alice) => ended(alice.call('nobody')),
];

describe('twenty calls in a row', () => {
	let book: Book;
	beforeEach(() => (book = keepBook()));
	afterEach(() => book.close());

	it('leave no microphone open, no connection, nothing playing, and no more timers than one of them', async function () {
		this.timeout(120_000);
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		for (const call of ENDINGS) await call(alice, bob);
		await eventually(() => book.connections === 0, 'every connection is closed');
		const afterFew = await quiet(book);
		expect(afterFew.join(), 'the book sees timers').to.contain('registration.ts');
		for (let round = 0; round < 3; round++) for (const call of ENDINGS) await call(alice, bob);
		await eventually(() => book.connections === 0, 'every connection is closed');
		expect(book.made).to.be.above(20);
		expect([alice.devices.live, bob.devices.live, book.playing]).to.deep.equal([0, 0, 0]);
		expect(await quiet(book)).to.have.lengthOf.at.most(afterFew.length);
		expect([alice, bob].map(({ calls }) => calls.length), 'the last one is still shown').to.deep.equal([1, 1]);
	});

	it('and a phone that stops leave nothing at all', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const { outgoing } = await talking(alice, bob, '1001');
		await hears(outgoing, BOB);
		const carol = await office.registered('1002', CAROL, { iceServers: 'stun:127.0.0.1:9' });
		carol.call('1001');
		await Promise.all([alice, bob, carol].map((phone) => phone.stop()));
		await eventually(() => book.connections === 0, 'every connection is closed');
		expect([alice, bob, carol].map(({ devices }) => devices.live)).to.deep.equal([0, 0, 0]);
		expect(await quiet(book)).to.deep.equal([]);
		expect([book.playing, office.wire.connections.length]).to.deep.equal([0, 0]);
	});
});

/** The timers that are left when those have run out that every end of a call sets. */
async function quiet(book: Book): Promise<readonly string[]> {
	let before = -1;
	for (let stable = 0; stable < 20; before = book.timers.length) {
		await new Promise((resolve) => setTimeout(resolve, 100));
		stable = book.timers.length === before ? stable + 1 : 0;
	}
	return book.timers;
}
