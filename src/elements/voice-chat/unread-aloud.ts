import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatState } from '../../core/chat/chat-state.js';

/** Least interval of announcements, ms. */
const SPAN_MS = 5000;

/** A hidden chat and its number of unread texts at the last announcement. */
export interface Told {
	readonly id: string;
	readonly count: number;
}

/**
 * Decides before each rendering which unread texts of other chats are announced: new ones since the last time, and no
 * more often than one can listen.
 */
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

	/** The present announcement, until its texts are read. */
	get told(): readonly Told[] {
		return this.#told;
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer);
		this.#timer = this.#counts = undefined;
		this.#grown.clear();
		this.#told = [];
	}

	/** Call it with all chats and the visible one. Initial unread texts are not announced. */
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
