import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAddress } from '../../../src/core/address.js';
import type { Chat } from '../../../src/core/chat/chat.js';
import type { VoiceMessageEvent } from '../../../src/core/events.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { settled } from '../../support/deferred.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { lastSession, registeredPhone, textsOf, type PhoneScene } from '../phone-scene.js';

const room = 'sip:3500@voice.test';

/** A phone that talks in room 3500; the phone knows that it is one, unless told otherwise. */
async function inRoom({ known = true } = {}): Promise<PhoneScene & { session: ScriptedSession }> {
	const scene = await registeredPhone();
	if (known) scene.phone.chat({ room });
	scene.phone.call('3500');
	await settled();
	const session = lastSession(scene);
	session.confirm();
	return Object.assign(scene, { session });
}

const idsOf = ({ state }: Chat): string[] => state.messages.map(({ id }) => id);

describe('where a text belongs', () => {
	it('to its sender, who names no room', async () => {
		const scene = await registeredPhone();
		scene.signaling.receive('bob', 'Hi');
		assert.deepEqual(textsOf(scene), ['person bob: incoming Hi']);
	});

	for (const namesake of ['alice;x', 'sip:alice%3Bx@voice.test', 'alice;ext=9', 'alice;phone-context=voice.test']) {
		it(`to ${namesake}, and not to alice`, async () => {
			const scene = await registeredPhone();
			const chat = scene.phone.chat({ person: 'alice' });
			scene.signaling.receive(namesake, 'It’s me');
			assert.deepEqual([chat.state.messages, scene.phone.state.chats.map(({ peer }) => peer.user)], [[], ['alice', parseAddress(namesake, { host: 'x' }).user]]);
		});
	}

	it('to its sender, whose name goes on after that of a member, or of a room', async () => {
		const scene = await inRoom();
		scene.signaling.receive('bob', 'Hi', { room });
		scene.signaling.receive('bob;x', 'me too');
		scene.signaling.receive('carol', 'and me', { room: 'sip:3500;x@voice.test' });
		assert.deepEqual(textsOf(scene), ['room 3500: incoming Hi', 'person bob;x: incoming me too', 'person carol: incoming and me']);
	});

	it('to its sender, whose name goes on after ours, and is no echo', async () => {
		const scene = await registeredPhone();
		const { id } = scene.phone.chat({ person: 'bob' }).send('Hello');
		scene.signaling.receive('1000;x', 'Hello', { messageId: id });
		assert.deepEqual(textsOf(scene), ['person bob: outgoing Hello', 'person 1000;x: incoming Hello']);
	});

	for (const blank of ['\u200B', '\0\u0007', '\u202E\u202C', '\u200D\u200C', '\u2800', '\uFE0F \n']) {
		it(`nowhere, which shows nothing: ${JSON.stringify(blank)}`, async () => {
			const scene = await registeredPhone();
			scene.signaling.receive('bob', blank);
			assert.deepEqual([scene.phone.state.chats, scene.typesOf().includes('voice-message')], [[], false]);
		});
	}

	it('to the room it names, where we talk', async () => {
		const scene = await inRoom();
		scene.signaling.receive('bob', 'Hi', { room });
		assert.deepEqual(textsOf(scene), ['room 3500: incoming Hi']);
	});

	it('to its sender, who names who calls us', async () => {
		const scene = await registeredPhone();
		const session = scene.signaling.ring('alice');
		await scene.phone.calls[0]?.answer();
		session.confirm();
		scene.signaling.receive('mallory', 'Hi', { room: 'sip:alice@voice.test' });
		assert.deepEqual(textsOf(scene), ['person mallory: incoming Hi']);
	});

	it('to the room it names, which is open here', async () => {
		const scene = await registeredPhone();
		scene.phone.chat({ room });
		scene.signaling.receive('bob', 'Hi', { room: 'sip:3500@VOICE.test:5060' });
		assert.deepEqual(textsOf(scene), ['room 3500: incoming Hi']);
	});

	it('to its sender, who invents a room', async () => {
		const scene = await registeredPhone();
		scene.signaling.receive('mallory', 'Hi', { room: 'sip:admins@voice.test' });
		scene.signaling.receive('mallory', 'Hi again', { room: 'nonsense' });
		assert.deepEqual(textsOf(scene), ['person mallory: incoming Hi', 'person mallory: incoming Hi again']);
	});

	it('to the only room we talk in, whose member writes', async () => {
		const scene = await inRoom();
		scene.signaling.receive('bob', 'named', { room });
		scene.signaling.receive('bob', 'unnamed');
		assert.deepEqual(textsOf(scene), ['room 3500: incoming named', 'room 3500: incoming unnamed']);
	});

	it('to its sender, who is no member of the room', async () => {
		const scene = await inRoom();
		scene.signaling.receive('carol', 'private');
		assert.deepEqual(textsOf(scene), ['person carol: incoming private']);
	});

	it('to its sender, when there are two rooms', async () => {
		const scene = await inRoom();
		scene.signaling.receive('bob', 'named', { room });
		scene.phone.chat({ room: '3501' });
		scene.phone.call('3501');
		await settled();
		lastSession(scene).confirm();
		scene.signaling.receive('bob', 'unnamed');
		assert.deepEqual(textsOf(scene), ['room 3500: incoming named', 'person bob: incoming unnamed']);
	});

	it('to its sender, when the room is left', async () => {
		const scene = await inRoom();
		scene.signaling.receive('bob', 'named', { room });
		scene.session.end();
		scene.signaling.receive('bob', 'unnamed');
		assert.deepEqual(textsOf(scene), ['room 3500: incoming named', 'person bob: incoming unnamed']);
	});

	it('to the only room we talk in, when it came from our address and was not written here; it is not shown as ours', async () => {
		const scene = await inRoom();
		scene.signaling.receive('1000', 'from another tab', { messageId: 'elsewhere' });
		assert.deepEqual(textsOf(scene), ['room 3500: incoming from another tab']);
	});

	it('to our own address, when it came from there and was not written here', async () => {
		const scene = await registeredPhone();
		scene.phone.chat({ person: 'bob' }).send('Hello');
		scene.signaling.receive('1000', 'I resign', { messageId: 'forged' });
		scene.signaling.receive('1000', 'I resign');
		assert.deepEqual(textsOf(scene), ['person bob: outgoing Hello', 'person 1000: incoming I resign', 'person 1000: incoming I resign']);
	});

	for (const [from, room, expected] of [
		['conf+3500', undefined, 'room 3500: incoming Hi'],
		['verto+1001', 'sip:3500@voice.test', 'room 3500: incoming Hi'],
		['verto+1001', undefined, 'person verto+1001: incoming Hi'],
		['conf+carol', undefined, 'person conf+carol: incoming Hi'],
	] as const) {
		it(`from ${from}${room ? ' that names our room' : ''} to ${expected.split(':')[0] ?? ''}`, async () => {
			const scene = await inRoom();
			scene.signaling.receive(`sip:${from}@voice.test`, 'Hi', room ? { room } : {});
			assert.deepEqual(textsOf(scene), [expected]);
		});
	}

	it('from verto+… in our room to the room, as that member’s', async () => {
		const scene = await inRoom();
		scene.signaling.receive('sip:verto+1001@voice.test', 'Hi', { room });
		assert.equal(scene.phone.state.chats[0]?.messages[0]?.from.user, '1001');
	});

	it('to its sender, who calls himself by another name of the one we called', async () => {
		const scene = await registeredPhone();
		scene.phone.call('carol');
		await settled();
		lastSession(scene).confirm();
		scene.signaling.receive('sip:conf+carol@voice.test', 'Hi');
		assert.deepEqual(textsOf(scene), ['person conf+carol: incoming Hi']);
	});

	it('nowhere new, when it is an echo', async () => {
		const scene = await inRoom();
		const chat = scene.phone.chat({ room });
		const { id } = chat.send('Hello');
		scene.signaling.receive('1000', 'Hello', { messageId: id });
		assert.deepEqual([textsOf(scene), chat.state.unread], [['room 3500: outgoing Hello'], 0]);
	});

	it('nowhere new, when it is an echo that lost its id on the way', async () => {
		const scene = await inRoom();
		scene.phone.chat({ room }).send('Hello');
		scene.signaling.receive('1000', 'Hello');
		assert.deepEqual(textsOf(scene), ['room 3500: outgoing Hello']);
	});

	it('to the room, as news, when the same comes again a while later', async ({ mock }) => {
		const scene = await inRoom();
		scene.phone.chat({ room }).send('Hello');
		mock.timers.enable({ apis: ['Date'], now: Date.now() + 61_000 });
		scene.signaling.receive('1000', 'Hello');
		assert.deepEqual(textsOf(scene), ['room 3500: outgoing Hello', 'room 3500: incoming Hello']);
	});

	it('where it was written, without making a room of it, when only the words tell the echo', async () => {
		const scene = await registeredPhone();
		scene.phone.chat({ person: 'bob' }).send('Hello');
		scene.signaling.receive('1000', 'Hello');
		assert.deepEqual(textsOf(scene), ['person bob: outgoing Hello']);
	});

	it('under a name of its own, when a stranger takes an id of ours', async () => {
		const { phone, signaling } = await inRoom();
		const chat = phone.chat({ room });
		const { id } = chat.send('Hello');
		let told: unknown;
		phone.addEventListener('voice-message', (event) => (told = (event as VoiceMessageEvent).message));
		signaling.receive('mallory', 'Fake', { messageId: id, room });
		assert.deepEqual([chat.state.messages.map(({ text }) => text), new Set(idsOf(chat)).size], [['Hello', 'Fake'], 2]);
		assert.equal(told, chat.state.messages[1]);
	});
});

describe('an echo', () => {
	it('proves that the far end is a room: its members’ texts belong there from then on', async () => {
		const scene = await inRoom({ known: false });
		const { phone, signaling } = scene;
		const [call] = phone.calls;
		assert.ok(call);
		const chat = phone.chatOf(call);
		assert.deepEqual([chat.kind, call.state.room], ['person', false]);
		const { id } = chat.send('Hello');
		signaling.receive('1000', 'Hello', { messageId: id });
		assert.deepEqual([chat.kind, call.state.room, phone.chatOf(call)], ['room', true, chat]);
		signaling.receive('bob', 'named', { room });
		signaling.receive('bob', 'unnamed');
		assert.deepEqual(textsOf(scene).slice(1), ['room 3500: incoming named', 'room 3500: incoming unnamed']);
	});

	it('is accepted, even where the server’s answer got lost', async () => {
		const { phone, signaling } = await inRoom();
		signaling.holdsTexts = true;
		const chat = phone.chat({ room });
		const { id } = chat.send('Hello');
		await settled();
		signaling.receive('1000', 'Hello', { messageId: id });
		signaling.texts[0]?.fate.reject(new VoiceError('timeout', 'No answer.'));
		await settled();
		assert.equal(chat.state.messages[0]?.delivery, 'accepted');
	});

	it('of what was written before the account was known is one', async () => {
		const { phone, signaling } = await registeredPhone({ connect: 'use', uri: '', withoutRegistration: true });
		const chat = phone.chat({ room: '3500' });
		const { id, from } = chat.send('Hello');
		assert.equal(from.uri, '');
		await settled();
		signaling.receive('sip:anonymous@pbx.test', 'Hello', { messageId: id });
		assert.deepEqual(idsOf(chat), [id]);
	});
});

describe('a text to the far end of a call', () => {
	it('names it, should it be a room', async () => {
		const { phone, signaling, session } = await inRoom({ known: false });
		const [call] = phone.calls;
		assert.ok(call);
		phone.chatOf(call).send('Hello');
		phone.chat({ person: 'bob' }).send('Hello');
		await settled();
		session.end();
		phone.chatOf(call).send('Goodbye');
		await settled();
		assert.deepEqual(signaling.texts.map(({ to, room: named }) => [to.user, named]), [['3500', room], ['bob', undefined], ['3500', undefined]]);
	});
});

describe('a call to a room', () => {
	it('is known as one when its conversation was opened as one', async () => {
		const { phone } = await inRoom();
		assert.deepEqual(phone.state.calls.map(({ room: isRoom }) => isRoom), [true]);
	});

	it('is known as one when its conversation is opened as one later', async () => {
		const { phone } = await inRoom({ known: false });
		phone.chat({ room });
		assert.deepEqual(phone.state.calls.map(({ room: isRoom }) => isRoom), [true]);
	});

	it('is known as one when the server says so', async () => {
		const { phone, session } = await inRoom({ known: false });
		session.tell({ type: 'remote', remote: session.remote, room: true });
		const [call] = phone.calls;
		assert.ok(call);
		assert.equal(phone.chatOf(call).kind, 'room');
	});
});
