import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatState } from '../../core/chat/chat-state.js';

/** What came in is told at most once in so many ms. */
const SPAN_MS = 5000;

/** A conversation out of sight, and how many unread texts it had when that was told. */
export interface Told {
	readonly id: string;
	readonly count: number;
}

/** Decides, before each render, which unread texts of other conversations a screen reader tells: what is new since the last time, and no more often than one can listen. */
export class UnreadAloud implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#counts: ReadonlyMap<string, number> | undefined;
	#grown = new Set<string>();
	#told: readonly Told[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	/** What is told now, until somebody reads it. */
	get told(): readonly Told[] {
		return this.#told;
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer);
		this.#timer = this.#counts = undefined;
		this.#grown.clear();
		this.#told = [];
	}

	/** To be called with all conversations and the one in sight. What was there at first is not news. */
	look(states: readonly ChatState[], shown: string | undefined): void {
		const before = this.#counts;
		const counts = new Map(states.filter(({ id, unread }) => id !== shown && unread > 0).map(({ id, unread }) => [id, unread]));
		this.#counts = counts;
		if (before) for (const [id, count] of counts) if (count > (before.get(id) ?? 0)) this.#grown.add(id);
		this.#told = this.#told.filter(({ id }) => counts.has(id));
		if (this.#grown.size > 0 && this.#timer === undefined) this.#tell(counts);
	}

	#tell(counts: ReadonlyMap<string, number>): void {
		this.#told = [...this.#grown].map((id) => ({ id, count: counts.get(id) ?? 0 })).filter(({ count }) => count > 0);
		this.#grown.clear();
		this.#timer = setTimeout(() => {
			this.#timer = undefined;
			if (this.#grown.size > 0) this.#host.requestUpdate();
		}, SPAN_MS);
	}
}
