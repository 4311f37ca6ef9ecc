import type { ConnectionTiming } from './timing.js';

export interface KeepAliveOptions {
	readonly timing: Pick<ConnectionTiming, 'answerMs' | 'doubtfulMs' | 'silenceMs' | 'callSilenceMs'>;
	/** Whether there is a call. */
	readonly busy: () => boolean;
	/** Sends something that the server itself must answer. */
	readonly ping: () => void;
	/** The server did not answer. */
	readonly silent: () => void;
}

/** A timer that comes this late ran in a page that slept: then nothing is proved, and one asks once more. */
const SLEPT_MS = 2000;

/**
 * Judges whether the server lives, by one rule: only an answer to something of ours proves it. What the server sends by itself says nothing of the way
 * there. Browsers hide pings of the WebSocket itself from pages, and FreeSWITCH does not answer `CRLF CRLF`, so SIP must do.
 */
export class KeepAlive {
	readonly #options: KeepAliveOptions;
	#idle: ReturnType<typeof setTimeout> | undefined;
	#doubt: ReturnType<typeof setTimeout> | undefined;
	#deadline: ReturnType<typeof setTimeout> | undefined;
	#dueAt = Infinity;
	#asked = 0;

	constructor(options: KeepAliveOptions) {
		this.#options = options;
	}

	/** Asks now, and waits for the answer. */
	probe(): void {
		if (this.#deadline === undefined) this.#ask(this.#options.timing.answerMs);
	}

	/** The same where something speaks against the connection: there is less patience. */
	probeSoon(): void {
		const { doubtfulMs } = this.#options.timing;
		if (this.#dueAt - Date.now() > doubtfulMs) this.#ask(doubtfulMs);
	}

	/** A request of ours left. Some are answered at once by the server itself (`direct`), others by somebody behind it, in his own time. */
	requestSent({ direct }: { readonly direct: boolean }): void {
		if (this.#deadline !== undefined) return;
		if (direct) this.#await(this.#options.timing.answerMs);
		else this.#doubt ??= setTimeout(() => this.probe(), this.#options.timing.answerMs);
	}

	/** The server answered something of ours. */
	responseReceived(): void {
		const { timing, busy } = this.#options;
		this.stop();
		this.#idle = setTimeout(() => this.probe(), (busy() ? timing.callSilenceMs : timing.silenceMs) * (0.8 + Math.random() * 0.2));
	}

	/** The connection is gone: nothing is expected any more. */
	stop(): void {
		for (const timer of [this.#idle, this.#doubt, this.#deadline]) clearTimeout(timer);
		this.#idle = this.#doubt = this.#deadline = undefined;
		this.#asked = 0;
		this.#dueAt = Infinity;
	}

	#ask(withinMs: number): void {
		this.#await(withinMs);
		this.#options.ping();
	}

	#await(withinMs: number): void {
		const dueAt = Date.now() + withinMs;
		this.#dueAt = dueAt;
		clearTimeout(this.#deadline);
		this.#deadline = setTimeout(() => {
			this.#deadline = undefined;
			if (Date.now() - dueAt > SLEPT_MS && this.#asked++ === 0) this.#ask(withinMs);
			else this.#options.silent();
		}, withinMs);
	}
}
