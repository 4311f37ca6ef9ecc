import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Pbx, PbxOptions } from '../../src/pbx/pbx.js';
import type { SipResponse } from '../../src/pbx/sip-response.js';
import { RawClient } from '../support/raw-client.js';
import { bobUri, cancelOf, offer, RawPair } from '../support/raw-pair.js';

let pair: RawPair;
let pbx: Pbx;
let alice: RawClient;
let bob: RawClient;

async function meet(options?: PbxOptions): Promise<void> {
	pair = await RawPair.meeting(options);
	({ pbx, alice, bob } = pair);
}

afterEach(() => pbx.stop());

describe('a call through the proxy', () => {
	beforeEach(() => meet());

	it('rings, is answered and ends, with bodies and headers as they were', async () => {
		await pair.dial();
		await alice.next(100);
		const invite = await bob.next('INVITE');
		assert.equal(invite.uri, bob.contact);
		assert.equal(invite.body, offer);
		assert.equal(invite.get('X-Order'), '1');
		assert.equal(invite.get('Proxy-Authorization'), '');
		bob.answer(invite, 180);
		assert.equal((await alice.next(180)).toTag, 'raw');
		bob.answer(invite, 200, { headers: [['X-Answer', '2']], body: offer });
		const accepted = await alice.next(200);
		assert.equal(accepted.get('X-Answer'), '2');
		assert.equal(accepted.getAll('Via').length, 1);
		alice.send(alice.ackTo(accepted));
		await bob.next('ACK');
	});

	it('carries requests within the dialog both ways', async () => {
		const { accepted, invite } = await pair.talk();
		const hers = alice.dialogOf(accepted);
		for (const method of ['INFO', 'UPDATE', 'MESSAGE', 'REFER', 'NOTIFY', 'OPTIONS', 'INVITE']) {
			const asked = alice.ask(alice.within(hers, method, { headers: [['X-Way', 'there']], body: 'text' }));
			const arrived = await bob.next(method);
			assert.equal(arrived.get('X-Way'), 'there');
			bob.answer(arrived, 202);
			assert.equal((await asked).status, 202, method);
		}
		const bye = bob.ask(bob.within(bob.dialogBy(invite), 'BYE'));
		alice.answer(await alice.next('BYE'), 200);
		assert.equal((await bye).status, 200);
		assert.equal((await alice.ask(alice.within(hers, 'INFO'))).status, 481);
	});

	it('takes the caller back before the answer', async () => {
		const dialled = await pair.dial();
		const invite = await bob.next('INVITE');
		bob.answer(invite, 180);
		alice.send(cancelOf(alice, dialled).set('Reason', 'SIP;cause=487'));
		assert.equal((await bob.next('CANCEL')).get('Reason'), 'SIP;cause=487');
		bob.answer(invite, 487);
		assert.equal((await bob.next('ACK')).branch, invite.branch);
		assert.equal((await alice.next(487)).method, 'INVITE');
	});

	it('waits with CANCEL until the callee has answered anything', async () => {
		const dialled = await pair.dial();
		const invite = await bob.next('INVITE');
		alice.send(cancelOf(alice, dialled));
		assert.equal(bob.has('CANCEL'), false);
		bob.answer(invite, 180);
		await bob.next('CANCEL');
		assert.equal(alice.has(180), false);
	});

	it('gives the caller a 2xx that crossed its CANCEL', async () => {
		const dialled = await pair.dial();
		const invite = await bob.next('INVITE');
		bob.answer(invite, 180);
		alice.send(cancelOf(alice, dialled));
		bob.answer(invite, 200);
		assert.equal((await alice.next(200)).method, 'CANCEL');
		assert.equal((await alice.next(200)).method, 'INVITE');
	});

	it('knows no CANCEL for what was never asked', async () => {
		const stray = cancelOf(alice, alice.request('INVITE', bobUri));
		alice.send(stray);
		assert.equal((await alice.response(stray)).status, 481);
	});

	for (const status of [486, 480, 488, 603]) {
		it(`passes ${status} on and acknowledges it`, async () => {
			await pair.dial();
			bob.answer(await bob.next('INVITE'), status, { headers: [['Reason', 'Q.850;cause=17']] });
			await bob.next('ACK');
			assert.equal((await alice.next(status)).get('Reason'), 'Q.850;cause=17');
		});
	}

	for (const [uri, status] of [['sip:nobody@voice.test', 404], ['sip:1005@voice.test', 480], ['sip:@voice.test', 404]] as const) {
		it(`answers ${status} for ${uri}`, async () => {
			await pair.dial(uri);
			await alice.next(status);
		});
	}

	it('repeats its answer to a repeated request and asks nobody again', async () => {
		const dialled = await pair.dial();
		bob.answer(await bob.next('INVITE'), 486);
		await alice.next(486);
		alice.send(dialled);
		await alice.next(486);
		assert.equal(bob.has('INVITE'), false);
	});

	it('passes a repeated 2xx on', async () => {
		const { invite } = await pair.talk();
		bob.answer(invite, 200);
		assert.equal((await alice.next(200)).method, 'INVITE');
	});

	it('forbids to call as somebody else', async () => {
		const invite = alice.request('INVITE', bobUri).set('From', '<sip:1007@voice.test>;tag=1');
		assert.equal((await alice.ask(invite)).status, 403);
	});

	it('stops a request that has come too far', async () => {
		assert.equal((await alice.ask(alice.request('INVITE', bobUri).set('Max-Forwards', '0'))).status, 483);
	});
});

describe('a client that reconnected', () => {
	const hangUp = (accepted: SipResponse): Promise<SipResponse> => alice.ask(alice.within(alice.dialogOf(accepted), 'BYE'));

	it('gets its BYE on the new connection', async () => {
		await meet();
		const { accepted } = await pair.talk();
		bob.close();
		bob.reconnect();
		await bob.register();
		const ended = hangUp(accepted);
		bob.answer(await bob.next('BYE'), 200);
		assert.equal((await ended).status, 200);
	});

	it('gets its BYE on the new connection while the old one seems alive', async () => {
		await meet();
		const { accepted } = await pair.talk();
		bob.connection.freeze();
		bob.reconnect();
		await bob.register();
		const ended = hangUp(accepted);
		bob.answer(await bob.next('BYE'), 200);
		assert.equal((await ended).status, 200);
	});

	it('misses its BYE where the server routes by connection', async () => {
		await meet({ routing: 'connection' });
		const { accepted } = await pair.talk();
		bob.close();
		bob.reconnect();
		await bob.register();
		assert.equal((await hangUp(accepted)).status, 480);
		assert.equal(bob.has('BYE'), false);
	});

	it('gets it there, too, after an offer on the new connection', async () => {
		await meet({ routing: 'connection' });
		const { accepted, invite } = await pair.talk();
		bob.close();
		bob.reconnect();
		const renewed = bob.ask(bob.within(bob.dialogBy(invite), 'INVITE', { body: offer }));
		alice.answer(await alice.next('INVITE'), 200);
		assert.equal((await renewed).status, 200);
		const ended = hangUp(accepted);
		bob.answer(await bob.next('BYE'), 200);
		assert.equal((await ended).status, 200);
	});

	it('misses it there when the connections of both are gone, whoever offers', async () => {
		await meet({ routing: 'connection' });
		const { accepted, invite } = await pair.talk();
		for (const party of [alice, bob]) {
			party.close();
			party.reconnect();
		}
		for (const [party, dialog] of [[alice, alice.dialogOf(accepted)], [bob, bob.dialogBy(invite)]] as const) {
			assert.equal((await party.ask(party.within(dialog, 'INVITE', { body: offer }))).status, 480);
		}
		assert.equal((await hangUp(accepted)).status, 480);
	});

	it('is found again by a request of its own, also unregistered', async () => {
		await meet();
		const { accepted } = await pair.talk();
		alice.close();
		alice.reconnect();
		const asked = alice.ask(alice.within(alice.dialogOf(accepted), 'INFO'));
		bob.answer(await bob.next('INFO'), 200);
		assert.equal((await asked).status, 200);
	});
});

describe('texts', () => {
	beforeEach(() => meet());

	it('reach every device, and the first delivery counts', async () => {
		const tablet = await pair.bobToo();
		const sent = alice.ask(alice.request('MESSAGE', bobUri, { headers: [['X-Message-Id', '1'], ['Content-Type', 'text/plain;charset=utf-8']], body: 'grüß 😀' }));
		const [here, there] = [await bob.next('MESSAGE'), await tablet.next('MESSAGE')];
		for (const arrived of [here, there]) assert.deepEqual([arrived.body, arrived.get('X-Message-Id'), arrived.get('Content-Type')], ['grüß 😀', '1', 'text/plain;charset=utf-8']);
		bob.answer(here, 500);
		tablet.answer(there, 200);
		assert.equal((await sent).status, 200);
	});

	it('need a password', async () => {
		assert.equal((await new RawClient(pbx, '1000', 'x').ask(alice.request('MESSAGE', bobUri, { body: 'hi' }))).status, 407);
	});
});

describe('whom the owner trusts', () => {
	it('calls without a password', async () => {
		await meet({ trusts: ({ from, to }) => from === 'visitor' && to === '1001' });
		const visitor = new RawClient(pbx, 'visitor');
		visitor.send(visitor.request('INVITE', bobUri));
		await bob.next('INVITE');
		visitor.send(visitor.request('INVITE', 'sip:1000@voice.test'));
		await visitor.next(407);
	});
});
