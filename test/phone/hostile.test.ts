import { expect } from '@open-wc/testing';
import { nextCall, reached, until } from '../support/phones.js';
import { RawClient } from '../support/raw-client.js';
import { change } from '../sip/support/line-rules.js';
import { ended, eventually, hears, pause, ringing, talking } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

/** Marks that turn the direction of what follows, and characters nobody sees. */
const DECEIT = /[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/;

describe('somebody who means harm', () => {
	let office: PageOffice;
	let alice: TonePhone;

	beforeEach(async () => {
		office = new PageOffice();
		alice = await office.registered('1000', ALICE);
	});

	const names = ['"\u202Ereknab\u202C"', `"${'x'.repeat(5000)}"`, '"<img src=x onerror=alert(1)>"', '"Bob\u0007\u200B\u200B"', 'Bob, from the bank (really)', '"%00%0d%0a"'];
	for (const name of names) {
		it(`is shown in plain characters, whatever the name: ${name.slice(0, 30).replaceAll(/[^ -~]/g, '?')}`, async () => {
			const bob = await office.registered('1001', BOB);
			office.wire.intercept(change(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === undefined, (text) => text.replace(/^From: .*?</m, `From: ${name} <`)));
			const { incoming } = await ringing(bob, alice, '1000');
			expect(incoming.remote.displayName).not.to.match(DECEIT);
			expect(incoming.remote.displayName).to.have.lengthOf.within(1, 64);
			expect(incoming.remote.user).to.equal('1001');
		});
	}

	it('calls ten times at once: three ring, the others are told that one is busy, and a friend rings', async () => {
		const callers = Array.from({ length: 10 }, () => new RawClient(office.pbx, '1002'));
		await Promise.all(callers.map((caller) => caller.ask(caller.request('INVITE', 'sip:1000@voice.test', { headers: [['Content-Type', 'application/sdp']], body: 'v=0\r\n' })).then(({ status }) => status, () => 0)))
			.then((statuses) => expect(statuses.filter((status) => status === 486).length).to.equal(7));
		expect(alice.calls.filter(({ state }) => state.phase !== 'terminated').length).to.equal(3);
		expect(alice.devices.asked).to.deep.equal([]);
		await ringing(await office.registered('1001', BOB), alice, '1000');
	});

	it('cannot take the place of the one we talk to', async () => {
		const bob = await office.registered('1001', BOB);
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(outgoing, BOB);
		const answer = office.wire.frames.find(({ to, method, status }) => to === 'client' && method === 'INVITE' && status === 200)!;
		const of = (name: string): string => new RegExp(`^${name}:\\s*(.*)$`, 'mi').exec(answer.text)?.[1] ?? '';
		const [fromTag, toTag] = [of('From'), of('To')].map((value) => /tag=([^;\s]+)/.exec(value)?.[1] ?? '');
		const eve = new RawClient(office.pbx, '1002');
		const replaces = `${of('Call-ID').trim()};to-tag=${String(fromTag)};from-tag=${String(toTag)}`;
		const refused = await eve.ask(eve.request('INVITE', 'sip:1000@voice.test', { headers: [['Content-Type', 'application/sdp'], ['Replaces', replaces]], body: 'v=0\r\n' }));
		expect(refused.status).to.be.at.least(400);
		await hears(outgoing, BOB);
		expect([outgoing.state.phase, incoming.state.phase, alice.calls.length]).to.deep.equal(['confirmed', 'confirmed', 1]);
	});

	it('cannot make us call somebody', async () => {
		const eve = new RawClient(office.pbx, '1002');
		const refused = await eve.ask(eve.request('REFER', 'sip:1000@voice.test', { headers: [['Refer-To', '<sip:+49900123456@voice.test>']] }));
		expect(refused.status).to.be.at.least(400);
		await pause(300);
		expect([alice.calls.length, alice.devices.asked.length]).to.deep.equal([0, 0]);
	});

	it('writes markup and gets it read as text; a flood is taken, for no server sends again what it has accepted', async () => {
		const eve = new RawClient(office.pbx, '1002');
		await eve.ask(eve.request('MESSAGE', 'sip:1000@voice.test', { body: '<script>alert(1)</script>\u202E\u0000' }));
		await until(alice, ({ chats }) => chats.length === 1);
		expect(alice.state.chats[0]?.messages[0]?.text).to.equal('<script>alert(1)</script>');
		const statuses = await Promise.all(Array.from({ length: 60 }, () => eve.ask(eve.request('MESSAGE', 'sip:1000@voice.test', { body: 'Buy!' })).then(({ status }) => status)));
		expect(new Set(statuses)).to.deep.equal(new Set([200]));
		await until(alice, ({ chats }) => chats[0]?.messages.length === 61);
	});

	it('injects frames that are none, and nobody is disturbed', async () => {
		const bob = await office.registered('1001', BOB);
		const { outgoing } = await talking(alice, bob, '1001');
		const nonsense = ['', '\r\n\r\n', 'x', '\u0000', 'SIP/2.0 200', 'INVITE sip:1000@voice.test SIP/2.0\r\n\r\n', `MESSAGE tel:1 SIP/2.0\r\n${'A: b\r\n'.repeat(5000)}\r\n`, `SIP/2.0 200 OK\r\nContact: *\r\n\r\n`, 'x'.repeat(400_000)];
		for (const connection of office.wire.connections) for (const frame of nonsense) connection.inject(frame);
		await pause(300);
		await hears(outgoing, BOB);
		outgoing.hangUp();
		await ended(outgoing);
		const again = bob.call('1000');
		await reached(again, 'early');
		await nextCall(alice);
	});

	it('puts a line break into a header of ours in vain', async () => {
		for (const headers of [{ 'X-Note': 'a\r\nVia: x' }, { 'X Note': 'a' }, { 'X-Note\r\nVia': 'x' }, { Via: 'x' }, { Contact: '*' }] as const) {
			expect(() => alice.call('1001', { headers: headers as unknown as Record<string, string> }), JSON.stringify(headers)).to.throw().with.property('code', 'configuration');
		}
		const call = alice.call('1001', { headers: { 'X-Note': 'Grüße' } });
		const invite = await office.wire.until(({ to, method, status }) => to === 'server' && method === 'INVITE' && status === undefined);
		expect(invite.text).to.contain('\r\nX-Note: Grüße\r\n');
		await eventually(() => call.state.phase === 'terminated', 'nobody is there');
	});
});
