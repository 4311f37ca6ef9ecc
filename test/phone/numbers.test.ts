import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import { reached, until } from '../support/phones.js';
import { confirmed, ended, hears, hearsNothingAt } from './support/calls.js';
import { ALICE, mediaOffice, type Office } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const TEST_TONE = 1004;
const DIAL_TONE = 425;

describe('the numbers of our server', () => {
	let office: Office;
	let alice: TonePhone;

	beforeEach(async () => {
		office = await mediaOffice();
		alice = await office.registered('1000', 620);
	});

	async function calls(number: string, phone = alice): Promise<Call> {
		const call = phone.call(number);
		await confirmed(call);
		return call;
	}

	it('9196 gives one’s own voice back', async () => {
		const call = await calls('9196');
		await hears(call, 620);
		call.mute();
		await hearsNothingAt(call, 620);
		call.unmute();
		await hears(call, 620);
		await call.hold();
		await hearsNothingAt(call, 620);
		await call.resume();
		await hears(call, 620);
	});

	it('9197 plays a tone', async () => {
		const call = await calls('9197');
		await hears(call, TEST_TONE);
		await hearsNothingAt(call, 620);
		call.hangUp();
		expect(await ended(call)).to.deep.equal({ by: 'local', cause: 'hung-up' });
	});

	for (const dtmf of ['rtp', 'info'] as const) {
		it(`5000 reads digits that were sent by ${dtmf}, and texts them back`, async () => {
			const phone = await office.registered('1001', ALICE, { dtmf });
			const call = await calls('5000', phone);
			await hears(call, DIAL_TONE);
			await call.sendDigits('1203*9');
			await hearsNothingAt(call, DIAL_TONE);
			await call.sendDigits('8,7#');
			const chat = phone.chatOf(call);
			await until(chat, ({ messages }) => messages.length === 2, 20_000);
			// The server reads a pause as an end, and “,” is one of two seconds.
			expect(chat.state.messages.map(({ text, direction }) => [direction, text])).to.deep.equal([['incoming', 'digits:1203*98'], ['incoming', 'digits:7']]);
		});
	}

	it('5000 reads the digits that were pressed one by one', async () => {
		const call = await calls('5000');
		await Promise.all([...'123#'].map((digit) => call.sendDigits(digit)));
		await until(alice.chatOf(call), ({ messages }) => messages.some(({ text }) => text === 'digits:123'), 20_000);
	});

	it('07010002000 answers somebody who has no account', async () => {
		const visitor = office.phone('anonymous', ALICE, { withoutRegistration: true, password: '' });
		const call = await calls('07010002000', visitor);
		await hears(call, ALICE);
		expect(visitor.state.registration).to.deep.equal({ phase: 'none' });
		expect(visitor.chat({ person: '1000' }).state.canReceive).to.equal(false);
	});

	it('say nothing to a stranger but that one', async () => {
		const visitor = office.phone('anonymous', ALICE, { withoutRegistration: true, password: '' });
		const call = visitor.call('9196');
		await reached(call, 'terminated');
		expect(await ended(call)).to.deep.include({ by: 'remote', cause: 'refused', status: 407 });
	});
});
