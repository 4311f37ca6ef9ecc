import type { ChatMessage } from './chat-state.js';
import type { Chat } from './chat.js';

/** An echo without an id is looked for among what was written in so many ms. */
const ECHO_MS = 60_000;
/** So many of the newest are remembered. */
const MAX_REMEMBERED = 10_000;

export interface SentText {
	readonly chat: Chat;
	readonly message: ChatMessage;
}

/** What was written here: only that can come back as an echo, whatever a From says. */
export class SentTexts {
	readonly #byId = new Map<string, SentText>();
	/** Oldest first. */
	#recent: readonly SentText[] = [];

	remember(sent: SentText): void {
		const since = Date.now() - ECHO_MS;
		this.#byId.set(sent.message.id, sent);
		this.#recent = [...this.#recent.filter(({ message }) => message.at > since), sent];
		const [oldestId] = this.#byId.keys();
		if (this.#byId.size > MAX_REMEMBERED && oldestId !== undefined) this.#byId.delete(oldestId);
	}

	/** What came back. Some servers drop the id: then the words tell. */
	find({ id, text }: { readonly id: string; readonly text: string }): SentText | undefined {
		if (id) return this.#byId.get(id);
		const since = Date.now() - ECHO_MS;
		return this.#recent.findLast(({ message }) => message.text === text && message.at > since);
	}

	clear(): void {
		this.#byId.clear();
		this.#recent = [];
	}
}
