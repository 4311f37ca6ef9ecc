import { expect } from '@open-wc/testing';
import type { WireFrame } from '../../src/pbx/wire.js';
import { change } from '../sip/support/line-rules.js';
import { nextCall, reached, until } from '../support/phones.js';
import { confirmed, ended, eventually, hears, pause } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';

describe('a phone that answers by itself', () => {
	it('answers who is listed, audibly and visibly, and lets others ring', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		const carol = await office.registered('1002', CAROL);
		const door = await office.registered('1001', BOB, { autoAnswer: 'always', autoAnswerFrom: '1000' });
		const outgoing = alice.call('1001');
		await reached(outgoing, 'confirmed');
		const incoming = await nextCall(door);
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		expect(await confirmed(incoming)).to.have.property('automatic', true);
		expect(await confirmed(outgoing)).not.to.have.property('automatic');
		expect(door.announcements).to.equal(1);
		outgoing.hangUp();
		await ended(incoming);
		const unlisted = carol.call('1001');
		await reached(unlisted, 'early');
		await pause(500);
		expect([unlisted.state.phase, door.announcements, door.rings.at(-1)]).to.deep.equal(['early', 1, 'incoming']);
	});

	it('answers on a machine that is too busy to sound at once', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		const door = await office.registered('1001', BOB, { autoAnswer: 'always', autoAnswerFrom: '1000' });
		const outgoing = alice.call('1001');
		await until(door, ({ calls }) => calls.some((call) => call.phase === 'early' && call.automatic));
		for (const endAt = performance.now() + 2500; performance.now() < endAt;);
		await reached(outgoing, 'confirmed');
		expect((await confirmed(await nextCall(door))).automatic).to.equal(true);
	});

	it('answers an intercom only when the caller asks for it', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		const door = await office.registered('1001', BOB, { autoAnswer: 'intercom', autoAnswerFrom: '1000' });
		const plain = alice.call('1001');
		await reached(plain, 'early');
		await pause(300);
		expect(plain.state.phase).to.equal('early');
		plain.hangUp();
		await eventually(() => door.calls.every(({ state }) => state.phase === 'terminated'), 'it rings no more');
		const intercom = alice.call('1001', { headers: { 'Call-Info': '<sip:voice.test>;answer-after=0' } });
		await reached(intercom, 'confirmed');
		await hears(intercom, BOB);
	});

	it('believes what the server asserts, and no stranger of another host', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		const door = await office.registered('1001', BOB, { autoAnswer: 'always', autoAnswerFrom: '1000' });
		const incoming = ({ to, method, status }: WireFrame): boolean => to === 'client' && method === 'INVITE' && status === undefined;
		const lies: readonly ((text: string) => string)[] = [
			(text) => text.replace(/^From: /m, 'P-Asserted-Identity: <sip:mallory@evil.test>\r\nFrom: '),
			(text) => text.replace(/^From: /m, 'P-Asserted-Identity: <sip:1000@voice.test>, "tel:" <sip:mallory@evil.test>\r\nFrom: '),
			(text) => text.replace(/^From: /m, 'P-Asserted-Identity: what?\r\nFrom: '),
			(text) => text.replace(/^From: .*?</m, 'From: "Alice" <').replace(/^(From: [^\r]*@)voice\.test/m, '$1evil.test'),
		];
		for (const lie of lies) {
			const tellTheTruth = office.wire.intercept(change(incoming, lie));
			const outgoing = alice.call('1001');
			await reached(outgoing, 'early');
			await pause(1500);
			expect([outgoing.state.phase, door.announcements, door.devices.asked]).to.deep.equal(['early', 0, []]);
			outgoing.hangUp();
			await eventually(() => door.calls.every(({ state }) => state.phase === 'terminated'), 'it rings no more');
			tellTheTruth();
		}
	});

	it('rings like any other when it has no microphone', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		const door = await office.registered('1001', BOB, { autoAnswer: 'always', autoAnswerFrom: '1000' });
		door.devices.deny('NotFoundError');
		alice.call('1001');
		const incoming = await nextCall(door);
		await eventually(() => 'trouble' in incoming.state, 'it could not be answered');
		expect(incoming.state).to.deep.include({ phase: 'early' }).and.not.have.property('automatic');
		door.devices.allow();
		await incoming.answer();
		await hears(incoming, ALICE);
		expect(await confirmed(incoming)).not.to.have.property('automatic');
	});
});

describe('who wants to be seen and has no camera', () => {
	const without = [['NotFoundError', 'camera-missing'], ['NotAllowedError', 'camera-denied'], ['NotReadableError', 'camera-busy']] as const;

	for (const [name, code] of without) {
		it(`talks all the same when calling, and is told why (${code})`, async () => {
			const office = new PageOffice();
			const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
			alice.devices.deny(name, ({ video }) => Boolean(video));
			const outgoing = alice.call('1001', { video: true });
			await (await nextCall(bob)).answer();
			expect(await confirmed(outgoing)).to.have.nested.property('trouble.code', code);
			await Promise.all([hears(outgoing, BOB), hears(await nextCall(bob), ALICE)]);
			expect(outgoing.localStream?.getVideoTracks()).to.deep.equal([]);
		});
	}

	it('talks all the same when answering', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		bob.devices.deny('NotFoundError', ({ video }) => Boolean(video));
		const outgoing = alice.call('1001');
		const incoming = await nextCall(bob);
		await incoming.answer({ video: true });
		expect(await confirmed(incoming)).to.have.nested.property('trouble.code', 'camera-missing');
		await hears(outgoing, BOB);
	});

	it('does not talk without a microphone, whatever cameras there are', async () => {
		const office = new PageOffice();
		const alice = await office.registered('1000', ALICE);
		alice.devices.deny('NotAllowedError');
		expect(await ended(alice.call('1001', { video: true }))).to.have.nested.property('error.code', 'microphone-denied');
	});

	it('sends a picture where there is one', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const outgoing = alice.call('1001', { video: true });
		const incoming = await nextCall(bob);
		await incoming.answer();
		await confirmed(outgoing);
		await hears(incoming, ALICE);
		expect([outgoing.localStream, incoming.remoteStream].map((stream) => stream?.getVideoTracks().length)).to.deep.equal([1, 1]);
		expect(outgoing.state).not.to.have.property('trouble');
		outgoing.hangUp();
		await ended(incoming);
		expect(alice.devices.live).to.equal(0);
	});
});
