import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import { deferred, settled } from '../../support/deferred.js';
import { lastCall, registeredPhone, type PhoneScene } from '../phone-scene.js';

describe('auto-answer', () => {
	const rows: readonly (readonly [name: string, config: PhoneConfig, caller: { from: string; intercom: boolean }, answers: boolean])[] = [
		['is never, unless set', { autoAnswerFrom: 'alice' }, { from: 'alice', intercom: true }, false],
		['“always” answers who is listed', { autoAnswer: 'always', autoAnswerFrom: 'alice' }, { from: 'alice', intercom: false }, true],
		['“always” answers nobody without a list', { autoAnswer: 'always' }, { from: 'alice', intercom: true }, false],
		['“always” answers no stranger', { autoAnswer: 'always', autoAnswerFrom: 'alice' }, { from: 'mallory', intercom: true }, false],
		['“intercom” answers who is listed and asks', { autoAnswer: 'intercom', autoAnswerFrom: 'sip:alice@voice.test' }, { from: 'alice', intercom: true }, true],
		['“intercom” rings where nobody asks', { autoAnswer: 'intercom', autoAnswerFrom: 'alice' }, { from: 'alice', intercom: false }, false],
		['“intercom” answers no stranger who asks', { autoAnswer: 'intercom', autoAnswerFrom: 'alice' }, { from: 'mallory', intercom: true }, false],
	];
	for (const [name, config, { from, intercom }, answers] of rows) {
		it(name, async () => {
			const { phone, signaling, media } = await registeredPhone(config);
			const session = signaling.ring(from, { intercom });
			await settled();
			assert.deepEqual([session.said, media.wishes.length, media.announcements], answers ? [['answer'], 1, 1] : [[], 0, 0]);
			assert.equal('automatic' in lastCall({ phone }).state, answers);
		});
	}

	it('with a denied microphone rings on', async () => {
		const { phone, signaling, media } = await registeredPhone({ autoAnswer: 'always', autoAnswerFrom: 'alice' });
		media.denial = new DOMException('Permission denied', 'NotAllowedError');
		signaling.ring('alice');
		await settled();
		const { state } = lastCall({ phone });
		assert.deepEqual([state.phase, 'automatic' in state, media.ringing], ['early', false, 'incoming']);
	});

	const always = { autoAnswer: 'always', autoAnswerFrom: 'alice' } as const;

	it('is heard before anybody is answered, and nothing rings meanwhile', async () => {
		const { phone, signaling, media } = await registeredPhone(always);
		media.announcing = deferred();
		const session = signaling.ring('alice');
		await settled();
		assert.deepEqual([session.said, media.wishes.length, media.ringing, media.announcements], [[], 0, undefined, 1]);
		media.announcing.resolve();
		await settled();
		assert.deepEqual([session.said, lastCall({ phone }).state.phase], [['answer'], 'confirmed']);
	});

	it('rings where it cannot be heard', async () => {
		const { phone, signaling, media } = await registeredPhone(always);
		media.mute = true;
		const session = signaling.ring('alice');
		await settled();
		const { state } = lastCall({ phone });
		assert.deepEqual([session.said, media.wishes.length, media.ringing, 'automatic' in state, 'trouble' in state], [[], 0, 'incoming', false, false]);
		await lastCall({ phone }).answer();
		assert.equal('automatic' in lastCall({ phone }).state, false);
	});

	it('that somebody overtakes by hand is no automatic one', async () => {
		const { phone, signaling, media } = await registeredPhone(always);
		media.announcing = deferred();
		const session = signaling.ring('alice');
		await lastCall({ phone }).answer();
		media.announcing.resolve();
		await settled();
		assert.deepEqual([session.said, 'automatic' in lastCall({ phone }).state], [['answer'], false]);
	});

	const engagements: readonly (readonly [name: string, engage: (scene: PhoneScene) => unknown])[] = [
		['talks', ({ phone, signaling }) => (signaling.ring('bob'), lastCall({ phone }).answer())],
		['calls somebody', ({ phone }) => phone.call('bob')],
		['holds somebody', async ({ phone, signaling }) => {
			signaling.ring('bob');
			await lastCall({ phone }).answer();
			await lastCall({ phone }).hold();
		}],
		['answers somebody', ({ phone, signaling, media }) => {
			media.prompt();
			signaling.ring('bob');
			void lastCall({ phone }).answer();
		}],
		['is answering another by itself', ({ signaling, media }) => {
			media.announcing = deferred();
			signaling.ring('alice@voice.test');
		}],
	];
	for (const [name, engage] of engagements) {
		it(`rings while one ${name}`, async () => {
			const scene = await registeredPhone(always);
			await engage(scene);
			await settled();
			const [rings, said] = [scene.signaling.ring('alice'), scene.media.announcements];
			await settled();
			assert.deepEqual([rings.said, scene.media.announcements, 'automatic' in lastCall(scene).state], [[], said, false]);
		});
	}

	it('rings where one began another call while it was announced', async () => {
		const scene = await registeredPhone(always);
		scene.media.announcing = deferred();
		const session = scene.signaling.ring('alice');
		scene.phone.call('bob');
		scene.media.announcing.resolve();
		await settled();
		assert.deepEqual(session.said, []);
	});

	const interruptions: readonly (readonly [name: string, interrupt: (scene: PhoneScene) => unknown])[] = [
		['dials', ({ phone }) => phone.call('bob')],
		['answers another', ({ phone, signaling }) => (signaling.ring('bob'), lastCall({ phone }).answer())],
	];
	for (const [name, interrupt] of interruptions) {
		it(`rings where one ${name} while the browser still asks for the microphone, and can be answered then`, async () => {
			const scene = await registeredPhone(always);
			const prompt = scene.media.prompt();
			const session = scene.signaling.ring('alice');
			await settled();
			const [call] = scene.phone.calls;
			assert.deepEqual(call?.state.phase === 'early' && [call.state.automatic, call.state.awaitsPermission], [true, true]);
			await interrupt(scene);
			prompt.resolve();
			await settled();
			const { phase, ...state } = call?.state ?? {};
			assert.deepEqual([session.said, phase, ...['automatic', 'pending', 'trouble', 'awaitsPermission'].map((key) => key in state)], [[], 'early', false, false, false, false]);
			assert.equal(scene.media.uplinks.length, 1);
			await call?.answer();
			assert.deepEqual([session.said, call?.state.phase === 'confirmed' && 'automatic' in call.state], [['answer'], false]);
		});
	}

	it('goes on where somebody answers by hand while the browser asks, and dials', async () => {
		const scene = await registeredPhone(always);
		const prompt = scene.media.prompt();
		const session = scene.signaling.ring('alice');
		await settled();
		const [call] = scene.phone.calls;
		const answered = call?.answer();
		scene.phone.call('bob');
		prompt.resolve();
		await answered;
		assert.deepEqual([session.said, call?.state.phase === 'confirmed' && 'automatic' in call.state], [['answer'], false]);
	});

	it('holds whom it was already answering when one dialled, and talks to them once that came to nothing', async () => {
		const scene = await registeredPhone(always);
		const prompt = scene.media.prompt();
		const session = scene.signaling.ring('alice');
		const answered = session.delay('answer');
		prompt.resolve();
		await settled();
		const dialled = scene.phone.call('bob');
		answered.resolve();
		await settled();
		const [call] = scene.phone.calls;
		assert.deepEqual([session.said, call?.state.phase === 'confirmed' && call.state.hold.local], [['answer', 'hold'], true]);
		dialled.hangUp();
		await settled();
		assert.equal(session.said.at(-1), 'resume');
	});

	it('answers while another only rings, or after it', async () => {
		const { signaling } = await registeredPhone(always);
		const other = signaling.ring('bob');
		const first = signaling.ring('alice');
		await settled();
		assert.deepEqual(first.said, ['answer']);
		for (const session of [other, first]) session.end();
		const second = signaling.ring('alice');
		await settled();
		assert.deepEqual(second.said, ['answer']);
	});

	it('does not answer what the page turned away at its start', async () => {
		const { phone, signaling } = await registeredPhone({ autoAnswer: 'always', autoAnswerFrom: 'alice' });
		phone.addEventListener('voice-call-start', () => lastCall({ phone }).hangUp());
		const session = signaling.ring('alice');
		await settled();
		assert.deepEqual(session.said, ['refuse: declined']);
	});
});
