import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { registeredPhone, type PhoneScene } from '../phone-scene.js';

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

	it('a text of one more stranger costs no more after twelve thousand of them', async () => {
		const scene = await registeredPhone();
		const leastMs = (round: number): number => Math.min(...Array.from({ length: 10 }, (_, part) => {
			const since = performance.now();
			for (let index = 0; index < 100; index++) scene.signaling.receive(`s${String(round)}.${String(part)}.${String(index)}`, 'Buy!');
			return performance.now() - since;
		}));
		strangers(scene, 500);
		const first = leastMs(0);
		strangers(scene, 12_000);
		const last = leastMs(1);
		// Looking through all of them would cost twelve times as much.
		assert.ok(last < 6 * first, `${String(first)} ms, then ${String(last)} ms`);
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
