import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import { until } from '../support/phones.js';
import { confirmed, ended, hears, hearsNothingAt, ringing, talking, type Conversation } from './support/calls.js';
import { ALICE, BOB, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

describe('two who talk', () => {
	let alice: TonePhone;
	let bob: TonePhone;

	beforeEach(async () => {
		const office = new PageOffice();
		[alice, bob] = await Promise.all([office.registered('1000', ALICE, { displayName: 'Alice' }), office.registered('1001', BOB)]);
	});

	for (const [caller, there] of [['Alice', '1001'], ['Bob', '1000']] as const) {
		it(`hear each other when ${caller} called`, async () => {
			const [one, other] = caller === 'Alice' ? [alice, bob] : [bob, alice];
			const { outgoing, incoming } = await talking(one, other, there);
			await Promise.all([hears(outgoing, other.hz), hears(incoming, one.hz)]);
			await Promise.all([until(outgoing, saysBothHear), until(incoming, saysBothHear)]);
			expect([outgoing.remote.user, incoming.remote.displayName]).to.deep.equal([there, caller === 'Alice' ? 'Alice' : '']);
		});
	}

	for (const [who, say] of [['the caller', (call: Conversation) => call.outgoing], ['the callee', (call: Conversation) => call.incoming]] as const) {
		it(`part when ${who} hangs up`, async () => {
			const call = await talking(alice, bob, '1001');
			say(call).hangUp();
			const ends = await Promise.all([ended(call.outgoing), ended(call.incoming)]);
			const [here, there] = who === 'the caller' ? ends : ends.reverse();
			expect(here).to.deep.equal({ by: 'local', cause: 'hung-up' });
			expect(there).to.deep.include({ by: 'remote', cause: 'hung-up' });
		});
	}

	it('do not hear who is muted, and hear them again', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		outgoing.mute();
		await hearsNothingAt(incoming, ALICE);
		await hears(outgoing, BOB);
		expect(outgoing.state).to.have.property('muted', true);
		outgoing.unmute();
		await hears(incoming, ALICE);
	});

	for (const [name, mute] of [['caller', (call: Conversation) => call.outgoing], ['callee', (call: Conversation) => call.incoming]] as const) {
		it(`have not heard a ${name} yet who was muted before the answer`, async () => {
			const call = await ringing(alice, bob, '1001');
			mute(call).mute();
			await call.incoming.answer();
			const [listener, muted, other] = name === 'caller' ? [call.incoming, ALICE, call.outgoing] : [call.outgoing, BOB, call.incoming];
			await hears(other, name === 'caller' ? BOB : ALICE);
			await hearsNothingAt(listener, muted);
			expect(await energyIn(other), 'what arrived there since the first packet').to.be.above(1e-3);
			expect(await energyIn(listener), 'what arrived here since the first packet').to.be.below(1e-6);
			expect(mute(call).state).to.have.property('muted', true);
			mute(call).unmute();
			await hears(listener, muted);
		});
	}

	it('hear nothing while one of them holds the call, see it, and talk on afterwards', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await outgoing.hold();
		await Promise.all([hearsNothingAt(outgoing, BOB), hearsNothingAt(incoming, ALICE)]);
		expect((await confirmed(outgoing)).hold).to.deep.equal({ local: true, remote: false });
		expect((await confirmed(incoming)).hold).to.deep.equal({ local: false, remote: true });
		await outgoing.resume();
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await until(incoming, (state) => state.phase === 'confirmed' && !state.hold.remote && !state.hold.local);
	});

	it('talk again only when both have taken the call back that both held', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await outgoing.hold();
		await incoming.hold();
		expect((await confirmed(outgoing)).hold).to.deep.equal({ local: true, remote: true });
		await outgoing.resume();
		await hearsNothingAt(incoming, ALICE);
		expect((await confirmed(outgoing)).hold).to.deep.equal({ local: false, remote: true });
		await incoming.resume();
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
	});

	it('who hold the call in the same moment, and take it back in the same moment, talk on', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await Promise.all([outgoing.hold(), incoming.hold()]);
		await Promise.all([hearsNothingAt(outgoing, BOB), hearsNothingAt(incoming, ALICE)]);
		await Promise.all([outgoing.resume(), incoming.resume()]);
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		await Promise.all([outgoing, incoming].map((call) => until(call, (state) => state.phase === 'confirmed' && !state.hold.local && !state.hold.remote)));
	});

	it('who hold and take back in one breath are not confused', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		await Promise.all([outgoing.hold(), outgoing.resume(), outgoing.hold(), outgoing.resume()]);
		expect((await confirmed(outgoing)).hold.local).to.equal(false);
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
	});

	it('are still muted after a hold', async () => {
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(incoming, ALICE);
		outgoing.mute();
		await outgoing.hold();
		await outgoing.resume();
		await hears(outgoing, BOB);
		await hearsNothingAt(incoming, ALICE);
		outgoing.unmute();
		await hears(incoming, ALICE);
	});
});

/** Energy of all sound that ever arrived in a call. */
async function energyIn({ connection }: Call): Promise<number> {
	const stats = [...(await connection?.getStats())?.values() ?? []] as readonly { readonly type: string; readonly kind?: string; readonly totalAudioEnergy?: number }[];
	return stats.find(({ type, kind }) => type === 'inbound-rtp' && kind === 'audio')?.totalAudioEnergy ?? Number.NaN;
}

function saysBothHear(state: object): boolean {
	return 'hears' in state && state.hears === 'yes' && 'heard' in state && state.heard === 'yes';
}
