import type { ConnectionTiming } from './timing.js';

export interface KeepAliveOptions {
	readonly timing: Pick<ConnectionTiming, 'answerMs' | 'doubtfulMs' | 'silenceMs' | 'callSilenceMs'>;
	/** Whether there is a call. */
	readonly busy: () => boolean;
	/** Sends a request that the server itself answers. */
	readonly ping: () => void;
	/** Called when the server did not answer in time. */
	readonly silent: () => void;
}

/** A timer this late ran in a suspended page. That proves nothing, so the server is probed again. */
const SLEPT_MS = 2000;

/**
 * Detects a dead connection by requests without response (RFC 5626 section 4.4). Frames that the server sends on its
 * own do not prove that it receives ours. Browsers hide WebSocket pings from pages, and FreeSWITCH does not answer
 * `CRLF CRLF`, so a request of the protocol is sent.
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

	/** Sends a probe now and waits for its response. */
	probe(): void {
		if (this.#deadline === undefined) this.#ask(this.#options.timing.answerMs);
	}

	/** Sends a probe with the shorter timeout, when the connection is doubtful. */
	probeSoon(): void {
		const { doubtfulMs } = this.#options.timing;
		if (this.#dueAt - Date.now() > doubtfulMs) this.#ask(doubtfulMs);
	}

	/** Notes a sent request. `direct`: the server itself answers at once; else somebody behind it answers later. */
	requestSent({ direct }: { readonly direct: boolean }): void {
		if (this.#deadline !== undefined) return;
		if (direct) this.#await(this.#options.timing.answerMs);
		else this.#doubt ??= setTimeout(() => this.probe(), this.#options.timing.answerMs);
	}

	/** Notes a response of the server. */
	responseReceived(): void {
		const { timing, busy } = this.#options;
		this.stop();
		this.#idle = setTimeout(
			() => this.probe(),
			(busy() ? timing.callSilenceMs : timing.silenceMs) * (0.8 + Math.random() * 0.2),
		);
	}

	/** The connection is closed: no response is expected any more. */
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
