import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { settled } from '../../support/deferred.js';
import { MemoryStorage } from '../../support/memory-storage.js';
import type { ScriptedSession } from '../../support/scripted-session.js';
import { config, lastCall, lastSession, registeredPhone, type PhoneScene } from '../phone-scene.js';

/** What the history says, each as `user outcome`, with `!` where it was not seen. */
const told = ({ phone }: PhoneScene): string[] => phone.state.history.map(({ remote, outcome, seen }) => `${remote.user} ${outcome}${seen ? '' : '!'}`);

const misses = ({ signaling }: PhoneScene, from: string): void => signaling.ring(from).tell({ type: 'terminated', at: Date.now(), termination: { by: 'remote', cause: 'cancelled' } });

/** Somebody pressed a button with this label. */
async function calling(scene: PhoneScene, label: string): Promise<{ session: ScriptedSession }> {
	scene.phone.call('4711', { label });
	await settled();
	return { session: lastSession(scene) };
}

describe('what a history keeps', () => {
	it('keeps whom one talked to or dialled, whoever rings in vain, and who rang, whoever finds nobody to hear', async () => {
		const storage = new MemoryStorage();
		const scene = await registeredPhone({}, { storage });
		scene.signaling.ring('alice');
		await lastCall(scene).answer();
		lastCall(scene).hangUp();
		scene.phone.call('bob').hangUp();
		misses(scene, 'carol');
		await scene.phone.configure({ ...config, doNotDisturb: true });
		for (let number = 1; number <= 200; number++) scene.signaling.ring(`stranger${String(number)}`);
		assert.deepEqual([told(scene).slice(0, 3), told(scene).length, told(scene).at(-1)], [['alice answered', 'bob cancelled', 'carol missed!'], 53, 'stranger200 missed!']);
		await scene.phone.configure(config);
		for (let number = 1; number <= 200; number++) misses(scene, `caller${String(number)}`);
		assert.deepEqual([told(scene).slice(0, 2), told(scene).length, told(scene).at(-1)], [['alice answered', 'bob cancelled'], 102, 'caller200 missed!']);
		assert.equal(told(scene).filter((words) => words.startsWith('stranger')).length, 50);
		const after = await registeredPhone({}, { storage: storage.next() });
		assert.deepEqual(after.phone.state.history, scene.phone.state.history);
	});

	it('is stored whole, however long the names and addresses of strangers are', async () => {
		const storage = new MemoryStorage();
		const scene = await registeredPhone({}, { storage });
		const long = (number: number): string => `"${'\\"'.repeat(28)}" <sip:${String(number).padStart(3, '0')}${"!'*".repeat(14)}@${'x'.repeat(60)}.${'y'.repeat(60)}.test>`;
		for (let number = 0; number < 50; number++) misses(scene, long(number));
		for (let number = 0; number < 50; number++) scene.phone.call('bob', { label: '"'.repeat(99) }).hangUp();
		await scene.phone.configure({ ...config, doNotDisturb: true });
		for (let number = 0; number < 50; number++) scene.signaling.ring(long(number));
		const after = await registeredPhone({}, { storage: storage.next() });
		assert.equal(after.phone.state.history.length, 150);
		assert.deepEqual(after.phone.state.history, scene.phone.state.history);
	});

	it('knows a call by the label that the page gave it', async () => {
		const storage = new MemoryStorage();
		const scene = await registeredPhone({}, { storage });
		const { session } = await calling(scene, 'Spare\u202E parts\n');
		session.tell({ type: 'remote', remote: { uri: 'sip:4711@voice.test', user: '4711', displayName: 'Agent 7' } });
		session.confirm();
		session.end();
		assert.deepEqual(scene.phone.state.history.map(({ label, remote }) => [label, remote.displayName]), [['Spare parts', 'Agent 7']]);
		await calling(scene, 'Returns');
		const after = await registeredPhone({}, { storage: storage.next() });
		assert.deepEqual(after.phone.state.history.map(({ label }) => label), ['Spare parts', 'Returns']);
		assert.equal(after.phone.calls[0]?.state.label, 'Returns');
	});
});
