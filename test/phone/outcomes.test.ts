import { expect } from '@open-wc/testing';
import type { Call } from '../../src/core/call/call.js';
import type { Termination } from '../../src/core/call/termination.js';
import { VoiceCallEndEvent } from '../../src/core/events.js';
import { nextCall, reached, until } from '../support/phones.js';
import { alwaysAnswer, answerInstead, asks } from '../sip/support/line-rules.js';
import { ended, hears, pause, ringing, talking } from './support/calls.js';
import { ALICE, BOB, CAROL, PageOffice } from './support/office.js';
import type { TonePhone } from './support/tone-phone.js';

const pairs = ({ by, cause, status }: Termination): unknown[] => [by, cause, status];

describe('a call that nobody takes says why', () => {
	let office: PageOffice;
	let alice: TonePhone;

	beforeEach(async () => {
		office = new PageOffice();
		alice = await office.registered('1000', ALICE);
	});

	it('“cancelled”, when the caller gives up while it rings', async () => {
		const { outgoing, incoming } = await ringing(alice, await office.registered('1001', BOB), '1001');
		await reached(outgoing, 'early');
		outgoing.hangUp();
		expect(await ended(outgoing)).to.deep.equal({ by: 'local', cause: 'cancelled' });
		expect(pairs(await ended(incoming))).to.deep.equal(['remote', 'cancelled', undefined]);
	});

	it('“cancelled”, when the caller gives up before anything left', async () => {
		const call = alice.call('1001');
		call.hangUp();
		expect(await ended(call)).to.deep.equal({ by: 'local', cause: 'cancelled' });
		expect(office.wire.frames.filter(asks('INVITE'))).to.deep.equal([]);
	});

	it('“busy”, when the callee does not want it: others may still answer', async () => {
		const { outgoing, incoming } = await ringing(alice, await office.registered('1001', BOB), '1001');
		incoming.hangUp();
		expect(await ended(outgoing)).to.deep.equal({ by: 'remote', cause: 'busy', status: 486, reason: 'Busy Here' });
		expect(await ended(incoming)).to.deep.equal({ by: 'local', cause: 'declined' });
	});

	it('“declined”, when the callee wants it nowhere', async () => {
		const { outgoing, incoming } = await ringing(alice, await office.registered('1001', BOB, { decline: 'everywhere' }), '1001');
		incoming.hangUp();
		expect(await ended(outgoing)).to.deep.equal({ by: 'remote', cause: 'declined', status: 603, reason: 'Decline' });
		expect(await ended(incoming)).to.deep.equal({ by: 'local', cause: 'declined' });
	});

	it('“busy”, when the callee says so', async () => {
		const { outgoing, incoming } = await ringing(alice, await office.registered('1001', BOB), '1001');
		incoming.refuse('busy');
		expect(await ended(outgoing)).to.deep.equal({ by: 'remote', cause: 'busy', status: 486, reason: 'Busy Here' });
		expect(await ended(incoming)).to.deep.equal({ by: 'local', cause: 'busy' });
	});

	it('“unavailable”, when the callee is not to be disturbed, whose phone stays silent', async () => {
		const bob = await office.registered('1001', BOB, { doNotDisturb: true });
		expect(pairs(await ended(alice.call('1001')))).to.deep.equal(['remote', 'unavailable', 480]);
		expect([bob.calls, bob.rings.filter(Boolean)]).to.deep.equal([[], []]);
	});

	it('“unavailable”, when the callee is not there', async () => {
		expect(pairs(await ended(alice.call('1002')))).to.deep.equal(['remote', 'unavailable', 480]);
	});

	it('“not found”, when there is nobody of that name', async () => {
		expect(await ended(alice.call('nobody'))).to.deep.equal({ by: 'remote', cause: 'not-found', status: 404, reason: 'Not Found' });
	});

	it('“unavailable”, when the server gives up waiting for an answer', async () => {
		const patient = new PageOffice({ answerTimeoutMs: 500 });
		const [one, other] = await Promise.all([patient.registered('1000', ALICE), patient.registered('1001', BOB)]);
		const { outgoing, incoming } = await ringing(one, other, '1001');
		expect(pairs(await ended(outgoing))).to.deep.equal(['remote', 'unavailable', 480]);
		expect(pairs(await ended(incoming))).to.deep.equal(['remote', 'cancelled', undefined]);
	});

	const answers: readonly (readonly [line: string, cause: Termination['cause']])[] = [
		['403 Forbidden', 'refused'], ['408 Request Timeout', 'no-answer'], ['410 Gone', 'not-found'], ['480 Temporarily Unavailable', 'unavailable'], ['484 Address Incomplete', 'not-found'],
		['486 Busy Here', 'busy'], ['488 Not Acceptable Here', 'media'], ['500 Server Internal Error', 'error'], ['503 Service Unavailable', 'error'], ['600 Busy Everywhere', 'busy'],
		['603 Decline', 'declined'], ['606 Not Acceptable', 'media'], ['607 Unwanted', 'declined'], ['302 Moved Temporarily', 'refused'],
	];
	for (const [line, cause] of answers) {
		it(`“${cause}”, when the server answers ${line}`, async () => {
			office.wire.intercept(answerInstead(asks('INVITE'), [line]));
			const call = alice.call('1001');
			const [status, reason] = [Number(line.slice(0, 3)), line.slice(4)];
			expect(await ended(call)).to.deep.include({ by: 'remote', cause, status, reason });
			await office.wire.until(({ method, to }) => method === 'ACK' && to === 'server');
			expect(alice.devices.live).to.equal(0);
		});
	}

	it('“refused”, with what to do, when the server believes the password never', async () => {
		office.wire.intercept(alwaysAnswer(asks('INVITE'), '407 Proxy Authentication Required', 'Proxy-Authenticate: Digest realm="voice.test", nonce="n", qop="auth", algorithm=MD5'));
		const termination = await ended(alice.call('1001'));
		expect(pairs(termination)).to.deep.equal(['remote', 'refused', 407]);
		expect(termination.error?.code).to.equal('credentials-refused');
	});

	it('in words that cannot harm, whatever the server says', async () => {
		office.wire.intercept(answerInstead(asks('INVITE'), [`486 \u202EBusy\u0007 <b>${'x'.repeat(500)}`]));
		const { reason = '' } = await ended(alice.call('1001'));
		expect(reason).to.match(/^Busy +b x+$/).and.have.lengthOf.at.most(128);
	});

	it('once, in the state and as an event', async () => {
		const ends: (readonly [Call, Termination])[] = [];
		alice.addEventListener('voice-call-end', (event) => event instanceof VoiceCallEndEvent && ends.push([event.call, event.termination]));
		const call = alice.call('nobody');
		const termination = await ended(call);
		expect(ends).to.deep.equal([[call, termination]]);
		expect(alice.state.calls.map(({ phase }) => phase)).to.deep.equal(['terminated']);
	});
});

describe('a user with two devices', () => {
	it('is called on both, answers on one, and the other says that the call was taken elsewhere', async () => {
		const office = new PageOffice();
		const [alice, desk, mobile] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB), office.registered('1001', CAROL)]);
		const outgoing = alice.call('1001');
		const [atDesk, atMobile] = await Promise.all([nextCall(desk), nextCall(mobile)]);
		await until(outgoing, ({ phase }) => phase === 'early');
		await atMobile.answer();
		await hears(outgoing, CAROL);
		await hears(atMobile, ALICE);
		expect(await ended(atDesk)).to.deep.include({ by: 'remote', cause: 'elsewhere' });
		expect(desk.rings.at(-1)).to.equal(undefined);
		expect(desk.devices.asked).to.deep.equal([]);
	});

	it('who declines on one can still answer on the other', async () => {
		const office = new PageOffice();
		const [alice, desk, mobile] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB), office.registered('1001', CAROL)]);
		const outgoing = alice.call('1001');
		const [atDesk, atMobile] = await Promise.all([nextCall(desk), nextCall(mobile)]);
		atDesk.hangUp();
		await pause(500);
		expect([outgoing.state.phase, atMobile.state.phase]).to.deep.equal(['early', 'early']);
		await atMobile.answer();
		await hears(outgoing, CAROL);
	});

	it('who declines everywhere ends the call on both', async () => {
		const office = new PageOffice();
		const [alice, desk, mobile] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB, { decline: 'everywhere' }), office.registered('1001', CAROL)]);
		const outgoing = alice.call('1001');
		const [atDesk, atMobile] = await Promise.all([nextCall(desk), nextCall(mobile)]);
		atDesk.hangUp();
		expect(await ended(outgoing)).to.deep.include({ by: 'remote', cause: 'declined', status: 603 });
		await ended(atMobile);
	});
});

describe('a caller who gives up in the moment of the answer', () => {
	it('leaves nobody in a call with nobody', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const { outgoing, incoming } = await ringing(alice, bob, '1001');
		office.wire.intercept(({ method, to, status }) => (method === 'INVITE' && to === 'client' && status === 200 ? { delayMs: 300 } : undefined));
		void incoming.answer().catch(() => undefined);
		await office.wire.until(({ method, status, to }) => method === 'INVITE' && status === 200 && to === 'client');
		outgoing.hangUp();
		expect(pairs(await ended(outgoing))).to.deep.equal(['local', 'cancelled', undefined]);
		await ended(incoming);
		expect([alice.devices.live, bob.devices.live]).to.deep.equal([0, 0]);
	});

	it('hears nobody who hangs up in the same moment', async () => {
		const office = new PageOffice();
		const [alice, bob] = await Promise.all([office.registered('1000', ALICE), office.registered('1001', BOB)]);
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		outgoing.hangUp();
		incoming.hangUp();
		expect([(await ended(outgoing)).by, (await ended(incoming)).by]).to.deep.equal(['local', 'local']);
	});
});
