import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import { aPhone, config, lastCall, registeredPhone, ringing } from '../phone-scene.js';

describe('an incoming call', () => {
	it('rings, and opens no microphone', async () => {
		const { call, media, phone } = await ringing();
		assert.deepEqual([call.state.phase, call.remote.user, media.ringing, media.wishes, phone.state.calls], ['early', 'alice', 'incoming', [], [call.state]]);
	});

	it('that is cancelled is silent at once', async () => {
		const { call, session, media } = await ringing();
		session.tell({ type: 'terminated', at: 1, termination: { by: 'remote', cause: 'elsewhere' } });
		assert.deepEqual([call.state.phase, media.ringing], ['terminated', undefined]);
	});

	it('is turned away with the reason that is given', async () => {
		const { call, session } = await ringing();
		call.refuse('busy');
		assert.deepEqual([session.said, call.state.phase === 'terminated' && call.state.termination], [['refuse: busy'], { by: 'local', cause: 'busy' }]);
	});

	it('is unavailable to who must not be disturbed', async () => {
		const { phone, signaling, media, typesOf } = await registeredPhone({ doNotDisturb: true });
		const session = signaling.ring();
		assert.deepEqual([session.said, phone.calls, media.ringing, typesOf().includes('voice-call-start')], [['refuse: unavailable'], [], undefined, false]);
	});

	it('hears busy when more ring than anybody can look after, who can call all the same', async () => {
		const { phone, signaling } = await registeredPhone();
		const sessions = Array.from({ length: 17 }, (_, index) => signaling.ring(`10${String(index)}`));
		assert.deepEqual(sessions.map(({ said }) => said.join()).filter(Boolean), ['refuse: busy']);
		assert.equal(phone.calls.length, 16);
		phone.call('bob');
		sessions[0]?.end();
		assert.deepEqual(signaling.ring('zoe').said, []);
	});

	it('that is one too many of the same caller hears busy, and others ring', async () => {
		const { signaling } = await registeredPhone();
		const sessions = ['eve', 'eve', 'eve@VOICE.test:5060', 'eve'].map((caller) => signaling.ring(caller));
		assert.deepEqual(sessions.map(({ said }) => said.join()), ['', '', '', 'refuse: busy']);
		for (const another of ['alice', 'eve;x']) assert.deepEqual(signaling.ring(another).said, []);
		sessions[0]?.end();
		assert.deepEqual(signaling.ring('eve').said, []);
	});

	it('hears busy where one has as many calls as one can have, and one more cannot be made', async () => {
		const { phone, signaling } = await registeredPhone();
		const calls = Array.from({ length: 8 }, (_, index) => phone.call(`10${String(index)}`));
		assert.deepEqual(signaling.ring().said, ['refuse: busy']);
		assert.throws(() => phone.call('bob'), { code: 'invalid-state', message: /too many/ });
		calls[0]?.hangUp();
		assert.deepEqual(signaling.ring().said, []);
		phone.call('bob');
	});
});

describe('surfaces that can answer', () => {
	const elements = { answeredBy: 'elements' } as const;

	it('there are none: a call is unavailable', async () => {
		const { phone, signaling } = await registeredPhone({}, elements);
		assert.deepEqual([signaling.ring().said, phone.calls], [['refuse: unavailable'], []]);
	});

	it('one is enough', async () => {
		const { phone, signaling } = await registeredPhone({}, elements);
		phone.addSurface(new AbortController());
		assert.deepEqual(signaling.ring().said, []);
	});

	it('the last one goes: what rings is turned away, what talks goes on', async () => {
		const { phone, signaling } = await registeredPhone({}, elements);
		const [first, second] = [new AbortController(), new AbortController()];
		for (const surface of [first, second]) phone.addSurface(surface);
		const talking = signaling.ring('alice');
		await lastCall({ phone }).answer();
		const ringing = signaling.ring('bob');
		first.abort();
		assert.deepEqual(ringing.said, []);
		second.abort();
		assert.deepEqual([ringing.said, talking.said.includes('hang up'), phone.calls.map(({ state }) => state.phase)], [['refuse: unavailable'], false, ['confirmed', 'terminated']]);
	});

	it('one that is gone already does not count', async () => {
		const { phone, signaling } = await registeredPhone({}, elements);
		phone.addSurface({ signal: AbortSignal.abort() });
		assert.deepEqual(signaling.ring().said, ['refuse: unavailable']);
	});

	it('a page that made the phone needs none', async () => {
		const { signaling } = await registeredPhone();
		assert.deepEqual(signaling.ring().said, []);
	});
});

describe('declining', () => {
	const rows: readonly (readonly [decline: PhoneConfig['decline'], refusal: string])[] = [[undefined, 'declined'], ['busy', 'declined'], ['everywhere', 'declined-everywhere']];
	for (const [decline, refusal] of rows) {
		it(`with “decline” ${String(decline)}`, async () => {
			const { call, session } = await ringing(decline ? { decline } : {});
			call.hangUp();
			assert.deepEqual([session.said, call.state.phase === 'terminated' && call.state.termination], [[`refuse: ${refusal}`], { by: 'local', cause: 'declined' }]);
		});
	}

	it('goes by what is set when it is done', async () => {
		const { phone, call, session } = await ringing();
		await phone.configure({ ...config, decline: 'everywhere' });
		call.hangUp();
		assert.deepEqual(session.said, ['refuse: declined-everywhere']);
	});

	it('another way is a mistake', () => assert.throws(() => aPhone({ decline: 'politely' as 'busy' }), { code: 'configuration', subject: 'decline' }));
});
