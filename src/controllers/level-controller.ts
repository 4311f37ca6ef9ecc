import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Call } from '../core/call/call.js';
import type { Levels } from '../core/ports/media.js';

const INTERVAL_MS = 125;
/** With reduced motion a level changes no more often than a timer does. */
const REDUCED_MS = 1000;

/** Measures how loud a call is, for a host that shows it: never while the host is off the screen or its page hidden, where no frame is drawn. */
export class LevelController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #observer: IntersectionObserver;
	readonly #read: () => Call | undefined;
	readonly #show: (levels: Levels | undefined) => void;
	#onScreen = false;
	#call: Call | undefined;
	#end = new AbortController();

	/** `read` gives the call to be measured now, if any; it is asked after every update. `show` gets nothing when there is nothing to measure any more. */
	constructor(host: ReactiveControllerHost & Element, read: () => Call | undefined, show: (levels: Levels | undefined) => void) {
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
			// A connection that has just been closed tells nothing any more.
			const levels = await call.levels().catch(() => undefined);
			await new Promise(requestAnimationFrame);
			if (!signal.aborted) this.#show(levels);
			await new Promise((resolve) => setTimeout(resolve, matchMedia('(prefers-reduced-motion: reduce)').matches ? REDUCED_MS : INTERVAL_MS));
		}
	}
}
