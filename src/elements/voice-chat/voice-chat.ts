import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { activeCall } from '../../controllers/active-call.js';
import { CallStatesController } from '../../controllers/call-states-controller.js';
import { PhoneController, type Face } from '../../controllers/phone-controller.js';
import { StoreController } from '../../controllers/store-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import type { ChatState } from '../../core/chat-state.js';
import type { Chat } from '../../core/chat.js';
import { VoiceMessageRequestEvent } from '../../core/events.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { notice as noticeStyles } from '../../styles/notice.js';
import { customElement } from '../custom-element.js';
import { notice } from '../parts/notice.js';
import { errorWords, nameOf } from '../parts/wording.js';
import '../voice-phone/voice-phone.js';
import { chatStyles } from './chat-styles.js';
import { composer } from './composer.js';
import { messageList } from './message-list.js';
import { reachWords } from './reach-words.js';
import { ScrollFollower } from './scroll-follower.js';

/**
 * A typed conversation, with the person of `to`, in the room of `room`, or else with whoever the active call is with. It serves the phone of its `phone-id`, the one
 * around it, or the page's first; with `server`, `uri` or `config-url` it makes one.
 *
 * @slot empty - What stands here while there is no conversation.
 * @slot icon-send - Icon of the send button.
 * @fires {VoiceMessageRequestEvent} voice-message-request - Somebody wants to send a text; cancel it to stop that, or to send it changed.
 * @csspart base - The card around everything.
 * @csspart header - With whom one writes.
 * @csspart list - The messages, which scroll.
 * @csspart day - The line between two days.
 * @csspart message - One message; its direction is a second word.
 * @csspart sender - Who wrote the messages below.
 * @csspart bubble - The text; its direction is a second word.
 * @csspart time - When it was written.
 * @csspart delivery - What became of an own message: `sending`, `accepted` or `failed` is a second word.
 * @csspart retry - Sends a failed message again.
 * @csspart new-messages - Leads to new messages further down.
 * @csspart notice - What limits the conversation.
 * @csspart composer - The line where one writes.
 * @csspart input - The text one writes.
 * @csspart send-button - Sends it.
 * @cssproperty [--voice-color-surface=Canvas] - Background.
 * @cssproperty [--voice-color-raised] - Background of the field and of the others' bubbles.
 * @cssproperty [--voice-color-text=CanvasText] - Text.
 * @cssproperty [--voice-color-muted] - Secondary text.
 * @cssproperty [--voice-color-border] - Hairlines.
 * @cssproperty [--voice-color-accent] - Own bubbles, the send button and focus.
 * @cssproperty [--voice-color-hangup] - What was not sent.
 * @cssproperty [--voice-color-warning] - Notices.
 * @cssproperty [--voice-font=inherit] - Typeface.
 * @cssproperty [--voice-font-size=1rem] - Size of the text.
 * @cssproperty [--voice-space=0.25rem] - Unit of all distances.
 * @cssproperty [--voice-radius=0.75rem] - Roundness of card and bubbles.
 * @cssproperty [--voice-target=2.75rem] - Smallest side of what one presses.
 * @cssproperty [--voice-duration=150ms] - Length of transitions.
 * @cssstate idle - There is no call.
 * @cssstate trying - The active call was dialled.
 * @cssstate early - It rings.
 * @cssstate confirmed - Both talk.
 * @cssstate terminated - The call is over.
 * @cssstate incoming - The call came from outside.
 * @cssstate outgoing - The call was dialled here.
 * @cssstate held - One side holds the call.
 * @cssstate muted - We are muted.
 * @cssstate recovering - The connection is being restored.
 * @cssstate pending - A command is under way.
 */
@customElement('voice-chat')
export class VoiceChat extends LitElement implements Face {
	static override readonly styles = [face, controls, noticeStyles, chatStyles];

	readonly #phone = new PhoneController(this);
	readonly #localize = new LocalizeController(this);
	readonly #visibility = new VisibilityController(this);
	readonly #follower = new ScrollFollower(this, () => this.list);
	/** What was typed and not sent, one for each conversation, so that a text meant for one never goes to another. */
	readonly #drafts = new Map<string, string>();
	#chat: Chat | undefined;
	/** The conversation that the page named. */
	#opened: { readonly key: string; readonly phone: Phone; readonly chat: Chat } | undefined;
	#begun = false;

	@query('.list') private readonly list!: HTMLElement | null;

	@state() private trouble: ErrorState | undefined;

	/** The phone, if the page chooses it by script. */
	@property({ attribute: false }) phone: Phone | undefined;

	/** Id of the `<voice-phone>` to use. */
	@property({ attribute: 'phone-id' }) phoneId: string | undefined;

	/** The person to write to. */
	@property() to = '';

	/** The conference to write in. */
	@property() room = '';

	constructor() {
		super();
		new StoreController<ChatState>(this, () => this.#chat);
		new CallStatesController(this, () => activeCall(this.#phone.state?.calls ?? []));
	}

	protected override willUpdate(changed: Map<PropertyKey, unknown>): void {
		if (changed.has('to') || changed.has('room')) this.trouble = undefined;
		const before = this.#chat;
		this.#chat = this.#findChat();
		if (this.#chat !== before) this.#follower.follow();
	}

	protected override updated(): void {
		const chat = this.#chat;
		if (chat && chat.state.unread > 0 && this.#follower.following && this.#visibility.visible) void this.updateComplete.then(() => chat.markRead());
	}

	protected override render(): TemplateResult {
		const { text, language } = this.#localize;
		const chat = this.#chat;
		const reach = chat && reachWords(this.#phone.state, chat.state, text);
		return html`<div class="base" part="base" lang=${language}>
			${chat ? this.#renderHeader(chat) : nothing}
			<div class="middle">${chat && chat.state.messages.length > 0 ? this.#renderMessages(chat) : this.#renderEmpty()} ${chat ? this.#renderPill(chat) : nothing}</div>
			${reach ? notice(reach) : nothing} ${this.trouble ? notice(errorWords(this.trouble, text)) : nothing}
			${chat || this.#target ? this.#renderComposer() : nothing}
		</div>`;
	}

	#renderHeader({ state: { kind, peer } }: Chat): TemplateResult {
		return html`<header part="header">${icon(kind === 'room' ? 'people' : 'chat')}<bdi>${nameOf(peer)}</bdi></header>`;
	}

	#renderMessages(chat: Chat): TemplateResult {
		const { text, locale } = this.#localize;
		const { messages, peer } = chat.state;
		return html`<div class="list" part="list" role="log" tabindex="0" aria-label=${text('chat.with', { name: nameOf(peer) })} @scroll=${this.#follower.scrolled}>
			${messageList(messages, { text, locale, now: Date.now(), retry: (id) => chat.retry(id) })}
		</div>`;
	}

	#renderEmpty(): TemplateResult {
		const { text } = this.#localize;
		if (this.#chat || this.#target) return html`<p class="empty small">${text('chat.empty')}</p>`;
		return html`<slot name="empty"><div class="empty">${icon('chat')}<strong>${text('chat.none')}</strong><span class="small">${text('chat.none-hint')}</span></div></slot>`;
	}

	#renderPill({ state: { unread: count } }: Chat): unknown {
		if (count === 0 || this.#follower.following) return nothing;
		return html`<button class="accent new" part="new-messages" type="button" @click=${() => this.#follower.follow()}>${this.#localize.text('chat.new', { count })}${icon('down')}</button>`;
	}

	#renderComposer(): TemplateResult {
		return composer({
			text: this.#localize.text,
			draft: this.#drafts.get(this.#draftKey) ?? '',
			change: (draft) => this.#keepDraft(draft),
			send: () => this.#send(),
			begin: () => this.#begin(),
		});
	}

	/** Whom the page wants to write to. */
	get #target(): { readonly room: string } | { readonly person: string } | undefined {
		if (this.room) return { room: this.room };
		return this.to ? { person: this.to } : undefined;
	}

	get #draftKey(): string {
		return this.room || this.to || this.#chat?.peer.uri || '';
	}

	#findChat(): Chat | undefined {
		const phone = this.#phone.phone;
		if (!phone) return undefined;
		return this.#target ? this.#chatWith(phone, this.#target) : this.#chatOfCall(phone);
	}

	/** To open a conversation connects, so it is done once, and with a phone that connects on use only when somebody begins to write. */
	#chatWith(phone: Phone, target: { readonly room: string } | { readonly person: string }): Chat | undefined {
		const key = this.#draftKey;
		if (this.#opened?.key === key && this.#opened.phone === phone) return this.#opened.chat;
		if (phone.state.connection.phase === 'idle' && !this.#begun) return undefined;
		try {
			const chat = phone.chat(target);
			this.#opened = { key, phone, chat };
			return chat;
		} catch (thrown) {
			this.trouble = VoiceError.from(thrown).state;
			return undefined;
		}
	}

	/** With no call it is the newest conversation; under who is writing it does not change. */
	#chatOfCall(phone: Phone): Chat | undefined {
		const active = activeCall(phone.state.calls);
		const call = phone.calls.find(({ id }) => id === active?.id);
		if (call) return phone.chatOf(call);
		const writing = Boolean(this.#drafts.get(this.#draftKey)) && phone.state.chats.some(({ id }) => id === this.#chat?.id);
		return writing ? this.#chat : this.#newestChat(phone);
	}

	#newestChat(phone: Phone): Chat | undefined {
		const newest = phone.state.chats.reduce<ChatState | undefined>((best, chat) => (lastAt(chat) > (best ? lastAt(best) : 0) ? chat : best), undefined);
		if (!newest || newest.id === this.#chat?.id) return newest && this.#chat;
		return phone.chat(newest.kind === 'room' ? { room: newest.peer.uri } : { person: newest.peer.uri });
	}

	#begin(): void {
		this.#begun = true;
		this.requestUpdate();
	}

	#keepDraft(draft: string): void {
		this.#drafts.set(this.#draftKey, draft);
		this.trouble = undefined;
		this.requestUpdate();
	}

	#send(): void {
		const draft = this.#drafts.get(this.#draftKey) ?? '';
		const chat = this.#chat;
		if (!chat || draft.trim() === '') return;
		const before = chat.state.messages.length;
		try {
			if (this.dispatchEvent(new VoiceMessageRequestEvent(chat, draft))) chat.send(draft);
			if (chat.state.messages.length > before) this.#sent();
		} catch (thrown) {
			this.trouble = VoiceError.from(thrown).state;
		}
	}

	/** Also when the page sent something else in place of it. */
	#sent(): void {
		this.#keepDraft('');
		this.#follower.follow();
	}
}

function lastAt({ messages }: ChatState): number {
	return messages.at(-1)?.at ?? 0;
}

declare global {
	interface HTMLElementTagNameMap {
		'voice-chat': VoiceChat;
	}
}
