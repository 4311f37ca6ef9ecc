import type { Chat } from '../../core/chat/chat.js';
import type { PhoneState } from '../../core/phone-state.js';

/** Unsent texts, one per chat, or per name of a chat that is not open yet. */
export class Drafts {
	readonly #drafts = new Map<Chat | string, string>();
	#account: string | undefined;
	#signedOut = false;

	/** Whether there are any. */
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

	/** A draft under a name moves to its chat when that opens. */
	join(name: string, chat: Chat): void {
		const early = this.of(name);
		if (early === '') return;
		this.#drafts.delete(name);
		if (this.of(chat) === '') this.set(chat, early);
	}

	/**
	 * Removes the drafts under mere names when the user has signed out; true if so. Drafts from before any account was
	 * known are kept.
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
