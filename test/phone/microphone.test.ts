import { expect } from '@open-wc/testing';
import { nextCall, reached, until } from '../support/phones.js';
import { asks } from '../sip/support/line-rules.js';
import { confirmed, ended, eventually, hears, hearsNothingAt, pause, ringing, talking } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const refusals = [
	['NotAllowedError', 'microphone-denied', 'Allow it in the address bar'],
	['NotFoundError', 'microphone-missing', 'Plug one in'],
	['NotReadableError', 'microphone-busy', 'another program'],
	['SecurityError', 'insecure-page', 'https'],
	['PolicyError', 'permission-policy', 'allow="microphone; autoplay"'],
] as const;

describe('a microphone', () => {
	let office: PageOffice;
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		office = new PageOffice();
		[alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
	});

	it('stays closed while somebody rings, and is let go after the call', async () => {
		const { outgoing, incoming } = await ringing(alice, bob, '1001');
		await reached(outgoing, 'early');
		expect([bob.devices.asked.length, alice.devices.live > 0]).to.deep.equal([0, true]);
		await incoming.answer();
		await confirmed(outgoing);
		outgoing.hangUp();
		await ended(incoming);
		expect([alice.devices.live, bob.devices.live]).to.deep.equal([0, 0]);
	});

	for (const [name, code, remedy] of refusals) {
		it(`that cannot be had (${name}) ends the call one makes, with what to do`, async () => {
			alice.devices.deny(name);
			const call = alice.call('1001');
			const { by, cause, error } = await ended(call);
			expect([by, cause, error?.code]).to.deep.equal(['local', 'media', code]);
			expect(error?.message).to.contain(remedy);
			expect(office.wire.frames.filter(asks('INVITE')), 'nobody was rung').to.deep.equal([]);
			expect(alice.devices.live).to.equal(0);
		});

		it(`that cannot be had (${name}) lets the call one answers ring on, until it can`, async () => {
			const { outgoing, incoming } = await ringing(alice, bob, '1001');
			bob.devices.deny(name);
			const refusal = await incoming.answer().catch((error: unknown) => error);
			expect(refusal).to.deep.include({ name: 'VoiceError', code });
			expect(incoming.state).to.deep.include({ phase: 'early' }).and.have.nested.property('trouble.code', code);
			expect(bob.rings.at(-1)).to.equal('incoming');
			bob.devices.allow();
			await incoming.answer();
			await hears(outgoing, BOB);
		});
	}

	it('that is granted after the caller gave up stays closed', async () => {
		const grant = alice.devices.hang();
		const call = alice.call('1001');
		await eventually(() => alice.devices.asked.length === 1, 'the browser asks');
		call.hangUp();
		expect(await ended(call)).to.deep.equal({ by: 'local', cause: 'cancelled' });
		grant();
		await eventually(() => alice.devices.granted === 1, 'the user allows it');
		await eventually(() => alice.devices.live === 0, 'the microphone is let go');
		await pause(300);
		expect(office.wire.frames.filter(asks('INVITE'))).to.deep.equal([]);
		expect(alice.devices.live).to.equal(0);
	});

	it('that is granted after the other side gave up stays closed', async () => {
		const { outgoing, incoming } = await ringing(alice, bob, '1001');
		const grant = bob.devices.hang();
		const answered = incoming.answer().catch((error: unknown) => error);
		await eventually(() => bob.devices.asked.length === 1, 'the browser asks');
		outgoing.hangUp();
		await ended(incoming);
		expect(await answered).to.have.property('code', 'invalid-state');
		grant();
		await eventually(() => bob.devices.granted === 1 && bob.devices.live === 0, 'the microphone is let go');
	});

	it('that is granted after the phone stopped stays closed', async () => {
		const grant = alice.devices.hang();
		const call = alice.call('1001');
		await eventually(() => alice.devices.asked.length === 1, 'the browser asks');
		await alice.stop();
		await ended(call);
		grant();
		await eventually(() => alice.devices.granted === 1 && alice.devices.live === 0, 'the microphone is let go');
	});

	it('of two calls is asked for once, and each sends it for itself', async () => {
		const carol = await office.registered('1002', CAROL);
		const first = await talking(alice, bob, '1001');
		carol.call('1000');
		await until(alice, ({ calls }) => calls.length === 2);
		const second = alice.calls.at(-1)!;
		await second.answer();
		const toCarol = await nextCall(carol);
		await hears(toCarol, ALICE);
		expect(alice.devices.asked.length).to.equal(1);
		const [one, other] = [first.outgoing, second].map(({ localStream }) => localStream?.getAudioTracks()[0]);
		expect(one?.id).not.to.equal(other?.id);
		second.mute();
		await hearsNothingAt(toCarol, ALICE);
		await first.outgoing.resume();
		await hears(first.incoming, ALICE);
		await hearsNothingAt(toCarol, ALICE);
		second.hangUp();
		await ended(toCarol);
		await hears(first.incoming, ALICE);
		expect([one?.readyState, other?.readyState]).to.deep.equal(['live', 'ended']);
	});
});
