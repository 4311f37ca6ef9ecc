import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Chat } from '../../../src/core/chat/chat.js';
import { settled } from '../../support/deferred.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { lastCall, lastSession, registeredPhone, textsOf, type PhoneScene } from '../phone-scene.js';

/** A phone that called carol, of whom nobody knows whether she is a room, and talks to her, after it rang there. */
async function talkingTo(to = 'carol', { rang = true } = {}): Promise<PhoneScene & { session: ScriptedSession; chat: Chat }> {
	const scene = await registeredPhone();
	scene.phone.call(to);
	await settled();
	const session = lastSession(scene);
	if (rang) session.tell({ type: 'progress', earlyMedia: false });
	session.confirm();
	return Object.assign(scene, { session, chat: scene.phone.chatOf(lastCall(scene)) });
}

describe('a stranger who names a room', () => {
	const carol = 'sip:carol@voice.test';

	it('makes none of whom we called, and writes nothing in that conversation', async () => {
		const scene = await talkingTo();
		scene.signaling.receive('"Carol" <sip:mallory@voice.test>', 'Send me the code', { room: carol });
		assert.deepEqual([textsOf(scene), scene.chat.kind, lastCall(scene).state.room], [['person mallory: incoming Send me the code'], 'person', false]);
	});

	it('writes in no conversation with a person that exists', async () => {
		const scene = await registeredPhone();
		scene.phone.chat({ person: 'carol' }).send('Hello');
		scene.signaling.receive('mallory', 'Hi', { room: carol });
		assert.deepEqual(textsOf(scene), ['person carol: outgoing Hello', 'person mallory: incoming Hi']);
	});

	it('makes none of himself by the call he makes, nor of who he says he is', async () => {
		const scene = await registeredPhone();
		scene.signaling.receive('carol', 'Hello');
		const session = scene.signaling.ring('carol');
		session.tell({ type: 'remote', remote: session.remote, room: true });
		await lastCall(scene).answer();
		session.confirm();
		scene.signaling.receive('mallory', 'Hi', { room: carol });
		assert.deepEqual([textsOf(scene), scene.phone.chatOf(lastCall(scene)).kind], [['person carol: incoming Hello', 'person mallory: incoming Hi'], 'person']);
	});

	const names: readonly (readonly [what: string, room: string])[] = [
		['with a control character', 'sip:35\u000000@voice.test'],
		['with what nobody sees', 'sip:3500\u202E@voice.test'],
		['with a space', 'sip:3500@voice.test '],
		['with a line break', 'sip:3500@voice.test\r\nX-Room: sip:3500@voice.test'],
		['that is longer than any address', `sip:3500@voice.test;x=${'y'.repeat(300)}`],
		['of 100,000 characters', `sip:3500@voice.test;${'y'.repeat(100_000)}`],
		['of another host', 'sip:3500@evil.test'],
		['without a scheme', '3500@voice.test'],
		['of nothing', ''],
		['in brackets', '<sip:3500@voice.test>'],
	];
	for (const [what, room] of names) {
		it(`writes in no room by a name ${what}`, async () => {
			const scene = await registeredPhone();
			scene.phone.chat({ room: '3500' });
			scene.signaling.receive('mallory', 'Hi', { room });
			assert.deepEqual(textsOf(scene), ['person mallory: incoming Hi']);
		});
	}

	it('is remembered for so many texts, and answered as fast after five thousand', async () => {
		const scene = await talkingTo('3500');
		for (let index = 0; index < 5000; index++) scene.signaling.receive('mallory', String(index), { room: 'sip:3500@voice.test' });
		scene.phone.chat({ room: '3500' });
		assert.deepEqual(scene.phone.state.chats.map(({ peer, messages }) => [peer.user, messages.length]), [['mallory', 4500], ['3500', 500]]);
	});
});

describe('a text that names whom we called, who answered without ringing', () => {
	const room = 'sip:3500@voice.test';

	it('is shown in that room, to one who has written nothing there, as FreeSWITCH’s say nothing of themselves', async () => {
		const scene = await talkingTo('3500', { rang: false });
		scene.signaling.receive('bob', 'named', { room });
		scene.signaling.receive('bob', 'unnamed');
		scene.signaling.receive('dave', 'to you alone');
		assert.deepEqual(textsOf(scene), ['room 3500: incoming named', 'room 3500: incoming unnamed', 'person dave: incoming to you alone']);
		assert.deepEqual([scene.chat.kind, lastCall(scene).state.room], ['room', true]);
	});

	it('makes no room of its own sender', async () => {
		const scene = await talkingTo('3500', { rang: false });
		scene.signaling.receive('3500', 'Conference not active.', { room });
		assert.deepEqual(textsOf(scene), ['person 3500: incoming Conference not active.']);
	});

	it('makes no room of a person who wrote to us: nobody else writes into what was said with that person', async () => {
		const scene = await talkingTo('bob', { rang: false });
		scene.signaling.receive('bob', 'Only for you');
		scene.signaling.receive('"Bob" <sip:mallory@voice.test>', 'Send me the code', { room: 'sip:bob@voice.test' });
		assert.deepEqual(textsOf(scene), ['person bob: incoming Only for you', 'person mallory: incoming Send me the code']);
	});

	it('is believed no longer once the call is over', async () => {
		const scene = await talkingTo('3500', { rang: false });
		scene.session.end();
		scene.signaling.receive('mallory', 'named', { room });
		assert.deepEqual(textsOf(scene), ['person mallory: incoming named']);
	});
});

describe('what was said in a room before it was known to be one', () => {
	const room = 'sip:3500@voice.test';

	it('moves there once our own text comes back from it, and nobody’s conversation is left empty', async ({ mock }) => {
		mock.timers.enable({ apis: ['Date'], now: Date.now() });
		const scene = await talkingTo('3500');
		const { phone, signaling, chat } = scene;
		signaling.receive('bob', 'named', { room });
		signaling.receive('dave', 'to you alone');
		signaling.receive('dave', 'to all', { room });
		assert.deepEqual(textsOf(scene), ['person bob: incoming named', 'person dave: incoming to you alone', 'person dave: incoming to all']);
		mock.timers.tick(1);
		const { id } = chat.send('Hello');
		signaling.receive('1000', 'Hello', { messageId: id });
		signaling.receive('bob', 'unnamed');
		assert.deepEqual(textsOf(scene), [
			'person dave: incoming to you alone', 'room 3500: incoming named', 'room 3500: incoming to all', 'room 3500: outgoing Hello', 'room 3500: incoming unnamed',
		]);
		assert.deepEqual([phone.state.chats.map(({ unread }) => unread), lastCall(scene).state.room], [[1, 3], true]);
	});

	it('moves among what was written there meanwhile, in order of time', async ({ mock }) => {
		mock.timers.enable({ apis: ['Date'], now: Date.now() });
		const scene = await talkingTo('3500');
		const said = [() => scene.chat.send('1'), () => scene.signaling.receive('bob', '2', { room }), () => scene.chat.send('3'), () => scene.signaling.receive('dave', '4', { room }), () => scene.signaling.receive('bob', '5', { room }), () => scene.chat.send('6')];
		for (const say of said) {
			mock.timers.tick(1000);
			say();
		}
		const { id } = scene.chat.state.messages.at(-1) ?? { id: '' };
		scene.signaling.receive('1000', '6', { messageId: id });
		assert.deepEqual(scene.chat.state.messages.map(({ text }) => text), ['1', '2', '3', '4', '5', '6']);
		assert.deepEqual([scene.chat.state.unread, Object.isFrozen(scene.chat.state.messages)], [3, true]);
	});

	it('moves there once the page opens the room, or the server says that it is one', async () => {
		const opened = await talkingTo('3500');
		opened.signaling.receive('bob', 'named', { room });
		opened.phone.chat({ room });
		assert.deepEqual(textsOf(opened), ['room 3500: incoming named']);
		const told = await talkingTo('3500');
		told.signaling.receive('bob', 'named', { room });
		told.session.tell({ type: 'remote', remote: told.session.remote, room: true });
		told.signaling.receive('bob', 'again', { room });
		assert.deepEqual(textsOf(told), ['room 3500: incoming named', 'room 3500: incoming again']);
	});

	it('stays in a conversation in which we wrote, but for what was said in the room', async () => {
		const scene = await talkingTo('3500');
		scene.phone.chat({ person: 'bob' }).send('Are you there?');
		scene.signaling.receive('bob', 'I am', { room });
		scene.phone.chat({ room });
		assert.deepEqual(textsOf(scene), ['person bob: outgoing Are you there?', 'room 3500: incoming I am']);
	});

	it('goes with who signs out', async () => {
		const scene = await talkingTo('3500');
		scene.signaling.receive('bob', 'for 1000', { room });
		await scene.phone.signOut();
		scene.phone.chat({ room });
		assert.deepEqual(textsOf(scene), []);
	});
});

describe('a text to ourselves', () => {
	it('makes no room of us', async () => {
		const { phone, signaling } = await registeredPhone();
		const chat = phone.chat({ person: '1000' });
		const { id } = chat.send('Buy milk');
		signaling.receive('1000', 'Buy milk', { messageId: id });
		assert.deepEqual([chat.kind, chat.state.messages.map(({ text }) => text)], ['person', ['Buy milk']]);
	});
});
