import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../../core/chat/chat-state.js';

type Read = Pick<ChatMessage, 'id'>;
/** The members used of a `Chat`. */
type ReadChat = { readonly state: { readonly messages: readonly Read[] } };

/** How many messages are announced within this many ms; of more, only their number is. */
const AT_MOST = 5;
const SPAN_MS = 5000;

/** Number of messages that were not announced; a new object for each summary. */
export interface UnreadSummary {
	readonly count: number;
}

/**
 * Decides before each rendering whether new messages are announced by screen readers, and summarises those that are
 * not.
 */
export class ReadingAloud implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#chat: ReadChat | undefined;
	#last: Read | undefined;
	#readAt: readonly number[] = [];
	#unread = 0;
	#summary: UnreadSummary | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	/** Whether messages added now are announced. */
	get live(): boolean {
		return this.#unread === 0;
	}

	/** The last summary. */
	get summary(): UnreadSummary | undefined {
		return this.#summary;
	}

	hostDisconnected(): void {
		this.#drop();
	}

	/** Call it before new messages are rendered. */
	look(chat: ReadChat | undefined): void {
		const last = chat?.state.messages.at(-1);
		const count = chat && chat === this.#chat ? newer(chat.state.messages, this.#last) : 0;
		if (chat !== this.#chat) this.#drop();
		this.#chat = chat;
		this.#last = last;
		if (count === 0) return;
		const now = Date.now();
		this.#readAt = this.#readAt.filter((at) => now - at < SPAN_MS);
		if (this.live && this.#readAt.length + count <= AT_MOST) this.#readAt = [...this.#readAt, ...Array<number>(count).fill(now)];
		else this.#hold(count);
	}

	/** The pending number belongs to another chat. */
	#drop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#readAt = [];
		this.#unread = 0;
		this.#summary = undefined;
	}

	#hold(count: number): void {
		this.#unread += count;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#summary = { count: this.#unread };
			this.#unread = 0;
			this.#host.requestUpdate();
		}, SPAN_MS);
	}
}

/** The number of new messages, counted from the end. */
function newer(messages: readonly Read[], last: Read | undefined): number {
	let count = 0;
	while (count < messages.length && messages[messages.length - 1 - count]?.id !== last?.id) count++;
	return count;
}
