import type { Chat } from '../../core/chat.js';

/** What was typed and not sent, one for each conversation, or for the name of one that is not open yet. */
export class Drafts {
	readonly #drafts = new Map<Chat | string, string>();

	/** Where there are any. */
	get chats(): readonly Chat[] {
		return [...this.#drafts.keys()].filter((key) => typeof key !== 'string');
	}

	of(key: Chat | string): string {
		return this.#drafts.get(key) ?? '';
	}

	set(key: Chat | string, draft: string): void {
		if (draft === '') this.#drafts.delete(key);
		else this.#drafts.set(key, draft);
	}

	/** What was typed under a name belongs to the conversation from when it is open. */
	join(name: string, chat: Chat): void {
		const early = this.of(name);
		if (early === '') return;
		this.#drafts.delete(name);
		if (this.of(chat) === '') this.set(chat, early);
	}

	clear(): void {
		this.#drafts.clear();
	}
}
