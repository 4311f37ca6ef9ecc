import type { TraceEntry } from '../core/ports/signaling.js';

const MAX_ENTRIES = 200;

/** The last things that crossed the socket, for whoever looks for a fault. Holds no credentials and nothing that people wrote to each other. */
export class Trace {
	readonly #redact: (text: string) => string;
	#entries: TraceEntry[] = [];

	/** `redact`: a frame of the protocol as it may be shown. */
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
