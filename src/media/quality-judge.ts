import type { Quality } from '../core/ports/media.js';
import { measurePath, quality } from './quality.js';
import type { AudioStats } from './audio-stats.js';

/** Number of measurements, one per second, that are compared: the loss within one second is too noisy. */
const WINDOW = 5;
/** A change is reported after this many equal results in a row. */
const SURE = 3;

/**
 * Rates the quality of a connection, with hysteresis. The result is `undefined` while receiving is not negotiated or no
 * packets arrive.
 */
export class QualityJudge {
	readonly #window: AudioStats[] = [];
	#word: Quality | undefined;
	#other: Quality | undefined;
	#found = 0;

	judge(stats: AudioStats): Quality | undefined {
		const before = this.#window.at(-WINDOW);
		this.#window.push(stats);
		this.#window.splice(0, this.#window.length - WINDOW);
		if (!stats.receives) return this.#forget();
		if (!before) return this.#word;
		return stats.received === before.received ? this.#forget() : this.#weigh(quality(measurePath(before, stats)));
	}

	#weigh(word: Quality): Quality {
		this.#found = word === this.#other ? this.#found + 1 : 1;
		this.#other = word;
		if (!this.#word || this.#found >= SURE) this.#word = word;
		return this.#word;
	}

	#forget(): undefined {
		this.#window.splice(0);
		this.#word = undefined;
		return undefined;
	}
}
