import type { Chat } from '../../core/chat/chat.js';
import type { PhoneState } from '../../core/phone-state.js';

/** What was typed and not sent, one for each conversation, or for the name of one that is not open yet. */
export class Drafts {
	readonly #drafts = new Map<Chat | string, string>();
	#account: string | undefined;
	#signedOut = false;

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

	/**
	 * Forgets what was typed under a mere name once whoever typed it has left, and says whether somebody has. What was typed
	 * before any account was known waits for it.
	 */
	leave({ account, signInNeeded }: Pick<PhoneState, 'account' | 'signInNeeded'>): boolean {
		const another = this.#account !== undefined && account?.uri !== this.#account;
		const left = another || (signInNeeded && !this.#signedOut);
		this.#account = account?.uri;
		this.#signedOut = signInNeeded;
		if (left) for (const key of this.#drafts.keys()) if (typeof key === 'string' || key.closed) this.#drafts.delete(key);
		return left;
	}

	clear(): void {
		this.#drafts.clear();
	}
}
