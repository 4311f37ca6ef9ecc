import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { VoiceCallChangeEvent, VoiceCallEndEvent, VoiceMessageEvent } from '../../src/core/events.js';
import { settled } from '../support/deferred.js';
import { aPhone, lastCall, registeredPhone, type PhoneScene } from './phone-scene.js';

/** What was told of calls, changes by their phase. */
function storyOf({ events }: PhoneScene): string[] {
	return events.filter(({ type }) => type.startsWith('voice-call')).map((event) => (event.type === 'voice-call-change' ? (event as VoiceCallChangeEvent).state.phase : event.type));
}

describe('the events of a call', () => {
	it('are its start, each change, and its end once', async () => {
		const scene = await registeredPhone();
		const session = scene.signaling.ring();
		await lastCall(scene).answer();
		session.end();
		session.end();
		assert.deepEqual(storyOf(scene), ['voice-call-start', 'early', 'confirmed', 'terminated', 'voice-call-end']);
		const end = scene.events.at(-1) as VoiceCallEndEvent;
		assert.deepEqual([end.call, end.termination], [lastCall(scene), { by: 'remote', cause: 'hung-up' }]);
	});

	it('come when the state of the phone says the same', async () => {
		const scene = await registeredPhone();
		const phases: unknown[] = [];
		for (const type of ['voice-call-start', 'voice-call-end']) scene.phone.addEventListener(type, () => phases.push(scene.phone.state.calls[0]?.phase));
		scene.signaling.ring().end();
		assert.deepEqual(phases, ['early', 'terminated']);
	});

	it('are start and end of a call that was over at once', async () => {
		const scene = aPhone();
		scene.media.capture = () => {
			throw new DOMException('No.', 'NotSupportedError');
		};
		scene.phone.call('bob');
		await settled();
		assert.deepEqual(storyOf(scene).filter((type) => type.startsWith('voice')), ['voice-call-start', 'voice-call-end']);
	});

	it('hold one end where a listener of the start hangs up', async () => {
		const scene = await registeredPhone();
		scene.phone.addEventListener('voice-call-start', () => lastCall(scene).hangUp());
		scene.signaling.ring();
		assert.deepEqual(storyOf(scene), ['voice-call-start', 'terminated', 'voice-call-end']);
	});

	it('hold one end where somebody who watches the state hangs up', async () => {
		const scene = await registeredPhone();
		scene.phone.subscribe(({ calls }) => calls[0]?.phase === 'confirmed' && lastCall(scene).hangUp());
		scene.signaling.ring();
		await lastCall(scene).answer().catch(() => undefined);
		assert.deepEqual(storyOf(scene).filter((type) => type.startsWith('voice')), ['voice-call-start', 'voice-call-end']);
	});

	it('bubble out of shadow roots, and only requests can be cancelled', async () => {
		const { signaling, events } = await registeredPhone();
		signaling.ring().end();
		signaling.receive('alice', 'Hi');
		assert.ok(events.length > 4);
		for (const { bubbles, composed, cancelable } of events) assert.deepEqual([bubbles, composed, cancelable], [true, true, false]);
	});
});

describe('the event of a text', () => {
	it('tells it as it stands in the conversation, cleaned', async () => {
		const { phone, signaling, events } = await registeredPhone();
		signaling.receive('alice', 'Hi\u202E\r\n\0there', { messageId: 'm1' });
		const { message, chat } = events.at(-1) as VoiceMessageEvent;
		assert.deepEqual([message.text, message.id, chat], ['Hi\nthere', 'm1', phone.chat({ person: 'alice' })]);
		assert.equal(message, chat.state.messages[0]);
	});

	it('comes once for repeats, and not for the echo of what was written here', async () => {
		const { phone, signaling, typesOf } = await registeredPhone();
		phone.chat({ person: 'alice' }).send('Hello');
		for (let time = 0; time < 2; time++) signaling.receive('alice', 'Hi', { messageId: 'm1' });
		signaling.receive('1000', 'Hello');
		assert.equal(typesOf().filter((type) => type === 'voice-message').length, 1);
		signaling.receive('1000', 'Not from here', { messageId: 'm2' });
		assert.equal(typesOf().filter((type) => type === 'voice-message').length, 2);
	});
});
