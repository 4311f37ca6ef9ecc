import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Pbx, PbxOptions } from '../../src/pbx/pbx.js';
import type { PbxService } from '../../src/pbx/service.js';
import { likeRecorded } from '../support/like-recorded.js';
import type { RawClient } from '../support/raw-client.js';
import { bobUri, RawPair } from '../support/raw-pair.js';

const offer = 'v=0\r\no=- 1 2 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\na=mid:0\r\na=ice-ufrag:alice\r\na=setup:actpass\r\na=sendrecv\r\n'
	+ 'a=candidate:1 1 udp 2122194687 192.0.2.2 57182 typ host\r\n';
const answer = offer.replace('actpass', 'active').replace('alice', 'bobby').replace('111 0', '111');
const sdp = { headers: [['Content-Type', 'application/sdp']] as const };

let pair: RawPair;
let pbx: Pbx;
let alice: RawClient;
let bob: RawClient;

async function meet(options: PbxOptions = {}): Promise<void> {
	pair = await RawPair.meeting({ manners: 'freeswitch', ...options });
	({ pbx, alice, bob } = pair);
}

beforeEach(() => meet());
afterEach(() => pbx.stop());

describe('texts through FreeSWITCH', () => {
	const text = (from: RawClient, uri: string, { type = 'text/plain', body = 'hello', extra = [] as (readonly [string, string])[] } = {}) =>
		from.ask(from.request('MESSAGE', uri, { headers: [...extra, ['Content-Type', type]], body }));
	const rooms: PbxService = { matches: (number) => number === '3500', isRoom: true, answer: () => Promise.resolve({ answer, renegotiate: () => Promise.resolve(answer) }) };

	const enter = async (who: RawClient) => {
		const accepted = await who.ask(who.request('INVITE', 'sip:3500@voice.test', { ...sdp, body: offer }));
		who.send(who.ackTo(accepted));
		return who.dialogOf(accepted);
	};

	it('are accepted whatever becomes of them, and arrive as recorded', async () => {
		const accepted = await text(alice, bobUri, { type: 'text/plain;charset=utf-8', body: 'grüß\nGott', extra: [['X-Nick', 'Alice'], ['Subject', 's1']] });
		await likeRecorded(accepted, 'room-text', { start: 'SIP/2.0 202', values: ['Contact'] });
		const copy = await bob.next('MESSAGE');
		await likeRecorded(copy, 'room-text', { start: 'MESSAGE', values: ['Content-Type', 'Route'] });
		assert.match(copy.uri, /^sip:\w+@127\.0\.0\.1:\d+$/);
		assert.equal(copy.get('To'), `<${copy.uri}>;transport=ws`);
		assert.deepEqual([copy.body, copy.get('X-Nick'), copy.has('Subject')], ['grüß\nGott', 'Alice', false]);
		assert.equal((await text(alice, 'sip:1015@voice.test')).status, 202);
	});

	it('are accepted also where nobody has the number', async () => {
		assert.equal((await text(alice, 'sip:1999@voice.test')).status, 202);
	});

	it('never tell that somebody types', async () => {
		assert.equal((await text(alice, bobUri, { type: 'application/im-iscomposing+xml', body: '<x/>' })).status, 202);
		assert.equal(bob.has('MESSAGE'), false);
	});

	it('reach every device of every member of a room, whose name they do not tell', async () => {
		pbx.stop();
		await meet({ services: [rooms] });
		const tablet = await pair.bobToo();
		await enter(alice);
		await enter(bob);
		const sent = alice.request('MESSAGE', 'sip:conf+3500@voice.test', { body: 'hello' });
		assert.equal((await alice.ask(sent)).status, 202);
		for (const member of [alice, bob, tablet]) {
			const copy = await member.next('MESSAGE');
			assert.equal(copy.get('From'), sent.get('From'));
			assert.ok(!copy.toString().includes('3500'));
			assert.equal(member.has('MESSAGE'), false);
		}
	});

	it('inside a call with another reach that other\'s devices', async () => {
		await pair.dial(bobUri, offer);
		bob.answer(await bob.next('INVITE'), 200, { ...sdp, body: answer });
		const accepted = await alice.next(200);
		alice.send(alice.ackTo(accepted));
		const hers = alice.dialogOf(accepted);
		assert.equal((await alice.ask(alice.within(hers, 'MESSAGE', { body: 'inside' }))).status, 202);
		const copy = await bob.next('MESSAGE');
		assert.deepEqual([copy.body, copy.toTag], ['inside', '']);
	});

	it('inside a call are challenged too', async () => {
		pbx.stop();
		await meet({ services: [rooms] });
		const dialog = await enter(alice);
		const sent = alice.within(dialog, 'MESSAGE', { body: 'inside' });
		alice.send(sent);
		assert.equal((await alice.response(sent)).status, 407);
		assert.equal((await alice.ask(alice.within(dialog, 'MESSAGE', { body: 'inside' }))).status, 202);
		assert.equal((await alice.next('MESSAGE')).body, 'inside');
	});

	it('to a room where nobody is come back as a notice', async () => {
		pbx.stop();
		await meet({ services: [rooms] });
		assert.equal((await text(alice, 'sip:3500@voice.test')).status, 202);
		const notice = await alice.next('MESSAGE');
		await likeRecorded(notice, 'room-inactive', { start: 'MESSAGE', values: ['Content-Type', 'From'] });
		assert.equal(notice.body, 'Conference not active.');
	});
});
