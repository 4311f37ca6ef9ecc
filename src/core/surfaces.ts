import { demandArgument } from './arguments.js';
import type { CallList } from './call/call-list.js';

export interface SurfacesOptions {
	readonly calls: CallList;
	/** Whether the page answers calls by itself, or only elements can. */
	readonly answeredBy: 'page' | 'elements';
	/** Told whether there is any. */
	readonly changed: (any: boolean) => void;
}

/** The places on a page that show the calls of a phone, and where one can answer. */
export class Surfaces {
	readonly #options: SurfacesOptions;
	#count = 0;

	constructor(options: SurfacesOptions) {
		this.#options = options;
	}

	/** Whether somebody can answer. */
	get canAnswer(): boolean {
		return this.#options.answeredBy === 'page' || this.#count > 0;
	}

	/** Adds one, until the signal aborts. The last one to go turns away what rings. */
	add(signal: AbortSignal): void {
		demandArgument('signal', signal instanceof AbortSignal, 'an AbortSignal');
		if (signal.aborted) return;
		this.#options.changed(++this.#count > 0);
		signal.addEventListener('abort', () => this.#remove());
	}

	#remove(): void {
		const { calls, changed } = this.#options;
		changed(--this.#count > 0);
		if (!this.canAnswer) for (const call of calls.ringing) call.refuse('unavailable');
	}
}
