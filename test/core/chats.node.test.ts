import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Phone } from '../../src/core/phone.js';
import { VoiceError } from '../../src/core/voice-error.js';
import { configSite } from '../support/config-site.js';
import { settled } from '../support/deferred.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';
import { SilentMedia } from '../support/silent-media.js';
import { aPhone, config, lastCall, registeredPhone, type PhoneScene } from './phone-scene.js';

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

	for (const [text, code] of [['', 'address'], [' \n', 'address'], ['\uD800', 'address'], ['é'.repeat(4097), 'too-large'], ['x'.repeat(8193), 'too-large']] as const) {
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

describe('where there are too many conversations', () => {
	const begun = ({ phone }: PhoneScene): readonly string[] => phone.state.chats.map(({ peer }) => peer.user);
	const strangers = (scene: PhoneScene, count: number): void => {
		for (let index = 0; index < count; index++) scene.signaling.receive(`stranger${String(index)}`, 'Buy!');
	};

	it('those in which we wrote stay, while there is any other', async () => {
		const scene = await registeredPhone();
		for (let index = 0; index < 150; index++) scene.phone.chat({ person: `friend${String(index)}` }).send('Hello');
		strangers(scene, 300);
		const users = begun(scene);
		assert.deepEqual([users.length, users.filter((user) => user.startsWith('friend')).length, users.at(-1)], [200, 150, 'stranger299']);
	});

	it('empty ones go before those with texts, except one that is shown', async () => {
		const scene = await registeredPhone();
		const shown = scene.phone.chat({ person: 'shown' });
		const end = shown.subscribe(() => undefined);
		strangers(scene, 60);
		for (let index = 0; index < 300; index++) scene.phone.chat({ person: `empty${String(index)}` });
		const users = begun(scene);
		assert.deepEqual([users.length, users.filter((user) => user.startsWith('stranger')).length, users.includes('shown'), users.includes('empty0')], [200, 60, true, false]);
		end();
		for (let index = 300; index < 500; index++) scene.phone.chat({ person: `empty${String(index)}` });
		assert.equal(begun(scene).includes('shown'), false);
	});

	it('one that made room comes back, as it was, with what is written in it', async () => {
		const scene = await registeredPhone();
		scene.signaling.receive('bob', 'first');
		const bob = scene.phone.chat({ person: 'bob' });
		strangers(scene, 250);
		assert.equal(begun(scene).includes('bob'), false);
		bob.send('Hello');
		assert.deepEqual([begun(scene).length, scene.phone.chat({ person: 'bob' }) === bob, bob.state.messages.length], [200, true, 2]);
	});

	it('strangers fill no memory, and who floods costs nobody else a word', async () => {
		const scene = await registeredPhone();
		const friend = scene.phone.chat({ person: 'friend' });
		friend.send('Hello');
		scene.signaling.receive('customer', 'Are you open today?');
		for (let index = 0; index < 10_000; index++) scene.signaling.receive(`flood${String(index % 150)}`, `${String(index)} ${'x'.repeat(8000)}`);
		const { chats } = scene.phone.state;
		const held = chats.flatMap(({ messages }) => messages).reduce((sum, { text }) => sum + text.length, 0);
		assert.ok(held < 4_000_000, `${String(held)} characters are held`);
		assert.ok(['friend', 'customer'].every((user) => chats.find(({ peer }) => peer.user === user)?.messages.length === 1));
		assert.equal(chats.find(({ peer }) => peer.user === 'flood99')?.messages.at(-1)?.text.slice(0, 5), '9999 ');
	});

	it('one who is written with fills no memory either', async () => {
		const { phone, signaling } = await registeredPhone();
		const chat = phone.chat({ person: 'bob' });
		chat.send('Hello');
		for (let index = 0; index < 2000; index++) signaling.receive('bob', `${String(index)} ${'x'.repeat(8000)}`);
		const held = chat.state.messages.reduce((sum, { text }) => sum + text.length, 0);
		assert.ok(held > 1_000_000 && held < 2_100_000, `${String(held)} characters are held`);
		assert.equal(chat.state.messages.at(-1)?.text.slice(0, 5), '1999 ');
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
