import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Pbx, PbxOptions } from '../../src/pbx/pbx.js';
import type { PbxService } from '../../src/pbx/service.js';
import { likeRecorded } from '../support/like-recorded.js';
import type { RawClient } from '../support/raw-client.js';
import { bobUri, cancelOf, RawPair } from '../support/raw-pair.js';

const offer = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=mid:0\r\na=ice-ufrag:alice\r\na=setup:actpass\r\na=sendrecv\r\n'
	+ 'a=candidate:1 1 udp 2122194687 192.0.2.2 57182 typ host\r\n';
const answer = offer.replace('actpass', 'active').replace('alice', 'bobby').replace('111 0', '111');
const mdnsOffer = offer.replace('192.0.2.2', 'be3d9d73-caa0-4cff-8fea-41c5358dc07d.local');
const sdp = { headers: [['Content-Type', 'application/sdp']] as const };

let pair: RawPair;
let pbx: Pbx;
let alice: RawClient;
let bob: RawClient;

async function meet(options: PbxOptions = {}): Promise<void> {
	pair = await RawPair.meeting({ manners: 'freeswitch', ...options });
	({ pbx, alice, bob } = pair);
}

async function talk() {
	await pair.dial(bobUri, offer);
	const invite = await bob.next('INVITE');
	bob.answer(invite, 200, { ...sdp, body: answer });
	const accepted = await alice.next(200);
	alice.send(alice.ackTo(accepted));
	await bob.next('ACK');
	return { invite, accepted, hers: alice.dialogOf(accepted), his: bob.dialogBy(invite) };
}

beforeEach(() => meet());
afterEach(() => pbx.stop());

describe('FreeSWITCH\'s registrar', () => {
	it('answers as recorded', async () => {
		const request = alice.request('REGISTER', 'sip:voice.test', { headers: [['Contact', `<${alice.contact}>;+sip.ice;reg-id=1;+sip.instance="<urn:uuid:1>";expires=600`]] });
		alice.send(request);
		const challenged = await alice.response(request);
		await likeRecorded(challenged, 'register', { start: 'SIP/2.0 401', values: ['Allow', 'Supported', 'User-Agent', 'WWW-Authenticate'] });
		const again = alice.authorized(request, challenged);
		alice.send(again);
		const registered = await alice.response(again);
		await likeRecorded(registered, 'register', { start: 'SIP/2.0 200' });
		assert.equal(registered.get('Contact'), `<${alice.contact}>;expires=600`);
	});

	it('forbids a wrong password', async () => {
		const request = alice.request('REGISTER', 'sip:voice.test');
		alice.send(request);
		const again = alice.authorized(request, await alice.response(request), { password: 'wrong' });
		alice.send(again);
		assert.equal((await alice.response(again)).status, 403);
	});
});

describe('a call through FreeSWITCH', () => {
	it('is worded as recorded on both sides', async () => {
		const dialled = alice.request('INVITE', bobUri, { ...sdp, body: offer });
		alice.send(dialled);
		const challenged = await alice.response(dialled);
		await likeRecorded(challenged, 'call-out', { start: 'SIP/2.0 407', values: ['Proxy-Authenticate', 'Allow-Events'] });
		alice.send(alice.ackTo(challenged, bobUri));
		alice.send(alice.authorized(dialled, challenged));
		await likeRecorded(await alice.next(100), 'call-out', { start: 'SIP/2.0 100' });
		const invite = await bob.next('INVITE');
		await likeRecorded(invite, 'call-in', { start: 'INVITE', values: ['Contact', 'Route', 'Remote-Party-ID', 'X-FS-Support'] });
		assert.match(invite.get('From'), /^"User 1000" <sip:1000@voice\.test>;tag=/);
		assert.equal(invite.get('To'), `<${bob.contact}>`);
		bob.answer(invite, 180);
		const progress = await alice.next(183);
		assert.deepEqual([progress.get('Contact'), progress.get('Remote-Party-ID')],
			['<sip:1001@127.0.0.1:5060;transport=udp>', '"1001" <sip:1001@voice.test>;party=calling;privacy=off;screen=no']);
		bob.answer(invite, 200, { ...sdp, body: answer });
		const accepted = await alice.next(200);
		assert.equal(accepted.get('To').replace(/;tag=.*/, ''), `<${bobUri}>`);
		assert.equal(accepted.body, answer);
		alice.send(alice.ackTo(accepted));
		await likeRecorded(await bob.next('ACK'), 'call-in', { start: 'ACK', values: ['Contact'] });
	});

	it('ends with a reason', async () => {
		const { hers } = await talk();
		assert.equal((await alice.ask(alice.within(hers, 'BYE'))).status, 200);
		const bye = await bob.next('BYE');
		assert.deepEqual([bye.get('Reason'), bye.uri], ['Q.850;cause=16;text="NORMAL_CLEARING"', bob.contact]);
		assert.equal((await alice.ask(alice.within(hers, 'INFO'))).status, 481);
	});

	it('swallows hold and resume', async () => {
		const { hers, his } = await talk();
		for (const [direction, answered] of [['sendonly', 'recvonly'], ['inactive', 'inactive'], ['sendrecv', 'sendrecv']] as const) {
			const held = await alice.ask(alice.within(hers, 'INVITE', { ...sdp, body: offer.replace('sendrecv', direction) }));
			assert.equal(held.status, 200);
			assert.match(held.body, new RegExp(`^a=ice-ufrag:bobby\\r\\na=setup:active\\r\\n[^]*a=${answered}\\r\\n$`, 'm'));
			alice.send(alice.ackTo(held));
		}
		assert.equal(bob.has('INVITE'), false);
		const held = await bob.ask(bob.within(his, 'INVITE', { ...sdp, body: answer.replace('active', 'actpass').replace('sendrecv', 'sendonly') }));
		assert.match(held.body, /^m=audio 9 UDP\/TLS\/RTP\/SAVPF 111\r\n[^]*a=setup:passive\r\n[^]*a=recvonly\r\n$/m);
		assert.equal(alice.has('INVITE'), false);
	});

	it('keeps digits and questions to itself', async () => {
		const { hers } = await talk();
		for (const method of ['INFO', 'OPTIONS']) assert.equal((await alice.ask(alice.within(hers, method))).status, 200);
		assert.ok(!bob.has('INFO') && !bob.has('OPTIONS'));
	});

	it('lets a new path for media through', async () => {
		const { hers } = await talk();
		alice.send(alice.within(hers, 'INVITE', { ...sdp, body: offer.replace('alice', 'again') }));
		assert.match((await bob.next('INVITE')).body, /ice-ufrag:again/);
	});

	it('takes a transfer, says at once that it is done, and hangs up', async () => {
		const { his, hers } = await talk();
		const refer = bob.within(his, 'REFER', { headers: [['Refer-To', '<sip:1002@voice.test>']] });
		await likeRecorded(await bob.ask(refer), 'blind-transfer', { start: 'SIP/2.0 202', values: ['Expires'] });
		const notify = await bob.next('NOTIFY');
		await likeRecorded(notify, 'blind-transfer', { start: 'NOTIFY', values: ['Subscription-State', 'Content-Type'] });
		assert.deepEqual([notify.get('Event'), notify.body, notify.toTag], [`refer;id=${refer.cseq}`, 'SIP/2.0 200 OK\r\n', 'raw']);
		const bye = await bob.next('BYE');
		assert.ok(bye.cseq > notify.cseq);
		assert.equal((await alice.next('BYE')).callId, hers.callId);
	});

	it('ends both calls of an attended transfer', async () => {
		const first = await talk();
		const second = await talk();
		const replaces = `${second.hers.callId};to-tag=${second.accepted.toTag};from-tag=${second.accepted.fromTag}`;
		alice.send(alice.within(first.hers, 'REFER', { headers: [['Refer-To', `<sip:1001@voice.test?Replaces=${encodeURIComponent(replaces)}>`]] }));
		assert.deepEqual([(await alice.next('BYE')).callId, (await alice.next('BYE')).callId], [second.hers.callId, first.hers.callId]);
	});

	it('is given up at once, and the callee told why', async () => {
		const dialled = await pair.dial(bobUri, offer);
		const invite = await bob.next('INVITE');
		bob.answer(invite, 180);
		alice.send(cancelOf(alice, dialled));
		await alice.next(487);
		assert.equal((await bob.next('CANCEL')).get('Reason'), 'SIP;cause=487;text="ORIGINATOR_CANCEL"');
		bob.answer(invite, 200);
		await bob.next('ACK');
		await bob.next('BYE');
	});

	it('goes to one of two that answer together; the other is hung up on', async () => {
		const tablet = await pair.bobToo();
		await pair.dial(bobUri, offer);
		const [here, there] = [await bob.next('INVITE'), await tablet.next('INVITE')];
		bob.answer(here, 200, { tag: 'b1' });
		tablet.answer(there, 200, { tag: 'b2' });
		assert.equal((await tablet.next('ACK')).toTag, 'b2');
		assert.equal((await tablet.next('BYE')).toTag, 'b2');
		assert.equal((await alice.next(200)).toTag, 'b1');
		assert.equal(alice.has(200), false);
	});

	it('tells the loser of a fork as recorded', async () => {
		const tablet = await pair.bobToo();
		await pair.dial(bobUri, offer);
		tablet.answer(await tablet.next('INVITE'), 180);
		bob.answer(await bob.next('INVITE'), 200);
		await likeRecorded(await tablet.next('CANCEL'), 'lost-fork', { start: 'CANCEL', values: ['Reason', 'Route'] });
	});

	for (const [uri, what, status, reason] of [
		['sip:1015@voice.test', 'not registered', 480, 'SIP;cause=806;text="USER_NOT_REGISTERED"'],
		['sip:4711@voice.test', 'no such number', 404, 'Q.850;cause=3;text="NO_ROUTE_DESTINATION"'],
	] as const) {
		it(`fails with ${status} and a reason: ${what}`, async () => {
			await pair.dial(uri, offer);
			const failed = await alice.next(status);
			assert.equal(failed.get('Reason'), reason);
			assert.match(failed.get('Remote-Party-ID'), /;party=calling;privacy=off;screen=no$/);
		});
	}

	for (const [given, reason] of [[486, 'Q.850;cause=17;text="USER_BUSY"'], [603, 'Q.850;cause=21;text="CALL_REJECTED"']] as const) {
		it(`fails with ${given} and a reason of the callee`, async () => {
			await pair.dial(bobUri, offer);
			bob.answer(await bob.next('INVITE'), given);
			assert.equal((await alice.next(given)).get('Reason'), reason);
		});
	}

	it('ends unanswered with a reason', async () => {
		pbx.stop();
		await meet({ answerTimeoutMs: 20 });
		await pair.dial(bobUri, offer);
		bob.answer(await bob.next('INVITE'), 180);
		assert.equal((await alice.next(480)).get('Reason'), 'Q.850;cause=19;text="NO_ANSWER"');
	});

	it('is refused without an address that can be used', async () => {
		await pair.dial(bobUri, mdnsOffer);
		assert.equal((await alice.next(488)).get('Reason'), 'Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"');
		assert.equal(bob.has('INVITE'), false);
	});
});

describe('a number that FreeSWITCH answers', () => {
	it('is announced by a 183 with the same SDP, without BUNDLE and mid', async () => {
		pbx.stop();
		const media = { answer, renegotiate: () => Promise.resolve(answer) };
		const echo: PbxService = { matches: (number) => number === '9196', answer: () => Promise.resolve(media) };
		await meet({ services: [echo] });
		await pair.dial('sip:9196@voice.test', offer);
		const early = await alice.next(183);
		await likeRecorded(early, 'call-out', { start: 'SIP/2.0 183', values: ['Content-Disposition'] });
		assert.equal(early.get('Contact'), '<sip:9196@127.0.0.1:5060;transport=udp>');
		assert.doesNotMatch(early.body, /BUNDLE|a=mid/);
		assert.match(early.body, /^o=FreeSWITCH 1 2/m);
		assert.equal((await alice.next(200)).body, early.body);
	});
});
