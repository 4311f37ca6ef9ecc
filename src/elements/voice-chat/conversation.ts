import type { ReactiveController } from 'lit';
import { activeCall } from '../../controllers/active-call.js';
import type { PhoneController } from '../../controllers/phone-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import type { ChatState } from '../../core/chat-state.js';
import type { Chat } from '../../core/chat.js';
import { VoiceDialRequestEvent, VoiceMessageRequestEvent } from '../../core/events.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import type { VoiceChat } from './voice-chat.js';

type Target = { readonly room: string } | { readonly person: string };

/** The conversation that a `<voice-chat>` shows: which one it is, and what one writes there. */
export class Conversation implements ReactiveController {
	readonly #face: VoiceChat;
	readonly #phone: PhoneController;
	/** What was typed and not sent, one for each conversation, so that a text meant for one never goes to another. */
	readonly #drafts = new Map<string, string>();
	#chat: Chat | undefined;
	/** The conversation that the page named, or the attempt to open it, which another account may change. */
	#opened: { readonly key: string; readonly phone: Phone; readonly account: PhoneState['account']; readonly chat: Chat | undefined } | undefined;
	#begun = false;
	#trouble: { readonly key: string; readonly error: ErrorState } | undefined;

	constructor(element: VoiceChat, phone: PhoneController) {
		this.#face = element;
		this.#phone = phone;
		element.addController(this);
		new StoreController<ChatState>(element, () => this.#chat);
	}

	/** The conversation, once there is one. */
	get chat(): Chat | undefined {
		return this.#chat;
	}

	/** Whether the page says whom to write to. */
	get named(): boolean {
		return this.#target !== undefined;
	}

	/** Why it could not be opened, or the last text not be sent. */
	get trouble(): ErrorState | undefined {
		return this.#trouble?.error;
	}

	/** What one is writing. */
	get draft(): string {
		return this.#drafts.get(this.#key) ?? '';
	}

	set draft(draft: string) {
		this.#drafts.set(this.#key, draft);
		this.#trouble = undefined;
		this.#face.requestUpdate();
	}

	hostUpdate(): void {
		const phone = this.#phone.phone;
		if (phone && this.#chat && !holds(phone, this.#chat)) this.#forget();
		if (this.#trouble?.key !== this.#name) this.#trouble = undefined;
		this.#chat = phone && this.#find(phone);
	}

	/** Somebody is about to write. */
	begin(): void {
		this.#begun = true;
		this.#face.requestUpdate();
	}

	/** Sends the draft, and says whether anything was sent: also when the page sent something else in place of it. */
	send(): boolean {
		const { draft } = this;
		const chat = this.#chat;
		if (!chat || draft.trim() === '') return false;
		const before = chat.state.messages.length;
		try {
			if (this.#face.dispatchEvent(new VoiceMessageRequestEvent(chat, draft))) chat.send(draft);
		} catch (thrown) {
			this.#fail(thrown);
			return false;
		}
		if (chat.state.messages.length === before) return false;
		this.draft = '';
		return true;
	}

	/** Calls what somebody wrote, if the page lets it. */
	dial(to: string): void {
		try {
			if (this.#face.dispatchEvent(new VoiceDialRequestEvent(to, false))) this.#phone.demand().call(to);
		} catch (thrown) {
			this.#fail(thrown);
		}
	}

	get #target(): Target | undefined {
		const { room, to } = this.#face;
		if (room) return { room };
		return to ? { person: to } : undefined;
	}

	get #key(): string {
		return this.#name || this.#chat?.peer.uri || '';
	}

	get #name(): string {
		return this.#face.room || this.#face.to;
	}

	#find(phone: Phone): Chat | undefined {
		return this.#target ? this.#chatWith(phone, this.#target) : this.#chatOfCall(phone);
	}

	/** To open a conversation connects, so it is tried once, and with a phone that connects on use only when somebody begins to write. */
	#chatWith(phone: Phone, target: Target): Chat | undefined {
		const key = this.#key;
		const { account, connection } = phone.state;
		const opened = this.#opened;
		if (opened?.key === key && opened.phone === phone && (opened.chat ? holds(phone, opened.chat) : opened.account === account)) return opened.chat;
		if (connection.phase === 'idle' && !this.#begun) return undefined;
		const chat = this.#open(phone, target);
		this.#opened = { key, phone, account, chat };
		return chat;
	}

	/** While the account is not known, the host may not be either. */
	#open(phone: Phone, target: Target): Chat | undefined {
		try {
			const chat = phone.chat(target);
			this.#trouble = undefined;
			return chat;
		} catch (thrown) {
			if (phone.state.account) this.#fail(thrown);
			return undefined;
		}
	}

	/** With no call it is the newest conversation; under who is writing it does not change. */
	#chatOfCall(phone: Phone): Chat | undefined {
		const active = activeCall(phone.state.calls);
		const call = phone.calls.find(({ id }) => id === active?.id);
		if (call) return phone.chatOf(call);
		const writing = Boolean(this.draft) && this.#chat && holds(phone, this.#chat);
		return writing ? this.#chat : this.#newestChat(phone);
	}

	#newestChat(phone: Phone): Chat | undefined {
		let newest: ChatState | undefined;
		for (const chat of phone.state.chats) if (lastAt(chat) > (newest ? lastAt(newest) : 0)) newest = chat;
		if (!newest || newest.id === this.#chat?.id) return newest && this.#chat;
		return phone.chat(newest.kind === 'room' ? { room: newest.peer.uri } : { person: newest.peer.uri });
	}

	/** Whoever wrote here has left, and somebody else may come. */
	#forget(): void {
		this.#drafts.clear();
		this.#begun = false;
		this.#opened = this.#trouble = undefined;
	}

	#fail(thrown: unknown): void {
		this.#trouble = { key: this.#name, error: VoiceError.from(thrown).state };
		this.#face.requestUpdate();
	}
}

function holds(phone: Phone, chat: Chat): boolean {
	return phone.holds(chat);
}

function lastAt({ messages }: ChatState): number {
	return messages.at(-1)?.at ?? 0;
}
