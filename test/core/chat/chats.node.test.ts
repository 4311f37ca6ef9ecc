import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Chat } from '../../../src/core/chat/chat.js';
import { Phone } from '../../../src/core/phone.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { configSite, type ConfigSite } from '../../support/config-site.js';
import { settled } from '../../support/deferred.js';
import { ScriptedSignaling } from '../../support/scripted-signaling.js';
import { SilentMedia } from '../../support/silent-media.js';
import { aPhone, config, lastCall, registeredPhone, type PhoneScene } from '../phone-scene.js';

const room = 'sip:3500@voice.test';

describe('sending a text', () => {
	it('shows it at once, with what becomes of it', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.holdsTexts = true;
		const chat = phone.chat({ person: 'bob' });
		const message = chat.send('Hello');
		assert.deepEqual([message.delivery, message.direction, message.from.uri, chat.state.messages], ['sending', 'outgoing', 'sip:1000@voice.test', [message]]);
		await settled();
		const [sent] = signaling.texts;
		assert.deepEqual([sent?.to.uri, sent?.text, sent?.messageId, sent && 'room' in sent], ['sip:bob@voice.test', 'Hello', message.id, false]);
		sent?.fate.resolve();
		await settled();
		assert.equal(chat.state.messages[0]?.delivery, 'accepted');
	});

	it('to a room names the room', async () => {
		const { phone, signaling } = await registeredPhone();
		phone.chat({ room }).send('Hello');
		await settled();
		assert.deepEqual([signaling.texts[0]?.to.uri, signaling.texts[0]?.room], [room, room]);
	});

	it('that fails keeps its place, and can be tried again under its id', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.holdsTexts = true;
		const chat = phone.chat({ person: 'bob' });
		const { id } = chat.send('one');
		chat.send('two');
		await settled();
		signaling.texts[0]?.fate.reject(new VoiceError('timeout', 'No answer.'));
		await settled();
		signaling.texts[1]?.fate.resolve();
		await settled();
		assert.deepEqual(chat.state.messages.map(({ delivery, error }) => [delivery, error?.code]), [['failed', 'timeout'], ['accepted', undefined]]);
		chat.retry(id);
		await settled();
		signaling.texts[2]?.fate.resolve();
		await settled();
		assert.deepEqual([signaling.texts[2]?.messageId, signaling.texts[2]?.text, chat.state.messages.map(({ delivery }) => delivery)], [id, 'one', ['accepted', 'accepted']]);
	});

	it('leaves one after the other', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.holdsTexts = true;
		const chat = phone.chat({ person: 'bob' });
		for (const text of ['one', 'two']) chat.send(text);
		await settled();
		assert.deepEqual(signaling.texts.map(({ text }) => text), ['one']);
		signaling.texts[0]?.fate.reject(new Error('lost'));
		await settled();
		assert.deepEqual(signaling.texts.map(({ text }) => text), ['one', 'two']);
	});

	it('refuses what is no text', async () => {
		const chat = (await registeredPhone()).phone.chat({ person: 'bob' });
		assert.throws(() => chat.send(5 as never), { code: 'address' });
	});

	for (const [text, code] of [['', 'address'], [' \n', 'address'], ['\0', 'address'], ['\u200B\u202E \u2800', 'address'], ['\u200D', 'address'], ['\uD800', 'address'], ['é'.repeat(4097), 'too-large'], ['x'.repeat(8193), 'too-large']] as const) {
		it(`refuses ${JSON.stringify(text.slice(0, 8))}, ${String(text.length)} long`, async () => {
			const { phone } = await registeredPhone();
			const chat = phone.chat({ person: 'bob' });
			assert.throws(() => chat.send(text), { code });
			assert.deepEqual(chat.state.messages, []);
		});
	}

	it('takes the longest there may be', async () => {
		const { phone } = await registeredPhone();
		phone.chat({ person: 'bob' }).send('é'.repeat(4096));
	});

	it('again is only for what failed', async () => {
		const { phone } = await registeredPhone();
		const chat = phone.chat({ person: 'bob' });
		const { id } = chat.send('one');
		assert.throws(() => chat.retry(id), { code: 'invalid-state' });
		assert.throws(() => chat.retry('nothing'), { code: 'invalid-state' });
	});
});

describe('a conversation', () => {
	it('is one for each person, however the address is written', async () => {
		const { phone } = await registeredPhone();
		assert.equal(phone.chat({ person: 'bob' }), phone.chat({ person: 'sip:bob@VOICE.test:5060;transport=ws' }));
		assert.equal(phone.state.chats.length, 1);
	});

	it('counts what was not read', async () => {
		const { phone, signaling } = await registeredPhone();
		for (const text of ['one', 'two']) signaling.receive('bob', text);
		const chat = phone.chat({ person: 'bob' });
		assert.equal(chat.state.unread, 2);
		chat.markRead();
		assert.deepEqual([chat.state.unread, phone.state.chats[0]?.unread], [0, 0]);
	});

	it('says whether texts can reach us', async () => {
		const { phone, signaling } = await registeredPhone();
		const chat = phone.chat({ person: 'bob' });
		assert.equal(chat.state.canReceive, true);
		signaling.register({ phase: 'none' });
		assert.deepEqual([chat.state.canReceive, phone.chat({ person: 'carol' }).state.canReceive], [false, false]);
	});

	for (const target of [{ person: '' }, { person: 'javascript:alert(1)' }, { room: undefined }, {}]) {
		it(`is not with ${JSON.stringify(target)}`, async () => {
			const { phone } = await registeredPhone();
			assert.throws(() => phone.chat(target as { person: string }), { code: 'address' });
		});
	}

	it('of strangers make room for each other, but not one that was opened here or heard of lately', async () => {
		const { phone, signaling } = await registeredPhone();
		const opened = phone.chat({ person: 'bob' });
		for (let index = 0; index < 250; index++) signaling.receive(`stranger${String(index)}`, 'Buy!');
		assert.equal(phone.state.chats.length, 200);
		assert.equal(phone.chat({ person: 'bob' }), opened);
		assert.ok(phone.state.chats.some(({ peer }) => peer.user === 'stranger249') && !phone.state.chats.some(({ peer }) => peer.user === 'stranger0'));
	});
});

describe('a conversation of a call', () => {
	const begun = ({ phone }: PhoneScene): readonly string[] => phone.state.chats.map(({ peer }) => peer.user);

	it('is the same for whoever asks, and begins with the first text', async () => {
		const scene = await registeredPhone();
		scene.signaling.ring('alice');
		const chat = scene.phone.chatOf(lastCall(scene));
		assert.deepEqual([scene.phone.chatOf(lastCall(scene)) === chat, scene.phone.holds(chat), begun(scene)], [true, true, []]);
		chat.send('One moment');
		assert.deepEqual([begun(scene), scene.phone.chat({ person: 'alice' }) === chat], [['alice'], true]);
	});

	it('begins with a text that comes in, or when somebody opens it', async () => {
		const scene = await registeredPhone();
		const chats = ['alice', 'bob'].map((user) => {
			scene.signaling.ring(user);
			return scene.phone.chatOf(lastCall(scene));
		});
		scene.signaling.receive('alice', 'Pick up!');
		assert.deepEqual([begun(scene), chats[0]?.state.messages.length], [['alice'], 1]);
		assert.equal(scene.phone.chat({ person: 'bob' }), chats[1]);
		assert.deepEqual(begun(scene), ['alice', 'bob']);
	});

	it('follows the registration before it begins, and belongs to whoever is signed in', async () => {
		const scene = await registeredPhone();
		scene.signaling.ring('alice');
		const chat = scene.phone.chatOf(lastCall(scene));
		scene.signaling.register({ phase: 'none' });
		assert.equal(chat.state.canReceive, false);
		await scene.phone.signOut();
		chat.send('Hello');
		await settled();
		assert.deepEqual([scene.phone.holds(chat), chat.state.messages[0]?.delivery, begun(scene)], [false, 'failed', []]);
	});

	it('pushes out none that holds texts, however many ring', async () => {
		const scene = await registeredPhone();
		for (const user of ['carol', 'dave']) scene.signaling.receive(user, 'Hello');
		for (let index = 0; index < 220; index++) {
			const session = scene.signaling.ring(`caller${String(index)}`);
			scene.phone.chatOf(lastCall(scene));
			session.end();
		}
		for (const user of ['erin', 'frank']) scene.signaling.receive(user, 'Hello');
		assert.deepEqual(begun(scene), ['carol', 'dave', 'erin', 'frank']);
	});
});

describe('the conversations of somebody who leaves', () => {
	it('go with them, and what still waits is not sent in the next one’s name', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.holdsTexts = true;
		const chat = phone.chat({ person: 'bob' });
		for (const text of ['on its way', 'waits', 'waits, too']) chat.send(text);
		await settled();
		await phone.signOut();
		signaling.texts[0]?.fate.resolve();
		await settled();
		assert.deepEqual([phone.state.chats, signaling.texts.map(({ text }) => text)], [[], ['on its way']]);
		assert.deepEqual(chat.state.messages.map(({ delivery, error }) => [delivery, error?.code]), [['accepted', undefined], ['failed', 'invalid-state'], ['failed', 'invalid-state']]);
		assert.notEqual(phone.chat({ person: 'bob' }), chat);
	});

	it('go when the page names another account, not when it names the same once more', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.receive('bob', 'for 1000');
		await phone.configure({ ...config, password: 'another' });
		assert.equal(phone.state.chats.length, 1);
		await phone.configure({ ...config, uri: 'sip:1001@voice.test' });
		assert.deepEqual(phone.state.chats, []);
	});

	it('are kept when they began before the account was known', async () => {
		const { phone } = aPhone({ connect: 'use' });
		const chat = phone.chat({ person: 'bob' });
		await settled();
		assert.equal(phone.chat({ person: 'bob' }), chat);
	});
});

describe('a phone that learns its host from config-url', () => {
	it('and connects on use, does so when a conversation is asked for that needs the host', async () => {
		const site = await configSite();
		site.answer = { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame' };
		const phone = new Phone({ configUrl: site.url, connect: 'use' }, { connect: () => Promise.resolve(new ScriptedSignaling()), media: new SilentMedia() });
		assert.throws(() => phone.chat({ person: 'bob' }), { code: 'address' });
		await new Promise((resolve) => phone.subscribe(({ account }) => account && resolve(account)));
		assert.equal(phone.chat({ person: 'bob' }).peer.uri, 'sip:bob@voice.test');
		await phone.stop();
		await site.close();
	});
});

describe('a text that is written while config-url is away', () => {
	let site: ConfigSite;
	let phone: Phone;
	const signaling = new ScriptedSignaling();

	/** A phone whose settings cannot be had, and what somebody wrote in it. */
	async function away(): Promise<Chat> {
		site = await configSite();
		site.status = 503;
		phone = new Phone({ configUrl: site.url, server: 'wss://pbx.test' }, { connect: () => Promise.resolve(signaling), media: new SilentMedia() });
		phone.start();
		const chat = phone.chat({ person: 'sip:bob@voice.test' });
		for (const text of ['one', 'two']) chat.send(text);
		await new Promise((resolve) => phone.subscribe(({ connection }) => connection.phase === 'reconnecting' && resolve(connection)));
		return chat;
	}

	afterEach(async () => {
		await phone.stop();
		await site.close();
	});

	it('is sent when it is back', async () => {
		const chat = await away();
		Object.assign(site, { status: 200, answer: { uri: 'sip:1000@voice.test', password: 'sesame' } });
		await new Promise((resolve) => chat.subscribe(({ messages }) => messages.every(({ delivery }) => delivery === 'accepted') && resolve(messages)));
		assert.deepEqual(signaling.texts.map(({ text }) => text), ['one', 'two']);
	});

	it('is given up with the others when the phone is stopped', async () => {
		const chat = await away();
		await phone.stop();
		await settled();
		assert.deepEqual(chat.state.messages.map(({ error }) => error?.code), ['invalid-state', 'invalid-state']);
	});
});

describe('a text that comes in', () => {
	it('is cleaned, its author too', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.tell({ type: 'text', text: { from: { uri: 'sip:bob@x\r\n', user: 'bob\0', displayName: '\u202EBob\u200B' }, text: 'Hi\u202E\u0007' } });
		const [message] = phone.state.chats[0]?.messages ?? [];
		assert.deepEqual([message?.text, message?.from], ['Hi', { uri: 'sip:bob@x', user: 'bob', displayName: 'Bob' }]);
	});

	it('with nothing to show is no text', async () => {
		const { phone, signaling } = await registeredPhone();
		for (const text of [' \r\n', '\u200B\u2066']) signaling.receive('bob', text);
		assert.deepEqual(phone.state.chats, []);
	});

	it('that got lost on its way is one that cannot be read', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.receive('bob', '');
		assert.deepEqual(phone.state.chats.map(({ unread, messages }) => [unread, messages.map(({ text }) => text)]), [[1, ['']]]);
	});

	it('is capped', async () => {
		const { phone, signaling } = await registeredPhone();
		signaling.receive('bob', 'x'.repeat(100_000), { messageId: 'i'.repeat(100_000) });
		const [message] = phone.state.chats[0]?.messages ?? [];
		assert.deepEqual([message?.text.length, message?.id.length], [8192, 128]);
	});
});
