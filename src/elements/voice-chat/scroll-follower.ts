import type { ReactiveController, ReactiveControllerHost } from 'lit';

const NEAR = 32;

/** Keeps the newest in sight for who reads at the end, and never moves the text under who reads further up. */
export class ScrollFollower implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #scroller: () => HTMLElement | null;
	readonly #resized = new ResizeObserver(() => this.#toEnd());
	#watched: HTMLElement | undefined;
	#following = true;
	#top = 0;

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

	/** To be called when the scroller was scrolled. Only who goes up leaves the end: it also moves away when the height of what comes into sight is found out. */
	readonly scrolled = (): void => {
		const scroller = this.#scroller();
		if (!scroller) return;
		const { scrollTop, scrollHeight, clientHeight } = scroller;
		const near = scrollHeight - scrollTop - clientHeight < NEAR;
		const following = near || (this.#following && scrollTop >= this.#top);
		this.#top = scrollTop;
		if (following === this.#following) return;
		this.#following = following;
		this.#host.requestUpdate();
	};

	hostUpdated(): void {
		this.#watch(this.#scroller() ?? undefined);
		this.#toEnd();
	}

	hostDisconnected(): void {
		this.#watch(undefined);
	}

	/** The box, and what it holds, whose height is found out while it comes into sight. One that was moved has forgotten where it was. */
	#watch(scroller: HTMLElement | undefined): void {
		if (scroller === this.#watched) return;
		this.#resized.disconnect();
		this.#watched = scroller;
		if (scroller) scroller.scrollTop = this.#top;
		for (const box of scroller ? [scroller, ...scroller.children] : []) this.#resized.observe(box);
	}

	#toEnd(): void {
		if (!this.#following || !this.#watched) return;
		this.#watched.scrollTop = this.#watched.scrollHeight;
		this.#top = this.#watched.scrollTop;
	}
}
