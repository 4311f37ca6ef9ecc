import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '../../../src/core/call/call.js';
import type { CallState } from '../../../src/core/call/call-state.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { settled } from '../../support/deferred.js';
import { dialling, lastCall, ringing, talking } from '../phone-scene.js';

const refused = new VoiceError('refused', 'No.', { status: 488 });
const holdOf = ({ state }: Call): unknown => (state.phase === 'confirmed' ? state.hold : state.phase);
const pendingOf = (state: CallState): unknown => (state.phase === 'terminated' ? undefined : state.pending);
const stream = (): MediaStream => ({}) as MediaStream;

describe('holding', () => {
	it('silences us at once, and is true when the peer agreed', async () => {
		const { call, session, media } = await talking();
		const agreed = session.delay('hold');
		const holding = call.hold();
		assert.deepEqual([media.uplinks[0]?.audible, holdOf(call), pendingOf(call.state)], [false, { local: false, remote: false }, 'hold']);
		agreed.resolve();
		await holding;
		assert.deepEqual([media.uplinks[0]?.audible, holdOf(call), pendingOf(call.state)], [false, { local: true, remote: false }, undefined]);
	});

	it('hides our picture, which muting does not', async () => {
		const { call, media } = await talking();
		call.mute();
		assert.equal(media.uplinks[0]?.visible, true);
		await call.hold();
		assert.equal(media.uplinks[0]?.visible, false);
		await call.resume();
		assert.equal(media.uplinks[0]?.visible, true);
	});

	it('refused keeps the call, and gives the sound back', async () => {
		const { call, session, media } = await talking();
		session.delay('hold').reject(refused);
		await assert.rejects(call.hold(), refused);
		assert.deepEqual([call.state.phase, holdOf(call), media.uplinks[0]?.audible], ['confirmed', { local: false, remote: false }, true]);
		assert.deepEqual(call.state.phase === 'confirmed' && call.state.trouble, { code: 'refused', message: 'No.', status: 488, command: 'hold' });
	});

	it('stays silent while other commands are given', async () => {
		const { call, session, media } = await talking();
		const agreed = session.delay('hold');
		const holding = call.hold();
		await call.sendDigits('1');
		assert.equal(media.uplinks[0]?.audible, false);
		agreed.reject(refused);
		await assert.rejects(holding);
		assert.equal(media.uplinks[0]?.audible, true);
	});

	it('and resuming in one breath ends in talking', async () => {
		const { call, session, media } = await talking();
		await Promise.all([call.hold(), call.resume()]);
		assert.deepEqual([session.said, holdOf(call), media.uplinks[0]?.audible], [['answer', 'hold', 'resume'], { local: false, remote: false }, true]);
	});

	it('refused to be resumed stays held and silent', async () => {
		const { call, session, media } = await talking();
		await call.hold();
		session.delay('resume').reject(refused);
		await assert.rejects(call.resume(), refused);
		assert.deepEqual([holdOf(call), media.uplinks[0]?.audible], [{ local: true, remote: false }, false]);
	});

	it('by the other side is shown beside ours', async () => {
		const { call, session } = await talking();
		await call.hold();
		session.tell({ type: 'remote-hold', held: true });
		assert.deepEqual(holdOf(call), { local: true, remote: true });
	});

	it('is over when the call ends meanwhile', async () => {
		const { call, session } = await talking();
		const agreed = session.delay('hold');
		const holding = assert.rejects(call.hold(), { code: 'invalid-state' });
		session.end();
		agreed.reject(refused);
		await holding;
		assert.equal(call.state.phase, 'terminated');
	});
});

describe('digits', () => {
	it('are sent in capitals, a single one with its tone', async () => {
		const { call, session, media } = await talking();
		await call.sendDigits('5');
		await call.sendDigits('a');
		await call.sendDigits('12,#*d');
		assert.deepEqual([session.said.slice(1), media.keys], [['digits: 5', 'digits: A', 'digits: 12,#*D'], ['5', 'A']]);
	});

	it('are sent while it rings there', async () => {
		const { call, session } = await dialling();
		session.tell({ type: 'progress', earlyMedia: true });
		await call.sendDigits('1');
		assert.deepEqual(session.said, ['digits: 1']);
	});

	for (const digits of ['', 'x', '1 2', '1\r\n', '1'.repeat(129), 5 as never]) {
		it(`are not ${JSON.stringify(digits).slice(0, 20)}`, async () => {
			const { call } = await talking();
			assert.throws(() => call.sendDigits(digits), { code: 'address' });
		});
	}

	it('that fail leave the call', async () => {
		const { call, session } = await talking();
		session.delay('digits').reject(refused);
		await assert.rejects(call.sendDigits('1'), refused);
		assert.deepEqual([call.state.phase, call.state.phase === 'confirmed' && call.state.trouble?.code], ['confirmed', 'refused']);
	});
});

describe('a transfer', () => {
	it('goes to what somebody typed', async () => {
		const { call, session } = await talking();
		await call.transfer('carol');
		assert.equal(session.said.at(-1), 'transfer: sip:carol@voice.test');
	});

	it('is told of, with whom it went to, also when the call is over', async () => {
		const { call, session } = await talking();
		await call.transfer('carol');
		session.end();
		assert.deepEqual([call.state.phase, call.state.phase === 'terminated' && call.state.transferredTo?.user], ['terminated', 'carol']);
	});

	it('to another call is told of by both', async () => {
		const scene = await talking();
		scene.signaling.ring('carol');
		const other = lastCall(scene);
		await other.answer();
		await scene.call.transfer(other);
		assert.deepEqual([scene.call, other].map(({ state }) => 'transferredTo' in state && state.transferredTo?.user), ['carol', 'alice']);
	});

	it('goes to an address', async () => {
		const { call, session } = await talking();
		await call.transfer({ uri: 'sip:carol@x', user: 'carol', displayName: '' });
		assert.equal(session.said.at(-1), 'transfer: sip:carol@x');
	});

	it('goes to the far end of another call', async () => {
		const scene = await talking();
		scene.signaling.ring('carol');
		await scene.call.transfer(lastCall(scene));
		assert.equal(scene.session.said.at(-1), 'transfer: call with sip:carol@voice.test');
	});

	it('goes to no call that ended, nor to itself', async () => {
		const scene = await talking();
		scene.signaling.ring('carol').end();
		assert.throws(() => scene.call.transfer(lastCall(scene)), { code: 'invalid-state' });
		assert.throws(() => scene.call.transfer(scene.call), { code: 'invalid-state' });
		assert.throws(() => scene.call.transfer('a b'), { code: 'address' });
	});

	it('that is refused leaves the call', async () => {
		const { call, session } = await talking();
		session.delay('transfer').reject(refused);
		await assert.rejects(call.transfer('carol'), refused);
		assert.deepEqual([call.state.phase, 'transferredTo' in call.state], ['confirmed', false]);
	});
});

describe('a command that is under way', () => {
	it('is the last one given, until that is settled', async () => {
		const { call, session } = await talking();
		const hold = session.delay('hold');
		const digits = session.delay('digits');
		const both = Promise.all([call.hold(), call.sendDigits('1')]);
		assert.equal(pendingOf(call.state), 'digits');
		hold.resolve();
		await settled();
		assert.equal(pendingOf(call.state), 'digits');
		digits.resolve();
		await both;
		assert.equal(pendingOf(call.state), undefined);
	});
});

describe('what arrives', () => {
	it('is played until the call ends', async () => {
		const { call, session, media } = await dialling();
		session.remoteStream = stream();
		session.tell({ type: 'media' });
		assert.deepEqual([media.played.length, media.played[0]?.stream === call.remoteStream, media.played[0]?.signal.aborted], [1, true, false]);
		session.end();
		assert.equal(media.played[0]?.signal.aborted, true);
	});

	it('is not begun anew when the call is confirmed', async () => {
		const { session, media } = await dialling();
		session.remoteStream = stream();
		session.tell({ type: 'media' });
		session.confirm();
		assert.deepEqual(media.played.map(({ signal }) => signal.aborted), [false]);
	});

	it('takes the place of what arrived before', async () => {
		const { session, media } = await talking();
		for (const next of [stream(), stream()]) {
			session.remoteStream = next;
			session.tell({ type: 'media' });
		}
		assert.deepEqual(media.played.map(({ signal }) => signal.aborted), [true, false]);
		session.remoteStream = undefined;
		session.tell({ type: 'media' });
		assert.deepEqual(media.played.map(({ signal }) => signal.aborted), [true, true]);
	});

	it('is measured once the call is confirmed, and only on the connection in use', async () => {
		const { call, session, media } = await ringing();
		session.connection = {} as RTCPeerConnection;
		session.tell({ type: 'media' });
		assert.equal(media.watches.length, 0);
		await call.answer();
		media.watches[0]?.report({ hears: 'yes', heard: 'no' });
		assert.deepEqual(call.state.phase === 'confirmed' && [call.state.hears, call.state.heard], ['yes', 'no']);
		session.connection = {} as RTCPeerConnection;
		session.tell({ type: 'media' });
		assert.deepEqual(media.watches.map(({ signal }) => signal.aborted), [true, false]);
		session.end();
		assert.deepEqual(media.watches.map(({ signal }) => signal.aborted), [true, true]);
	});

	it('is not played for a call that is over before it is listened to', async () => {
		const { phone, media, signaling } = await dialling();
		const invite = signaling.invite.bind(signaling);
		signaling.invite = (target, options) => {
			const session = invite(target, options);
			session.remoteStream = stream();
			session.end();
			return session;
		};
		phone.call('carol');
		await settled();
		assert.deepEqual([phone.calls.at(-1)?.state.phase, media.played], ['terminated', []]);
	});
});
