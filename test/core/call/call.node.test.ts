import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Call } from '../../../src/core/call/call.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { deferred, settled } from '../../support/deferred.js';
import { aPhone, dialling, lastCall, registeredPhone, ringing, talking } from '../phone-scene.js';

const denied = new DOMException('Permission denied', 'NotAllowedError');

describe('a call that is dialled', () => {
	it('opens the microphone, then invites with what it sends', async () => {
		const { phone, media, signaling } = await registeredPhone();
		const prompt = media.prompt();
		const call = phone.call('bob', { headers: { 'X-Order': '7' } });
		await settled();
		assert.deepEqual([call.state.phase, call.direction, signaling.invitations.length], ['trying', 'outgoing', 0]);
		prompt.resolve();
		await settled();
		assert.deepEqual(signaling.invitations.map(({ session, options }) => [session.remote.uri, options.headers, session.sends === call.localStream]), [['sip:bob@voice.test', { 'X-Order': '7' }, true]]);
	});

	it('asks for video only when wished', async () => {
		const { phone, media } = await registeredPhone();
		phone.call('bob', { video: true });
		phone.call('carol');
		await settled();
		assert.deepEqual(media.wishes, [{ audio: true, video: true }, { audio: true, video: false }]);
	});

	it('rings here until sound of the far side arrives', async () => {
		const { call, session, media } = await dialling();
		session.tell({ type: 'progress', earlyMedia: false });
		assert.deepEqual([call.state.phase, media.ringing], ['early', 'ringback']);
		session.tell({ type: 'progress', earlyMedia: true });
		assert.equal(media.ringing, undefined);
	});

	it('ends in “media” when the microphone is denied', async () => {
		const { phone, media, signaling } = await registeredPhone();
		media.denial = denied;
		const call = phone.call('bob');
		await settled();
		assert.ok(call.state.phase === 'terminated');
		assert.deepEqual([call.state.termination.by, call.state.termination.cause, call.state.termination.error?.code], ['local', 'media', 'microphone-denied']);
		assert.deepEqual(signaling.invitations, []);
	});

	it('ends in “error” when the server cannot be reached', async () => {
		const { phone } = aPhone({}, { connect: () => Promise.reject(new VoiceError('unsupported', 'Not here.')) });
		const call = phone.call('bob');
		await settled();
		assert.ok(call.state.phase === 'terminated');
		assert.deepEqual([call.state.termination.cause, call.state.termination.error?.code], ['error', 'unsupported']);
	});

	it('is not begun for what cannot be called', async () => {
		const { phone } = await registeredPhone();
		assert.throws(() => phone.call('javascript:alert(1)'), { code: 'address' });
		assert.throws(() => phone.call('bob', { headers: { Via: 'x' } }), { code: 'configuration', subject: 'Via' });
		assert.deepEqual(phone.calls, []);
	});
});

describe('hanging up', () => {
	const endOf = ({ state }: Call): unknown => state.phase === 'terminated' && [state.termination.by, state.termination.cause];

	it('while the microphone prompt is open lets go of the microphone and calls nobody', async () => {
		const { phone, media, signaling } = await registeredPhone();
		const prompt = media.prompt();
		const call = phone.call('bob');
		call.hangUp();
		prompt.resolve();
		await settled();
		assert.deepEqual([endOf(call), signaling.invitations, media.uplinks.filter(({ stopped }) => !stopped)], [['local', 'cancelled'], [], []]);
	});

	for (let steps = 0; steps < 10; steps++) {
		it(`${String(steps)} steps after the microphone was granted leaves no invitation and no microphone open`, async () => {
			const { phone, media, signaling } = await registeredPhone();
			const call = phone.call('bob');
			for (let step = 0; step < steps; step++) await Promise.resolve();
			call.hangUp();
			await settled();
			assert.deepEqual(signaling.invitations.filter(({ session }) => !session.said.includes('hang up')), []);
			assert.deepEqual(media.uplinks.filter(({ stopped }) => !stopped), []);
		});
	}

	it('while the server is awaited calls nobody later', async () => {
		const credentials = deferred<{ password: string }>();
		const { phone, signaling, media } = aPhone({ credentials: () => credentials.promise });
		const call = phone.call('bob');
		await settled();
		call.hangUp();
		credentials.resolve({ password: 'sesame' });
		await settled();
		assert.deepEqual([signaling.accounts.length, signaling.invitations, media.wishes], [1, [], []]);
	});

	it('cancels while trying', async () => {
		const { call, session, media } = await dialling();
		call.hangUp();
		assert.deepEqual([endOf(call), session.said, media.uplinks.map(({ stopped }) => stopped)], [['local', 'cancelled'], ['hang up'], [true]]);
	});

	it('cancels while it rings there', async () => {
		const { call, session } = await dialling();
		session.tell({ type: 'progress', earlyMedia: false });
		call.hangUp();
		assert.deepEqual([endOf(call), session.said], [['local', 'cancelled'], ['hang up']]);
	});

	it('declines while it rings here', async () => {
		const { call, session, media } = await ringing();
		call.hangUp();
		assert.deepEqual([endOf(call), session.said, media.ringing], [['local', 'declined'], ['refuse: declined'], undefined]);
	});

	it('ends what was confirmed', async () => {
		const { call, session, media } = await talking();
		call.hangUp();
		assert.deepEqual([endOf(call), session.said.at(-1), media.uplinks.map(({ stopped }) => stopped)], [['local', 'hung-up'], 'hang up', [true]]);
	});

	it('what is over stays over, and says nothing more', async () => {
		const { call, session } = await talking();
		session.end();
		const { state } = call;
		call.hangUp();
		session.confirm();
		assert.deepEqual([call.state, session.said], [state, ['answer']]);
	});
});

describe('answering', () => {
	it('opens the microphone only then, and talks', async () => {
		const { call, session, media } = await ringing();
		assert.deepEqual([media.wishes, media.ringing], [[], 'incoming']);
		await call.answer();
		assert.deepEqual([call.state.phase, session.said, session.sends === call.localStream, media.ringing, media.wishes], ['confirmed', ['answer'], true, undefined, [{ audio: true, video: false }]]);
	});

	it('twice is answering once', async () => {
		const { call, session } = await ringing();
		await Promise.all([call.answer(), call.answer()]);
		assert.deepEqual(session.said, ['answer']);
	});

	it('falls silent while the prompt is open', async () => {
		const { call, media } = await ringing();
		const prompt = media.prompt();
		const answering = call.answer();
		assert.deepEqual([media.ringing, call.state.phase === 'early' && call.state.pending], [undefined, 'answer']);
		prompt.resolve();
		await answering;
	});

	it('with a denied microphone rings on, and can be tried again', async () => {
		const { call, session, media } = await ringing();
		media.denial = denied;
		await assert.rejects(call.answer(), { code: 'microphone-denied', cause: denied });
		assert.deepEqual([call.state.phase, call.state.phase === 'early' && call.state.trouble?.code, media.ringing, session.said], ['early', 'microphone-denied', 'incoming', []]);
		media.denial = undefined;
		await call.answer();
		assert.deepEqual([call.state.phase, 'trouble' in call.state], ['confirmed', false]);
	});

	it('lets go of a microphone that is granted when the caller has given up', async () => {
		const { call, session, media } = await ringing();
		const prompt = media.prompt();
		const answering = assert.rejects(call.answer(), { code: 'invalid-state', message: /ended first/ });
		session.tell({ type: 'terminated', at: 1, termination: { by: 'remote', cause: 'cancelled', status: 487 } });
		prompt.resolve();
		await answering;
		assert.deepEqual([session.said, media.uplinks.filter(({ stopped }) => !stopped), call.state.phase], [[], [], 'terminated']);
	});

	for (let steps = 0; steps < 10; steps++) {
		it(`is not done after all when it was declined ${String(steps)} steps later`, async () => {
			const { call, session, media } = await ringing();
			call.answer().catch(() => undefined);
			for (let step = 0; step < steps; step++) await Promise.resolve();
			const answered = session.said.length > 0;
			call.hangUp();
			await settled();
			assert.deepEqual(session.said.slice(answered ? 1 : 0), [call.state.phase === 'terminated' && call.state.termination.cause === 'declined' ? 'refuse: declined' : 'hang up']);
			assert.deepEqual(media.uplinks.filter(({ stopped }) => !stopped), []);
		});
	}

	it('that the server refuses leaves it ringing, with the microphone at hand', async () => {
		const { call, session, media } = await ringing();
		const answer = session.delay('answer');
		const answering = assert.rejects(call.answer(), { code: 'ice-failed' });
		await settled();
		answer.reject(new VoiceError('ice-failed', 'No way.'));
		await answering;
		assert.equal(call.state.phase, 'early');
		await call.answer();
		assert.deepEqual([session.said, media.wishes.length], [['answer', 'answer'], 1]);
	});
});

describe('muting', () => {
	it('silences what is sent, and back', async () => {
		const { call, media } = await talking();
		const [uplink] = media.uplinks;
		call.mute();
		assert.deepEqual([uplink?.audible, call.state.phase === 'confirmed' && call.state.muted], [false, true]);
		call.unmute();
		assert.equal(uplink?.audible, true);
	});

	it('before the answer stays, from the first packet', async () => {
		const { call, media, session } = await ringing();
		call.mute();
		const confirmed = session.delay('answer');
		const answering = call.answer();
		await settled();
		assert.deepEqual([session.said, media.uplinks[0]?.audible], [['answer'], false]);
		confirmed.resolve();
		await answering;
		assert.deepEqual([media.uplinks[0]?.audible, call.state.phase === 'confirmed' && call.state.muted], [false, true]);
	});

	it('while the prompt is open holds for the microphone to come', async () => {
		const { phone, media } = await registeredPhone();
		const prompt = media.prompt();
		const call = phone.call('bob');
		call.mute();
		prompt.resolve();
		await settled();
		assert.equal(media.uplinks[0]?.audible, false);
	});

	it('is not undone by resuming', async () => {
		const { call, media } = await talking();
		call.mute();
		await call.hold();
		await call.resume();
		assert.equal(media.uplinks[0]?.audible, false);
	});
});

describe('a command in the wrong phase throws at once', () => {
	type Command = readonly [name: string, give: (call: Call) => unknown];
	const answer: Command = ['answer', (call) => call.answer()];
	const hold: Command = ['hold', (call) => call.hold()];
	const resume: Command = ['resume', (call) => call.resume()];
	const digits: Command = ['sendDigits', (call) => call.sendDigits('1')];
	const transfer: Command = ['transfer', (call) => call.transfer('carol')];
	const mute: Command = ['mute', (call) => call.mute()];
	const unmute: Command = ['unmute', (call) => call.unmute()];
	const phases: readonly (readonly [phase: string, scene: () => Promise<{ call: Call }>, commands: readonly Command[]])[] = [
		['trying', () => dialling(), [answer, hold, resume, digits, transfer]],
		['incoming and early', () => ringing(), [hold, resume, digits, transfer]],
		['confirmed', () => talking(), [answer]],
		['terminated', ended, [answer, hold, resume, digits, transfer, mute, unmute]],
	];
	for (const [phase, scene, commands] of phases) {
		for (const [name, give] of commands) {
			it(`${name} of a call that is ${phase}`, async () => {
				const { call } = await scene();
				const { state } = call;
				assert.throws(() => give(call), { code: 'invalid-state' });
				assert.equal(call.state, state);
			});
		}
	}

	async function ended(): Promise<{ call: Call }> {
		const scene = await talking();
		scene.session.end();
		return { call: lastCall(scene) };
	}
});
