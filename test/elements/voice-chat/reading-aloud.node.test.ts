import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { ReadingAloud } from '../../../src/elements/voice-chat/reading-aloud.js';

const host = { addController: () => {}, removeController: () => {}, requestUpdate: () => {}, updateComplete: Promise.resolve(true) };

/** A conversation that grows, and how many of its texts were told: one by one while live, the others by their number. */
class Listener {
	readonly chat = { state: { messages: [] as { id: string }[] } };
	readonly aloud = new ReadingAloud(host);
	told = 0;
	#summary: unknown;

	/** One render after so many texts more. */
	render(count: number): void {
		for (let text = 0; text < count; text++) this.chat.state.messages.push({ id: String(this.chat.state.messages.length) });
		this.aloud.look(this.chat);
		if (this.aloud.live) this.told += count;
		if (this.aloud.summary && this.aloud.summary !== this.#summary) this.told += this.aloud.summary.count;
		this.#summary = this.aloud.summary;
	}
}

describe('what is read aloud of a flood', () => {
	beforeEach(() => mock.timers.enable({ apis: ['setTimeout', 'Date'] }));
	afterEach(() => mock.timers.reset());

	for (const [what, bursts] of [
		['nobody writes when it is counted', [0, 0, 0]],
		['a few write when it is counted', [1, 1, 1]],
		['so many write when it is counted that they are counted too', [9, 9, 9]],
		['it goes on and on', [50, 1, 50, 6, 5]],
	] as const) {
		it(`loses none when ${what}`, () => {
			const listener = new Listener();
			listener.render(0);
			listener.render(1);
			listener.render(200);
			for (const burst of bursts) {
				mock.timers.tick(5000);
				listener.render(burst);
			}
			mock.timers.tick(5000);
			listener.render(0);
			assert.equal(listener.told, listener.chat.state.messages.length);
		});
	}

	it('tells the same number twice as two summaries', () => {
		const listener = new Listener();
		listener.render(0);
		const seen = new Set<unknown>();
		for (let round = 0; round < 2; round++) {
			listener.render(20);
			mock.timers.tick(5000);
			listener.render(0);
			seen.add(listener.aloud.summary);
		}
		assert.equal(seen.size, 2);
	});
});
