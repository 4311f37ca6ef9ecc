import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import type { Presence } from '../../src/core/presence.js';
import { settled } from '../support/deferred.js';
import { aPhone, registeredPhone } from './phone-scene.js';

const bob = { uri: 'sip:bob@voice.test', user: 'bob', displayName: '' };

describe('texts', () => {
	beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'], now: 1_000_000 }));
	afterEach(() => mock.timers.reset());

	it('tell who writes, until they stop, send, or say nothing more', async () => {
		const { phone, signaling } = await registeredPhone();
		const chat = phone.chat({ person: 'alice' });
		const writes = (composing: boolean): void => signaling.tell({ type: 'composing', from: { uri: 'sip:alice@voice.test', user: 'alice', displayName: '' }, composing });
		const told = (): unknown => chat.state.composing?.map(({ user }) => user);
		const seen: unknown[] = [told()];
		for (const act of [() => writes(true), () => writes(false), () => writes(true), () => signaling.receive('alice', 'Hi'), () => writes(true), () => mock.timers.tick(120_000)]) {
			act();
			seen.push(told());
		}
		assert.deepEqual(seen, [undefined, ['alice'], undefined, ['alice'], undefined, ['alice'], undefined]);
	});

	it('begin no conversation by that', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.tell({ type: 'composing', from: bob, composing: true });
		assert.deepEqual(phone.state.chats, []);
	});

	it('tell that we write, seldom, and that we stopped', async () => {
		const { phone, signaling } = await registeredPhone();
		const chat = phone.chat({ person: 'bob' });
		for (let key = 0; key < 70; key++) {
			chat.compose('Hello');
			mock.timers.tick(1000);
		}
		assert.deepEqual(signaling.composing, ['writes sip:bob@voice.test', 'writes sip:bob@voice.test']);
		mock.timers.tick(15_000);
		chat.compose('Hello again');
		chat.send('Hello again');
		chat.compose('');
		assert.deepEqual(signaling.composing.slice(2), ['stopped sip:bob@voice.test', 'writes sip:bob@voice.test']);
	});

	for (const [status, delivery] of [['delivered', 'accepted'], ['displayed', 'displayed'], ['failed', 'failed']] as const) {
		it(`are ${status} by a receipt, and those of nobody else`, async () => {
			const { phone, signaling } = await registeredPhone();
			signaling.outcome = 'submitted';
			const chat = phone.chat({ person: 'bob' });
			const { id } = chat.send('Hello');
			for (let step = 0; step < 20; step++) await Promise.resolve();
			assert.equal(chat.state.messages[0]?.delivery, 'submitted');
			signaling.tell({ type: 'receipt', messageId: 'unknown', status });
			signaling.tell({ type: 'receipt', messageId: '', status });
			assert.equal(chat.state.messages[0]?.delivery, 'submitted');
			signaling.tell({ type: 'receipt', messageId: id, status });
			assert.deepEqual([chat.state.messages[0]?.delivery, chat.state.messages[0]?.error?.code], [delivery, status === 'failed' ? 'failed' : undefined]);
		});
	}
});

describe('who is watched', () => {
	const presence = (user: string, status: Presence['status'], note?: string): Presence => ({ address: { uri: `sip:${user}@voice.test`, user, displayName: '' }, status, ...(note !== undefined && { note }) });

	it('is watched once, however many want it, and no longer than they do', async () => {
		const { phone, signaling } = await registeredPhone();
		const [one, other] = [new AbortController(), new AbortController()];
		phone.watch('bob', 'presence', one);
		phone.watch('sip:bob@voice.test', 'presence', other);
		phone.watch('1000', 'message-summary', other);
		assert.deepEqual(signaling.watched, ['presence sip:bob@voice.test', 'message-summary sip:1000@voice.test']);
		signaling.tell({ type: 'presence', presence: presence('bob', 'busy', 'In a \u202Emeeting') });
		signaling.tell({ type: 'presence', presence: presence('stranger', 'busy') });
		signaling.tell({ type: 'voicemail', voicemail: { waiting: true, unheard: 2 } });
		assert.deepEqual([phone.state.presences.map(({ address, status, note }) => [address.user, status, note]), phone.state.voicemail], [[['bob', 'busy', 'In a meeting']], { waiting: true, unheard: 2 }]);
		one.abort();
		assert.equal(phone.state.presences.length, 1);
		other.abort();
		assert.deepEqual([signaling.watched, phone.state.presences, 'voicemail' in phone.state], [[], [], false]);
	});

	it('is watched by the next protocol as well, and before there is one', async () => {
		const scene = aPhone();
		scene.phone.watch('bob', 'dialog', new AbortController());
		scene.phone.start();
		await settled();
		const first = scene.signaling;
		assert.deepEqual(first.watched, ['dialog sip:bob@voice.test']);
		first.tell({ type: 'presence', presence: presence('bob', 'in-call') });
		await scene.phone.stop();
		assert.deepEqual(scene.phone.state.presences, []);
		scene.phone.start();
		await settled();
		assert.notEqual(scene.signaling, first);
		assert.deepEqual(scene.signaling.watched, ['dialog sip:bob@voice.test']);
	});
});

describe('an account', () => {
	it('may sign in without an end', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.register({ phase: 'registered' });
		assert.deepEqual(phone.state.registration, { phase: 'registered' });
	});

	it('shows what crossed its connection', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.trace = [{ at: 1, direction: 'out', text: 'REGISTER' }];
		assert.deepEqual(phone.trace, signaling.trace);
		await phone.stop();
		assert.deepEqual(phone.trace, []);
	});
});
