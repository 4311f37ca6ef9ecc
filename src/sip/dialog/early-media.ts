import type { SessionFact } from '../../core/ports/session.js';
import { pause } from '../../core/pause.js';

/** How long sound may take that the network announced before the answer, in ms. */
const SOUND_MS = 1500;

export interface EarlyMediaOptions {
	readonly tell: (fact: Extract<SessionFact, { type: 'progress' }>) => void;
	/** Aborts when the call is answered, or over. */
	readonly signal: AbortSignal;
}

/** Tells that a dialled call rings, and whether sound arrives before the answer (RFC 3960). */
export class EarlyMedia {
	readonly #options: EarlyMediaOptions;
	#sounding = false;

	constructor(options: EarlyMediaOptions) {
		this.#options = options;
	}

	/** It rings there. Sound that is announced gets time to arrive: a ringback of ours would begin only to break off. */
	async progressed({ described }: { readonly described: boolean }): Promise<void> {
		const { signal } = this.#options;
		if (described && !this.#sounding) await pause(SOUND_MS, signal);
		this.#tell();
	}

	/** Sound arrives. */
	sounded(): void {
		this.#sounding = true;
		this.#tell();
	}

	#tell(): void {
		const { tell, signal } = this.#options;
		if (!signal.aborted) tell({ type: 'progress', earlyMedia: this.#sounding });
	}
}
