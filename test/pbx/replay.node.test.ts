import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseSip } from '../../src/pbx/parse-sip.js';
import { byteLength } from '../../src/pbx/sip-message.js';
import { RawClient } from '../support/raw-client.js';
import { recording } from '../support/recording.js';
import { Replay } from '../support/replay.js';

const names = ['register', 'call-out', 'call-in', 'hold', 'dtmf-info', 'server-bye', 'blind-transfer', 'attended-transfer', 'room-text', 'room-inactive',
	'in-dialog-text', 'user-text', 'digits-text', 'failures', 'lost-fork', 'trunk', 'video-answer', 'text-500'].map((name) => `freeswitch/${name}`);

const sdp = { headers: [['Content-Type', 'application/sdp']] as const, body: 'v=0\r\n' };

describe('the recordings', () => {
	for (const name of names) {
		it(`${name} holds whole messages with the length they announce`, async () => {
			const frames = await recording(name);
			assert.ok(frames.length > 0);
			for (const { text } of frames) {
				const message = parseSip(text);
				assert.ok(message, text);
				assert.equal(byteLength(message.body), Number(message.get('Content-Length') || 0), text.split('\r\n')[0]);
			}
		});
	}
});

describe('a replay', () => {
	it('plays the server of a registration', async () => {
		const replay = new Replay(await recording('freeswitch/register'));
		const alice = new RawClient(replay, '1000', '1234x');
		const registered = await alice.register();
		await replay.finished;
		assert.equal(registered.status, 200);
		assert.equal(registered.get('Contact'), `<${alice.contact}>;expires=600`);
	});

	it('plays a call with hold, digits and BYE, in the dialog that lives', async () => {
		const replay = new Replay(await recording('freeswitch/call-out', 'freeswitch/hold', 'freeswitch/dtmf-info', 'freeswitch/server-bye'));
		const alice = new RawClient(replay, '1000', '1234x');
		const accepted = await alice.ask(alice.request('INVITE', 'sip:1001@voice.test', sdp));
		assert.equal(accepted.toTag, 'NHa55D80Zc9SH');
		assert.equal((await alice.next(183)).toTag, 'NHa55D80Zc9SH');
		assert.match(accepted.body, /^m=audio 22408 /m);
		alice.send(alice.ackTo(accepted));
		const dialog = alice.dialogOf(accepted);
		assert.equal(dialog.target, 'sip:1001@127.0.0.1:5060;transport=udp');
		assert.match((await alice.ask(alice.within(dialog, 'INVITE', sdp))).body, /^a=recvonly/m);
		assert.equal((await alice.ask(alice.within(dialog, 'INFO'))).status, 200);
		const bye = await alice.next('BYE');
		assert.deepEqual([bye.callId, bye.toTag, bye.fromTag], [accepted.callId, accepted.fromTag, accepted.toTag]);
		assert.equal(bye.uri, `${alice.contact};ob`);
		await replay.finished;
		assert.deepEqual(replay.unexpected, []);
	});

	it('calls, is answered, and is transferred away', async () => {
		const frames = await recording('freeswitch/call-in', 'freeswitch/blind-transfer');
		const replay = new Replay(frames, { party: 'B' });
		const bob = new RawClient(replay, '1001');
		const invite = await bob.next('INVITE');
		for (const status of [100, 180, 200]) bob.answer(invite, status, { tag: 'living' });
		assert.equal((await bob.next('ACK')).toTag, 'living');
		const dialog = bob.dialogBy(invite, 'living');
		const refer = bob.within(dialog, 'REFER', { headers: [['Refer-To', '<sip:1002@voice.test>']] });
		assert.equal((await bob.ask(refer)).status, 202);
		const notify = await bob.next('NOTIFY');
		assert.deepEqual([notify.get('Event'), notify.toTag, notify.callId], [`refer;id=${refer.cseq}`, 'living', invite.callId]);
		bob.answer(notify, 200);
		bob.answer(await bob.next('BYE'), 200);
		await replay.finished;
	});

	it('gives a failure for whatever was asked', async () => {
		const failures = await recording('freeswitch/failures');
		const busy = failures.filter(({ text }) => text.includes('486 Busy Here')).slice(0, 1);
		const calling = (await recording('freeswitch/call-out')).slice(0, 5);
		const alice = new RawClient(new Replay([...calling, ...busy]), '1000');
		const refused = await alice.ask(alice.request('INVITE', 'sip:1001@voice.test', sdp));
		assert.deepEqual([refused.status, refused.get('Reason')], [486, 'Q.850;cause=17;text="USER_BUSY"']);
	});

	it('takes a living answer where it is given one', async () => {
		const replay = new Replay(await recording('freeswitch/trunk'), { answer: (offer) => Promise.resolve(`answer to ${offer}`) });
		const visitor = new RawClient(replay, 'anonymous');
		assert.equal((await visitor.ask(visitor.request('INVITE', 'sip:07010002000@trunk.test', sdp))).body, `answer to ${sdp.body}`);
	});

	it('refuses what was not recorded, but answers keep-alives', async () => {
		const replay = new Replay(await recording('freeswitch/register'));
		const alice = new RawClient(replay, '1000');
		assert.equal((await alice.ask(alice.request('OPTIONS', 'sip:voice.test'))).status, 200);
		assert.equal((await alice.ask(alice.request('INVITE', 'sip:1001@voice.test', sdp))).status, 501);
		assert.deepEqual(replay.unexpected.map(({ method }) => method), ['INVITE']);
		assert.equal(replay.awaited, 'REGISTER sip:voice.test SIP/2.0');
	});
});
