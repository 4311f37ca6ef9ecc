import type { Quality } from '../core/ports/media.js';
import { measurePath, quality } from './quality.js';
import type { AudioStats } from './audio-stats.js';

/** Measurements, a second apart, that a word is made of: the loss of one second alone says little. */
const WINDOW = 5;
/** So many measurements in a row have to find another word before it is said. */
const SURE = 3;

/** How good the link is, in a word that does not change with every breath. A direction that a hold has closed says nothing, nor does one on which nothing arrives. */
export class QualityJudge {
	readonly #window: AudioStats[] = [];
	#word: Quality | undefined;
	#other: Quality | undefined;
	#found = 0;

	judge(traffic: AudioStats): Quality | undefined {
		const before = this.#window.at(-WINDOW);
		this.#window.push(traffic);
		this.#window.splice(0, this.#window.length - WINDOW);
		if (!traffic.receives) return this.#forget();
		if (!before) return this.#word;
		return traffic.received === before.received ? this.#forget() : this.#weigh(quality(measurePath(before, traffic)));
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
