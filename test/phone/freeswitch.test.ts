import { expect } from '@open-wc/testing';
import { until } from '../support/phones.js';
import { confirmed, ended, eventually, hears, hearsNothingAt, pause, ringing, talking } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

describe('at a server with the manners of FreeSWITCH', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		office = new PageOffice({ manners: 'freeswitch' });
		[alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
	});

	it('two talk, in either direction', async () => {
		for (const [one, other, there] of [[alice, bob, '1001'], [bob, alice, '1000']] as const) {
			const { outgoing, incoming } = await talking(one, other, there);
			await Promise.all([hears(outgoing, other.hz), hears(incoming, one.hz)]);
			expect([outgoing.remote.user, incoming.remote.displayName]).to.deep.equal([there, `User ${one === alice ? '1000' : '1001'}`]);
			outgoing.hangUp();
			expect(await ended(incoming)).to.deep.include({ by: 'remote', cause: 'hung-up' });
		}
	});

	it('who is held hears nothing, and is not told', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await outgoing.hold();
		await Promise.all([hearsNothingAt(incoming, ALICE), hearsNothingAt(outgoing, BOB)]);
		expect((await confirmed(outgoing)).hold.local).to.equal(true);
		expect((await confirmed(incoming)).hold).to.deep.equal({ local: false, remote: false });
		await outgoing.resume();
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
	});

	it('a call ends as FreeSWITCH ends it: declined, busy, given up, unknown, absent', async () => {
		const declined = await ringing(alice, bob, '1001');
		declined.incoming.refuse('declined-everywhere');
		expect(await ended(declined.outgoing)).to.deep.include({ by: 'remote', cause: 'declined', status: 603 });
		const busy = await ringing(alice, bob, '1001');
		busy.incoming.refuse('busy');
		expect(await ended(busy.outgoing)).to.deep.include({ by: 'remote', cause: 'busy', status: 486 });
		const given = await ringing(alice, bob, '1001');
		given.outgoing.hangUp();
		expect(await ended(given.incoming)).to.deep.include({ by: 'remote', cause: 'cancelled' });
		expect(await ended(alice.call('4711'))).to.deep.include({ by: 'remote', cause: 'not-found', status: 404 });
		expect(await ended(alice.call('1005'))).to.deep.include({ by: 'remote', cause: 'unavailable', status: 480 });
	});

	it('a wrong password is refused with 403, once', async () => {
		const stranger = office.phone('1002', CAROL, { password: 'wrong' });
		stranger.start();
		await until(stranger, ({ registration }) => registration.phase === 'failed');
		expect(stranger.state.registration).to.have.nested.property('error.code', 'credentials-refused');
		const asked = (): number => office.wire.frames.filter(({ to, method, user }) => to === 'server' && method === 'REGISTER' && user === '1002').length;
		const before = asked();
		await pause(1500);
		expect(asked()).to.equal(before);
	});

	it('a text is said to be with the server, no more, and read by whoever is there', async () => {
		const chat = alice.chat({ person: '1001' });
		chat.send('Grüße 😀');
		await until(chat, ({ messages }) => messages[0]?.delivery === 'submitted');
		await until(bob, ({ chats }) => chats[0]?.messages.length === 1);
		expect(bob.state.chats[0]?.messages[0]?.text).to.equal('Grüße 😀');
		expect(office.wire.frames.some(({ method, status }) => method === 'MESSAGE' && status === 202)).to.equal(true);
	});

	it('a caller is transferred, blindly', async () => {
		const { outgoing } = await talking(alice, bob, '1001');
		await outgoing.transfer('1002');
		expect(await ended(outgoing)).to.deep.include({ cause: 'hung-up' });
	});

	it('a caller is transferred to somebody one has talked to', async () => {
		const carol = await office.registered('1002', CAROL);
		const first = await talking(alice, bob, '1001');
		const second = await talking(alice, carol, '1002');
		await eventually(() => first.outgoing.state.phase === 'confirmed' && first.outgoing.state.hold.local, 'the first is held');
		await first.outgoing.transfer(second.outgoing);
		await Promise.all([ended(first.outgoing), ended(second.outgoing)]);
		expect([alice.devices.live, alice.state.calls.filter(({ phase }) => phase !== 'terminated').length]).to.deep.equal([0, 0]);
	});

	it('a page that comes back keeps its call', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		office.wire.connections[0]?.cut();
		await until(outgoing, (state) => 'recovering' in state, 10_000).catch(() => until(incoming, (state) => 'recovering' in state));
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await until(outgoing, (state) => state.phase === 'confirmed' && !state.recovering, 20_000);
		await until(incoming, (state) => state.phase === 'confirmed' && !state.recovering, 20_000);
		outgoing.hangUp();
		await ended(incoming);
	});
});
