import { expect } from '@open-wc/testing';
import { reached, registered, until } from '../support/phones.js';
import * as tones from '../support/tones.js';
import { ended, eventually, hears, pause } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const leave = (): boolean => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
const comeBack = (): boolean => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));

describe('a page that the user leaves', () => {
	let office: PageOffice;
	let alice: TonePhone;
	const registrations = (): number => (office.pbx.registrations.get('1000') ?? []).length;

	beforeEach(async () => {
		office = new PageOffice();
		alice = await office.registered('1000', ALICE);
	});

	it('hangs up and signs off, so that nobody rings where nobody is', async () => {
		const bob = await office.stranger('1001', BOB);
		const call = alice.call('1001');
		const there = await bob.incoming();
		await there.answer();
		await Promise.all([hears(call, BOB), tones.hears(there.remoteStream, ALICE)]);
		leave();
		expect([alice.state.connection.phase, alice.devices.live]).to.deep.equal(['idle', 0]);
		expect(await ended(call)).to.deep.equal({ by: 'local', cause: 'hung-up' });
		await there.until('terminated');
		expect(there.termination).to.equal('Terminated');
		await eventually(() => registrations() === 0, 'the server forgets the page');
	});

	it('stops ringing, and so does who was called', async () => {
		const bob = await office.stranger('1001', BOB);
		const call = alice.call('1001');
		const there = await bob.incoming();
		await reached(call, 'early');
		leave();
		expect(await ended(call)).to.deep.include({ by: 'local' });
		await there.until('terminated');
		expect(alice.rings.at(-1)).to.equal(undefined);
	});

	it('is back as if nothing had been, when the user comes back', async () => {
		leave();
		await eventually(() => registrations() === 0, 'the server forgets the page');
		comeBack();
		await until(alice, ({ connection }) => connection.phase === 'connected');
		await registered(alice);
		expect(registrations()).to.equal(1);
		const bob = await office.stranger('1001', BOB);
		const there = bob.call('1000');
		await until(alice, ({ calls }) => calls.length > 0);
		const call = alice.calls.at(-1)!;
		await call.answer();
		await Promise.all([hears(call, BOB), tones.hears(there.remoteStream, ALICE)]);
	});

	it('does not come back when it was stopped meanwhile', async () => {
		leave();
		await alice.stop();
		comeBack();
		await pause(500);
		expect([alice.state.connection.phase, registrations()]).to.deep.equal(['idle', 0]);
	});

	it('finds its server again at once when the network comes back', async () => {
		for (const connection of office.wire.connections) connection.cut();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		dispatchEvent(new Event('online'));
		await until(alice, ({ connection }) => connection.phase === 'connected');
		await registered(alice);
	});
});

describe('a call whose server goes away', () => {
	it('goes on, says so, and is hung up properly when the server is back', async () => {
		let away = false;
		const office = new PageOffice({}, { refuse: () => away });
		const alice = await office.registered('1000', ALICE);
		const bob = await office.stranger('1001', BOB);
		const call = alice.call('1001');
		const there = await bob.incoming();
		await there.answer();
		await Promise.all([hears(call, BOB), tones.hears(there.remoteStream, ALICE)]);
		away = true;
		for (const connection of office.wire.connections) connection.cut();
		await until(call, (state) => 'recovering' in state && state.recovering?.of === 'signaling');
		await Promise.all([hears(call, BOB), tones.hears(there.remoteStream, ALICE)]);
		away = false;
		dispatchEvent(new Event('online'));
		await until(call, (state) => !('recovering' in state), 30_000);
		await eventually(() => bob.ua.isRegistered(), 'the other one is back as well', 30_000);
		call.hangUp();
		await there.until('terminated');
	});
});
