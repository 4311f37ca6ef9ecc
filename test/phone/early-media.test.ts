import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import { nextCall, reached, until } from '../support/phones.js';
import { hears, hearsNothingAt } from './support/calls.js';
import { playsEarly, type EarlyNetwork } from './support/early-network.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

describe('what the network plays before the answer', () => {
	let network: EarlyNetwork;
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		const office = new PageOffice();
		network = playsEarly(office.wire);
		[alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
	});

	/** Alice calls, and the network already plays to her what Bob’s phone sends. */
	async function calling(): Promise<{ outgoing: Call; incoming: Call }> {
		const outgoing = alice.call('1001');
		const incoming = await nextCall(bob);
		await reached(outgoing, 'early');
		incoming.answer().catch(() => undefined);
		await hears(outgoing, BOB);
		return { outgoing, incoming };
	}

	it('is heard in place of the ringback that a 180 began, and goes on into the call', async () => {
		const { outgoing, incoming } = await calling();
		expect(outgoing.state).to.deep.include({ phase: 'early', earlyMedia: true });
		expect(alice.rings).to.deep.equal(['ringback', undefined]);
		network.answer();
		await reached(outgoing, 'confirmed');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		expect(alice.rings).to.deep.equal(['ringback', undefined]);
	});

	it('is heard with no ringback at all where no 180 came', async () => {
		network.skipRinging();
		const outgoing = alice.call('1001');
		(await nextCall(bob)).answer().catch(() => undefined);
		await hears(outgoing, BOB);
		await until(outgoing, (state) => state.phase === 'early' && state.earlyMedia);
		expect(alice.rings.filter(Boolean)).to.deep.equal([]);
	});

	it('ends when the caller gives up', async () => {
		const { outgoing } = await calling();
		const { connection } = outgoing;
		outgoing.hangUp();
		expect([outgoing.remoteStream, connection?.signalingState]).to.deep.equal([undefined, 'closed']);
		expect(alice.devices.live).to.equal(0);
	});

	it('is answered in silence by a caller who is muted, also after the answer', async () => {
		const { outgoing, incoming } = await calling();
		outgoing.mute();
		network.answer();
		await reached(outgoing, 'confirmed');
		await hearsNothingAt(incoming, ALICE);
		outgoing.unmute();
		await hears(incoming, ALICE);
	});
});
