import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Chat } from '../../core/chat/chat.js';
import type { ChatMessage } from '../../core/chat/chat-state.js';

/** So many messages are read aloud within so many ms; of more only their number is told. */
const AT_MOST = 5;
const SPAN_MS = 5000;

/** Decides, before each render, whether a screen reader reads what is added to the messages, and sums up what it does not. */
export class ReadingAloud implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#chat: Chat | undefined;
	#last: ChatMessage | undefined;
	#readAt: readonly number[] = [];
	#unread = 0;
	#summary = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	/** Whether what is added now is read. */
	get live(): boolean {
		return this.#unread === 0;
	}

	/** How many were not read one by one, when that is told. */
	get summary(): number {
		return this.#summary;
	}

	hostDisconnected(): void {
		this.#drop();
	}

	/** To be called before what came in is rendered. */
	look(chat: Chat | undefined): void {
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
		this.#unread = this.#summary = 0;
	}

	#hold(count: number): void {
		this.#unread += count;
		this.#summary = 0;
		this.#timer ??= setTimeout(() => {
			this.#timer = undefined;
			this.#summary = this.#unread;
			this.#unread = 0;
			this.#host.requestUpdate();
		}, SPAN_MS);
	}
}

/** How many are new, counted from the end. */
function newer(messages: readonly ChatMessage[], last: ChatMessage | undefined): number {
	let count = 0;
	while (count < messages.length && messages[messages.length - 1 - count]?.id !== last?.id) count++;
	return count;
}
