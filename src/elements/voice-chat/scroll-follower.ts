import type { ReactiveController, ReactiveControllerHost } from 'lit';

const NEAR = 32;

/** Scrolls to new messages while the end is visible, and else keeps the scroll position. */
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

	/** Whether the end is visible. */
	get following(): boolean {
		return this.#following;
	}

	/** Scrolls to the end and follows it. */
	follow(): void {
		this.#following = true;
		this.#host.requestUpdate();
	}

	/**
	 * Call it on `scroll`. Only scrolling up stops following: the end also moves when the height of messages becomes
	 * known.
	 */
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

	/**
	 * The scroller and its content, whose height becomes known while it is shown. Moving an element resets its scroll
	 * position.
	 */
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
