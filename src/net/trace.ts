/** A frame that was sent or received, or a note about the connection, without secrets. */
export interface TraceEntry {
	/** Epoch ms. */
	readonly at: number;
	/** `note`: a remark about the connection. */
	readonly direction: 'in' | 'out' | 'note';
	readonly text: string;
}

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
