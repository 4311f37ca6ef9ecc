import { expect } from '@open-wc/testing';
import { nextCall, registered, until } from '../support/phones.js';
import { asks } from '../sip/support/line-rules.js';
import { confirmed, ended, eventually, hears, pause, talking } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import { candidatePair } from './support/candidate-pair.js';

describe('a phone that connects on use', () => {
	let office: PageOffice;
	beforeEach(() => (office = new PageOffice()));

	it('opens no socket and no microphone until somebody dials, and then calls', async () => {
		const bob = await office.registered('1001', BOB);
		const alice = office.phone('1000', ALICE, { connect: 'use' });
		alice.start();
		await pause(500);
		expect([alice.state.connection.phase, office.wire.connections.length, alice.devices.asked.length]).to.deep.equal(['idle', 1, 0]);
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		expect(alice.state.registration.phase).to.equal('registered');
	});

	it('connects when somebody opens a conversation, and is reached then', async () => {
		const bob = await office.registered('1001', BOB);
		const alice = office.phone('1000', ALICE, { connect: 'use' });
		alice.start();
		const chat = alice.chat({ person: '1001' });
		await registered(alice);
		bob.chat({ person: '1000' }).send('You are there!');
		await until(chat, ({ messages }) => messages.length === 1);
	});
});

describe('a phone without registration', () => {
	it('calls, answers the challenge, and is not registered', async () => {
		const office = new PageOffice();
		const bob = await office.registered('1001', BOB);
		const visitor = office.phone('1000', ALICE, { withoutRegistration: true });
		const { outgoing, incoming } = await talking(visitor, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		expect(office.wire.frames.filter(asks('REGISTER')).filter(({ user }) => user === '1000')).to.deep.equal([]);
		outgoing.hangUp();
		await ended(incoming);
	});

	it('texts, and says that it cannot be answered', async () => {
		const office = new PageOffice();
		const bob = await office.registered('1001', BOB);
		const visitor = office.phone('1000', ALICE, { withoutRegistration: true });
		const chat = visitor.chat({ person: '1001' });
		chat.send('Is anybody there?');
		await until(chat, ({ messages }) => messages[0]?.delivery === 'accepted');
		expect(bob.state.chats.map(({ messages }) => messages.map(({ text }) => text))).to.deep.equal([['Is anybody there?']]);
		expect(chat.state.canReceive).to.equal(false);
	});
});

describe('the sound of a call', () => {
	it('goes from browser to browser, not through the server', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		const [near, far] = await Promise.all([candidatePair(outgoing), candidatePair(incoming)]);
		expect([near.local.candidateType, far.local.candidateType]).to.deep.equal(['host', 'host']);
		expect(near.remote.candidateType).to.be.oneOf(['host', 'prflx']);
		expect([near.remote.port, far.remote.port], 'each sends to the port of the other').to.deep.equal([far.local.port, near.local.port]);
		await eventually(async () => (await candidatePair(outgoing)).bytesSent > near.bytesSent + 2000, 'the sound goes this way');
	});

	for (const servers of ['stun:127.0.0.1:9', 'stun:127.0.0.1:9 stun:127.0.0.1:11']) {
		it(`is not held up by ICE servers that are dead (${servers}), which are named`, async () => {
			const office = new PageOffice();
			const bob = await office.registered('1001', BOB);
			const alice = await office.registered('1000', ALICE, { iceServers: servers });
			const dialledAt = Date.now();
			const outgoing = alice.call('1001');
			const invite = await office.wire.until(asks('INVITE'), { timeoutMs: 10_000 });
			expect(invite.at - dialledAt, 'ms until the INVITE left').to.be.below(8000);
			const incoming = await nextCall(bob);
			await incoming.answer();
			await confirmed(outgoing);
			await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
			await until(alice, ({ troubles }) => troubles.length === servers.split(' ').length, 20_000);
			expect(alice.state.troubles.map(({ code, subject }) => `${code} ${subject ?? ''}`)).to.have.members(servers.split(' ').map((server) => `ice-server-dead ${server}`));
			outgoing.hangUp();
			await ended(incoming);
			const again = await talking(alice, bob, '1001');
			await hears(again.incoming, ALICE);
		});
	}
});
