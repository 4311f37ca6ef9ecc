import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows whether somebody can see the host: it is on the screen, and the page in front. */
export class VisibilityController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	#onScreen = false;
	#end = new AbortController();

	constructor(host: ReactiveControllerHost & Element) {
		this.#host = host;
		host.addController(this);
	}

	get visible(): boolean {
		return this.#onScreen && document.visibilityState === 'visible';
	}

	hostConnected(): void {
		this.#end = new AbortController();
		const observer = new IntersectionObserver((entries) => {
			this.#onScreen = entries.at(-1)?.isIntersecting === true;
			this.#host.requestUpdate();
		});
		observer.observe(this.#host);
		this.#end.signal.addEventListener('abort', () => observer.disconnect());
		document.addEventListener('visibilitychange', () => this.#host.requestUpdate(), { signal: this.#end.signal });
	}

	hostDisconnected(): void {
		this.#end.abort();
		this.#onScreen = false;
	}
}
