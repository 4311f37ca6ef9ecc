import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Pbx, PbxOptions } from '../../src/pbx/pbx.js';
import type { PbxService, ServiceCall } from '../../src/pbx/service.js';
import type { SipResponse } from '../../src/pbx/sip-response.js';
import { RawClient } from '../support/raw-client.js';
import { cancelOf, offer, RawPair } from '../support/raw-pair.js';

/** A service without media: answers with words about what it was asked. */
class Scripted implements PbxService {
	readonly calls: ServiceCall[] = [];
	readonly pressed: string[] = [];
	answering: Promise<void> = Promise.resolve();

	constructor(readonly number: string, readonly traits: Pick<PbxService, 'isOpen' | 'isRoom'> = {}) {}

	readonly isOpen = this.traits.isOpen ?? false;
	readonly isRoom = this.traits.isRoom ?? false;

	matches(number: string): boolean {
		return number === this.number;
	}

	async answer(call: ServiceCall) {
		this.calls.push(call);
		await this.answering;
		return {
			answer: `answer to ${call.offer}`,
			renegotiate: (again: string) => Promise.resolve(`answer to ${again}`),
			press: (digit: string) => void this.pressed.push(digit),
		};
	}
}

let pbx: Pbx;
let pair: RawPair;
let alice: RawClient;
let bob: RawClient;

async function meet(options: PbxOptions): Promise<void> {
	pair = await RawPair.meeting(options);
	({ pbx, alice, bob } = pair);
}

/** Somebody calls a number that the server answers. */
async function called(number: string, who = alice): Promise<SipResponse> {
	const accepted = await who.ask(who.request('INVITE', `sip:${number}@voice.test`, { headers: [['Content-Type', 'application/sdp']], body: offer }));
	who.send(who.ackTo(accepted));
	return accepted;
}

afterEach(() => pbx.stop());

describe('a call that the server answers', () => {
	it('is answered by its service, with a contact of the server', async () => {
		const service = new Scripted('9196');
		await meet({ services: [service] });
		const accepted = await called('9196');
		assert.equal(accepted.body, `answer to ${offer}`);
		assert.equal(accepted.get('Contact'), '<sip:9196@voice.test;transport=ws>');
		assert.deepEqual([service.calls[0]?.number, service.calls[0]?.caller], ['9196', '1000']);
	});

	it('is told apart as a focus where it is a room', async () => {
		await meet({ services: [new Scripted('3500', { isRoom: true })] });
		assert.match((await called('3500')).get('Contact'), />;isfocus$/);
	});

	it('answers later offers, and ends with BYE', async () => {
		const service = new Scripted('9196');
		await meet({ services: [service] });
		const dialog = alice.dialogOf(await called('9196'));
		for (const method of ['INVITE', 'UPDATE']) {
			const answer = await alice.ask(alice.within(dialog, method, { body: 'hold' }));
			assert.deepEqual([answer.status, answer.body], [200, 'answer to hold']);
		}
		assert.equal((await alice.ask(alice.within(dialog, 'UPDATE'))).status, 200);
		assert.equal(service.calls[0]?.signal.aborted, false);
		assert.equal((await alice.ask(alice.within(dialog, 'BYE'))).status, 200);
		assert.equal(service.calls[0]?.signal.aborted, true);
		assert.equal((await alice.ask(alice.within(dialog, 'OPTIONS'))).status, 481);
	});

	it('answers one offer at a time, and none that is not there', async () => {
		const service = new Scripted('9196');
		await meet({ services: [service] });
		const dialog = alice.dialogOf(await called('9196'));
		const [first, second] = [alice.within(dialog, 'INVITE', { body: 'one' }), alice.within(dialog, 'INVITE', { body: 'two' })];
		const answers = Promise.all([first, second].map((request) => alice.ask(request)));
		assert.deepEqual((await answers).map(({ status }) => status), [200, 491]);
		assert.equal((await alice.ask(alice.within(dialog, 'INVITE'))).status, 488);
	});

	it('ends when its service hangs up', async () => {
		const service = new Scripted('9196');
		await meet({ services: [service] });
		const dialog = alice.dialogOf(await called('9196'));
		service.calls[0]?.hangUp();
		const bye = await alice.next('BYE');
		assert.deepEqual([bye.callId, bye.fromTag, bye.uri], [dialog.callId, dialog.remote.split('tag=')[1], alice.contact]);
	});

	it('is taken back before the answer', async () => {
		const service = new Scripted('9196');
		service.answering = new Promise(() => undefined);
		await meet({ services: [service] });
		alice.send(cancelOf(alice, await pair.dial('sip:9196@voice.test')));
		await alice.next(487);
		assert.equal(service.calls[0]?.signal.aborted, true);
	});

	it('is refused when its service cannot answer, with the reason', async () => {
		const service = new Scripted('9196');
		service.answering = Promise.reject(new Error('no codec'));
		await meet({ services: [service] });
		const refused = await alice.ask(alice.request('INVITE', 'sip:9196@voice.test', { body: offer }));
		assert.deepEqual([refused.status, refused.get('Warning')], [488, '399 voice.test "no codec"']);
	});

	for (const [type, body, digit] of [
		['application/dtmf-relay', 'Signal=5\r\nDuration=100\r\n', '5'],
		['application/dtmf-relay', 'Signal= #\nDuration= 250', '#'],
		['application/dtmf', '7', '7'],
		['text/plain', 'Signal=5', undefined],
	] as const) {
		it(`reads ${digit ?? 'nothing'} from ${type}`, async () => {
			const service = new Scripted('5000');
			await meet({ services: [service] });
			const dialog = alice.dialogOf(await called('5000'));
			assert.equal((await alice.ask(alice.within(dialog, 'INFO', { headers: [['Content-Type', type]], body }))).status, 200);
			assert.deepEqual(service.pressed, digit ? [digit] : []);
		});
	}

	it('texts the caller', async () => {
		const service = new Scripted('5000');
		await meet({ services: [service] });
		await called('5000');
		service.calls[0]?.text('digits:12');
		const text = await alice.next('MESSAGE');
		assert.match(text.get('From'), /^"5000" <sip:5000@voice\.test>;tag=/);
		assert.deepEqual([text.uri, text.body, text.get('Content-Type')], [alice.contact, 'digits:12', 'text/plain']);
	});

	it('needs no password where it is open', async () => {
		await meet({ services: [new Scripted('07010002000', { isOpen: true })] });
		const visitor = new RawClient(pbx, 'anonymous');
		visitor.send(visitor.request('INVITE', 'sip:07010002000@trunk.test', { body: offer }));
		await visitor.next(200);
	});

	it('outlives its connection for a while', async () => {
		const service = new Scripted('9196');
		await meet({ services: [service], graceMs: 30 });
		await called('9196');
		await called('9196', bob);
		alice.close();
		bob.close();
		bob.reconnect();
		await bob.register();
		await new Promise((resolve) => setTimeout(resolve, 90));
		assert.deepEqual(service.calls.map(({ signal }) => signal.aborted), [true, false]);
	});
});

describe('texts in a room', () => {
	it('reach every member, the sender too, as they were', async () => {
		await meet({ services: [new Scripted('3500', { isRoom: true })] });
		const carol = new RawClient(pbx, '1002');
		await called('3500');
		await called('3500', bob);
		for (const uri of ['sip:3500@voice.test', 'sip:conf+3500@voice.test']) {
			const sent = bob.request('MESSAGE', uri, { headers: [['X-Nick', 'Bob'], ['Content-Type', 'text/plain;charset=utf-8']], body: 'grüß' });
			assert.equal((await bob.ask(sent)).status, 200);
			for (const member of [alice, bob]) {
				const copy = await member.next('MESSAGE');
				assert.deepEqual([copy.get('From'), copy.get('To'), copy.get('X-Nick'), copy.body], [sent.get('From'), `<${member.contact}>`, 'Bob', 'grüß']);
				assert.notEqual(copy.callId, sent.callId);
			}
		}
		assert.equal(carol.received.length, 0);
	});

	it('go to the room of the call they are sent in', async () => {
		await meet({ services: [new Scripted('3500', { isRoom: true })] });
		const dialog = alice.dialogOf(await called('3500'));
		await called('3500', bob);
		assert.equal((await alice.ask(alice.within(dialog, 'MESSAGE', { body: 'inside' }))).status, 200);
		assert.equal((await bob.next('MESSAGE')).body, 'inside');
		assert.equal((await alice.next('MESSAGE')).body, 'inside');
	});

	it('are refused where nobody is', async () => {
		await meet({ services: [new Scripted('3500', { isRoom: true })] });
		assert.equal((await alice.ask(alice.request('MESSAGE', 'sip:3500@voice.test', { body: 'hello?' }))).status, 480);
	});
});
