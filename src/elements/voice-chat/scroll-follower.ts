import type { ReactiveController, ReactiveControllerHost } from 'lit';

const NEAR = 32;

/** Keeps the newest in sight for who reads at the end, and never moves the text under who reads further up. */
export class ScrollFollower implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #scroller: () => HTMLElement | null;
	readonly #resized = new ResizeObserver(() => this.hostUpdated());
	#following = true;

	constructor(host: ReactiveControllerHost, scroller: () => HTMLElement | null) {
		this.#host = host;
		this.#scroller = scroller;
		host.addController(this);
	}

	/** Whether the end is in sight. */
	get following(): boolean {
		return this.#following;
	}

	/** To the end, and on with it. */
	follow(): void {
		this.#following = true;
		this.#host.requestUpdate();
	}

	/** To be called when the scroller was scrolled. */
	readonly scrolled = (): void => {
		const scroller = this.#scroller();
		if (!scroller) return;
		const following = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR;
		if (following === this.#following) return;
		this.#following = following;
		this.#host.requestUpdate();
	};

	hostUpdated(): void {
		const scroller = this.#scroller();
		if (!scroller) return;
		this.#resized.observe(scroller);
		if (this.#following) scroller.scrollTop = scroller.scrollHeight;
	}

	hostDisconnected(): void {
		this.#resized.disconnect();
	}
}
