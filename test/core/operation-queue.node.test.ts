import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { OperationQueue } from '../../src/core/operation-queue.js';

const later = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 5));

describe('a queue of operations', () => {
	it('runs one at a time, in order', async () => {
		const queue = new OperationQueue();
		const story: string[] = [];
		const tell = (name: string) => async (): Promise<void> => {
			story.push(`${name} begins`);
			await later();
			story.push(`${name} ends`);
		};
		await Promise.all([queue.run(tell('one')), queue.run(tell('two'))]);
		assert.deepEqual(story, ['one begins', 'one ends', 'two begins', 'two ends']);
	});

	it('goes on after a failure, which only its own caller hears of', async () => {
		const queue = new OperationQueue();
		const failing = queue.run(() => Promise.reject(new Error('no')));
		const next = queue.run(() => Promise.resolve('yes'));
		await assert.rejects(failing, /no/);
		assert.equal(await next, 'yes');
	});

	it('takes a thrown error for a failure', async () => {
		const queue = new OperationQueue();
		await assert.rejects(queue.run(() => {
			throw new Error('at once');
		}), /at once/);
	});
});
