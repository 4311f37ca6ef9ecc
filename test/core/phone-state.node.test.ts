import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Credentials } from '../../src/core/account/settings.js';
import { VoiceError } from '../../src/core/voice-error.js';
import { settled } from '../support/deferred.js';
import { aPhone, dialling, lastCall, lastSession, registeredPhone, talking } from './phone-scene.js';

describe('a number without a host', () => {
	it('is one of the account’s host', async () => {
		const scene = await registeredPhone({ uri: 'sip:1000@voice.test:5070' });
		scene.phone.call('bob');
		await settled();
		assert.equal(lastSession(scene).remote.uri, 'sip:bob@voice.test');
	});

	it('is called where only the answer of config-url tells the host', async () => {
		const scene = aPhone({ server: '', uri: '', connect: 'use', credentials: () => Promise.resolve({ uri: 'sip:1000@late.test', server: 'wss://pbx.test' } as Credentials) });
		const call = scene.phone.call('bob');
		assert.equal(call.remote.user, 'bob');
		await settled();
		assert.deepEqual([lastSession(scene).remote.uri, call.remote.uri], ['sip:bob@late.test', 'sip:bob@late.test']);
	});

	it('is one of the first server’s host before the account is loaded', () => {
		const scene = aPhone({ uri: '', withoutRegistration: true, server: 'wss://:7443 wss://other.test' });
		assert.equal(scene.phone.chat({ person: 'bob' }).peer.uri, 'sip:bob@localhost');
	});
});

describe('what the page may read', () => {
	it('is frozen, can be cloned, and holds no secret', async () => {
		const { phone, call, signaling, session } = await dialling();
		const seen: unknown[] = [phone.state, call.state];
		phone.subscribe((state) => seen.push(state));
		call.subscribe((state) => seen.push(state));
		session.tell({ type: 'progress', earlyMedia: false });
		session.confirm();
		await call.hold();
		session.tell({ type: 'recovering', of: 'media', at: 1 });
		const chat = phone.chatOf(call);
		chat.subscribe((state) => seen.push(state));
		chat.send('Hello');
		signaling.receive('bob', 'Hi');
		signaling.tell({ type: 'trouble', error: new VoiceError('ice-server-dead', 'Dead.', { subject: 'stun:a' }) });
		signaling.register({ phase: 'failed', error: { code: 'credentials-refused', message: 'No.' } });
		session.end();
		await settled();
		assert.ok(seen.length > 15);
		for (const state of seen) {
			assert.deepEqual(structuredClone(state), state);
			assert.ok(isFrozen(state), JSON.stringify(state));
			assert.ok(!JSON.stringify(state).includes('sesame'));
		}
	});

	it('shows the sound that the browser blocked until it is turned on', async () => {
		const { phone, media } = await registeredPhone();
		media.blocked = true;
		media.onBlockedChange?.();
		assert.equal(phone.state.soundBlocked, true);
		await phone.unblock();
		assert.equal(phone.state.soundBlocked, false);
	});

	it('shows an ended call until the next one begins, or it is dismissed', async () => {
		const scene = await talking();
		const { phone, session, signaling } = scene;
		phone.dismiss(lastCall(scene));
		assert.equal(phone.state.calls.length, 1);
		session.end();
		assert.deepEqual(phone.state.calls.map(({ phase }) => phase), ['terminated']);
		const next = signaling.ring('bob');
		assert.deepEqual(phone.state.calls.map(({ remote }) => remote.user), ['bob']);
		next.end();
		phone.dismiss(lastCall(scene));
		assert.deepEqual(phone.state.calls, []);
	});
});

function isFrozen(value: unknown): boolean {
	return typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isFrozen));
}
