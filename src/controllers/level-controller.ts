import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call } from '../core/call/call.js';
import type { Levels } from '../core/ports/media.js';

const INTERVAL_MS = 125;
/** Interval with reduced motion, as for a text that counts seconds. */
const REDUCED_MS = 1000;

/**
 * Measures the audio levels of a call for a host that shows them, only while the host is on the screen and its page
 * visible.
 */
export class LevelController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #observer: IntersectionObserver;
	readonly #read: () => Call | undefined;
	readonly #show: (levels: Levels | undefined) => void;
	#onScreen = false;
	#call: Call | undefined;
	#end = new AbortController();

	/**
	 * `read` returns the call to measure; it is called after every update. `show` gets `undefined` when there is none.
	 */
	constructor(
		host: ReactiveControllerHost & Element,
		read: () => Call | undefined,
		show: (levels: Levels | undefined) => void,
	) {
		this.#host = host;
		this.#read = read;
		this.#show = show;
		this.#observer = new IntersectionObserver((entries) => {
			this.#onScreen = entries.at(-1)?.isIntersecting === true;
			host.requestUpdate();
		});
		host.addController(this);
	}

	hostConnected(): void {
		this.#observer.observe(this.#host);
	}

	hostUpdated(): void {
		this.#measure(this.#onScreen ? this.#read() : undefined);
	}

	hostDisconnected(): void {
		this.#observer.disconnect();
		this.#onScreen = false;
		this.#measure(undefined);
	}

	#measure(call: Call | undefined): void {
		if (call === this.#call) return;
		this.#end.abort();
		this.#end = new AbortController();
		this.#call = call;
		this.#show(undefined);
		if (call) void this.#repeat(call, this.#end.signal);
	}

	async #repeat(call: Call, signal: AbortSignal): Promise<void> {
		while (!signal.aborted) {
			// `getStats()` of a closed connection may reject.
			const levels = await call.levels().catch(() => undefined);
			await new Promise(requestAnimationFrame);
			if (!signal.aborted) this.#show(levels);
			await new Promise((resolve) =>
				setTimeout(resolve, matchMedia('(prefers-reduced-motion: reduce)').matches ? REDUCED_MS : INTERVAL_MS),
			);
		}
	}
}
