import type { TraceEntry } from '../core/ports/signaling.js';

const MAX_ENTRIES = 200;

/** The latest frames, for troubleshooting. Contains no credentials and no texts of people. */
export class Trace {
	readonly #redact: (text: string) => string;
	#entries: TraceEntry[] = [];

	/** `redact` removes secrets from a frame of the protocol. */
	constructor(redact: (text: string) => string) {
		this.#redact = redact;
	}

	/** Oldest first. */
	get entries(): readonly TraceEntry[] {
		return [...this.#entries];
	}

	frame(direction: 'in' | 'out', text: string): void {
		if (text.trim() !== '') this.#add({ at: Date.now(), direction, text: this.#redact(text) });
	}

	note(text: string): void {
		this.#add({ at: Date.now(), direction: 'note', text });
	}

	#add(entry: TraceEntry): void {
		this.#entries = [...this.#entries.slice(1 - MAX_ENTRIES), Object.freeze(entry)];
	}
}
