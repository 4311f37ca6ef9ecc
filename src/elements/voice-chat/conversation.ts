import type { ReactiveController } from 'lit';
import type { PhoneController } from '../../controllers/phone-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import type { ChatState } from '../../core/chat/chat-state.js';
import type { Chat } from '../../core/chat/chat.js';
import { VoiceDialRequestEvent, VoiceMessageRequestEvent } from '../../core/events.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';
import { isBlank } from '../../core/text.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import { ownView } from '../parts/own-view.js';
import { Drafts } from './drafts.js';
import { PressController } from './press-controller.js';
import { callSubject, newestSubject, NO_SUBJECT, targetKey, targetSubject, type Subject, type Target } from './subject.js';
import type { VoiceChat } from './voice-chat.js';

/**
 * The chat that a `<voice-chat>` shows, and its draft. It changes automatically only while the field has neither focus
 * nor draft; else the other chat is offered. It changes only before a rendering, so that a draft belongs to the chat
 * that was visible.
 */
export class Conversation implements ReactiveController {
	readonly #face: VoiceChat;
	readonly #phone: PhoneController;
	readonly #press: PressController;
	readonly #drafts = new Drafts();
	#shown: Subject = NO_SUBJECT;
	#chat: Chat | undefined;
	#offered: Subject | undefined;
	/** The previous chat. */
	#previous: Chat | undefined;
	/** The user’s choice, until there is another reason to change. */
	#chosen: { readonly subject: Subject; readonly instead: string; readonly phone: Phone | undefined } | undefined;
	/** Whether the user chose another chat. */
	#leaving = false;
	/** The chat that the page set, or the attempt to open it; another account may change it. */
	#opened: { readonly key: string; readonly phone: Phone; readonly account: PhoneState['account']; readonly chat: Chat | undefined } | undefined;
	#begun = false;
	#trouble: { readonly key: string; readonly error: ErrorState } | undefined;

	constructor(element: VoiceChat, phone: PhoneController) {
		this.#face = element;
		this.#phone = phone;
		this.#press = new PressController(element);
		element.addController(this);
		new StoreController<ChatState>(element, () => this.#chat);
	}

	/** The chat, if there is one. */
	get chat(): Chat | undefined {
		return this.#chat;
	}

	/** Whether the page sets the recipient. */
	get named(): boolean {
		return this.#shown.target !== undefined;
	}

	/** The chat that would be shown without the focus or draft in this one. */
	get offered(): Subject | undefined {
		return this.#offered;
	}

	/** The previous chat and its draft. */
	get unfinished(): readonly Chat[] {
		const chats = new Set([...(this.#previous ? [this.#previous] : []), ...this.#drafts.chats]);
		return [...chats].filter((chat) => chat !== this.#chat && !chat.closed);
	}

	/** All chats that may be shown: of everybody, unless the page sets one. */
	get states(): readonly ChatState[] {
		if (!this.#target) return this.#phone.state?.chats ?? [];
		return this.#chat ? [this.#chat.state] : [];
	}

	/** Error of opening the chat or of the last text. */
	get trouble(): ErrorState | undefined {
		return this.#trouble?.error;
	}

	/** The draft. */
	get draft(): string {
		return this.#drafts.of(this.#chat ?? this.#shown.key);
	}

	set draft(draft: string) {
		this.#drafts.set(this.#chat ?? this.#shown.key, draft);
		this.#trouble = undefined;
		this.#face.requestUpdate();
	}

	hostUpdate(): void {
		const left = this.#drafts.leave(ownView(this.#phone.state) ?? { signInNeeded: false });
		if (this.#chat ? this.#chat.closed : left) this.#forget();
		this.#turnTo(this.#wanted());
		this.#leaving = false;
		if (this.#trouble?.key !== this.#shown.key) this.#trouble = undefined;
	}

	/** The user starts writing. */
	begin(): void {
		this.#begun = true;
		this.#face.requestUpdate();
	}

	/** Shows another chat that the user chose. */
	turnTo(subject: Subject): void {
		this.#chosen = { subject, instead: this.#reason().key, phone: this.#phone.phone };
		this.#leaving = true;
		this.#face.requestUpdate();
	}

	/** Sends the draft. True if anything was sent, also when the page sent something else instead. */
	send(): boolean {
		const { draft } = this;
		const chat = this.#chat;
		if (!chat || isBlank(draft)) return false;
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

	/** Calls an address from a message, unless a listener prevents it. */
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

	/** The chat to show without a choice of the user. */
	#reason(): Subject {
		const { phone } = this.#phone;
		const target = this.#target;
		if (target) return targetSubject(target, phone, () => this.#chatWith(target));
		return phone ? (callSubject(phone) ?? newestSubject(phone)) : NO_SUBJECT;
	}

	#wanted(): Subject {
		const reason = this.#reason();
		const { instead, phone } = this.#chosen ?? {};
		if (instead !== reason.key || phone !== this.#phone.phone) this.#chosen = undefined;
		return this.#chosen?.subject ?? reason;
	}

	#turnTo(wanted: Subject): void {
		const same = this.#isShown(wanted);
		const kept = !this.#leaving && this.#isWritten;
		this.#offered = kept && !same && wanted.key !== '' ? wanted : undefined;
		// Opens the chat that the page set as soon as possible. An open chat stays, whatever phone the page sets.
		if (!kept) this.#show(wanted);
		else if (!this.#chat) this.#show(same ? wanted : this.#shown);
	}

	#show(subject: Subject): void {
		const before = this.#chat;
		if (!this.#isShown(subject)) this.#previous = this.#leaving || !subject.target ? before : undefined;
		this.#shown = subject;
		if (subject.target || !before || subject.id !== before.id) this.#chat = subject.open();
		if (this.#chat) this.#drafts.join(subject.key, this.#chat);
		if (this.#previous === this.#chat) this.#previous = undefined;
	}

	#isShown({ key, id }: Subject): boolean {
		return id !== undefined && this.#chat ? id === this.#chat.id : key === this.#shown.key;
	}

	/** A click after the field lost the focus still belongs to the visible chat. */
	get #isWritten(): boolean {
		if (!this.#chat && !this.#shown.target) return false;
		const isFocused = this.#face.shadowRoot?.activeElement?.localName === 'textarea';
		return isFocused || this.draft !== '' || this.#press.pressed;
	}

	/** Opening a chat connects, so it is tried once, and with `connect="on-use"` only when the user starts writing. */
	#chatWith(target: Target): Chat | undefined {
		const { phone } = this.#phone;
		if (!phone) return undefined;
		const key = targetKey(target);
		const { account, connection } = ownView(phone.state);
		const opened = this.#opened;
		const isOpen = opened?.chat ? phone.holds(opened.chat) : opened?.account === account;
		if (opened?.key === key && opened.phone === phone && isOpen) return opened.chat;
		if (connection.phase === 'idle' && !this.#begun) return undefined;
		const chat = this.#begin(phone, target);
		this.#opened = { key, phone, account, chat };
		return chat;
	}

	/** Without an account its host may be unknown as well. */
	#begin(phone: Phone, target: Target): Chat | undefined {
		try {
			const chat = phone.chat(target);
			this.#trouble = undefined;
			return chat;
		} catch (thrown) {
			if (ownView(phone.state).account) this.#fail(thrown);
			return undefined;
		}
	}

	/** The user signed out, and another one may sign in. */
	#forget(): void {
		this.#drafts.clear();
		this.#begun = false;
		this.#chat = this.#opened = this.#trouble = this.#previous = this.#chosen = undefined;
		this.#shown = NO_SUBJECT;
	}

	#fail(thrown: unknown): void {
		this.#trouble = { key: this.#shown.key, error: VoiceError.from(thrown).state };
		this.#face.requestUpdate();
	}
}
