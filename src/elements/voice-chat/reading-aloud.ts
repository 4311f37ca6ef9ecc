import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { ChatMessage } from '../../core/chat/chat-state.js';

type Read = Pick<ChatMessage, 'id'>;
/** What is needed of a `Chat`. */
type ReadChat = { readonly state: { readonly messages: readonly Read[] } };

/** So many messages are read aloud within so many ms; of more only their number is told. */
const AT_MOST = 5;
const SPAN_MS = 5000;

/** How many texts were not read one by one; another object each time that is told. */
export interface UnreadSummary {
	readonly count: number;
}

/** Decides, before each render, whether a screen reader reads what is added to the messages, and sums up what it does not. */
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

	/** Whether what is added now is read. */
	get live(): boolean {
		return this.#unread === 0;
	}

	/** What was told last of the texts that were not read. */
	get summary(): UnreadSummary | undefined {
		return this.#summary;
	}

	hostDisconnected(): void {
		this.#drop();
	}

	/** To be called before what came in is rendered. */
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

	/** What was not told is of another conversation. */
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

/** How many are new, counted from the end. */
function newer(messages: readonly Read[], last: Read | undefined): number {
	let count = 0;
	while (count < messages.length && messages[messages.length - 1 - count]?.id !== last?.id) count++;
	return count;
}
