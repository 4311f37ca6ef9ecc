import { html, nothing, type ReactiveController, type TemplateResult } from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import type { Look } from '../../controllers/late-look.js';
import type { PhoneController } from '../../controllers/phone-controller.js';
import { UnreadTitleController } from './unread-title-controller.js';
import { VisibilityController } from '../../controllers/visibility-controller.js';
import type { Chat } from '../../core/chat/chat.js';
import { LocalizeController } from '../../i18n/localize-controller.js';
import { controls } from '../../styles/controls.js';
import { face } from '../../styles/face.js';
import { icon } from '../../styles/icons.js';
import { noticeStyles as noticeStyles } from '../../styles/notice.js';
import { AttributeChecks, checkAddress } from '../parts/attribute-checks.js';
import { noticeOf } from '../parts/notice.js';
import { ownView } from '../parts/own-view.js';
import { PageColours } from '../parts/page-colours.js';
import { PhoneIdCheck } from '../parts/phone-id-check.js';
import { knownParty } from '../parts/known-party.js';
import { errorWords, partyAddress, partyName } from '../parts/wording.js';
import { chatStyles } from './chat-styles.js';
import { composer } from './composer.js';
import { composerStyles } from './composer-styles.js';
import { Conversation } from './conversation.js';
import { headerStyles } from './header-styles.js';
import { leadsToCall } from './links.js';
import { MessageList } from './message-list.js';
import { renderOthers } from './others.js';
import { reachWords } from './reach-words.js';
import { ReadingAloud } from './reading-aloud.js';
import { ScrollFollower } from './scroll-follower.js';
import type { Subject } from './subject.js';
import { UnreadAloud } from './unread-aloud.js';
import type { VoiceChat } from './voice-chat.js';

/** Draws a `<voice-chat>`: whom one writes with, the messages, what limits the conversation, and where one writes. */
export class ChatLook implements Look, ReactiveController {
	readonly styles = [...face, controls, noticeStyles, chatStyles, composerStyles, headerStyles];

	readonly #face: VoiceChat;
	readonly #phone: PhoneController;
	readonly #conversation: Conversation;
	readonly #localize: LocalizeController;
	readonly #visibility: VisibilityController;
	readonly #follower: ScrollFollower;
	readonly #aloud: ReadingAloud;
	readonly #unreadAloud: UnreadAloud;
	readonly #list = new MessageList();
	#shown: Chat | undefined;

	constructor(element: VoiceChat, phone: PhoneController) {
		this.#face = element;
		this.#phone = phone;
		this.#conversation = new Conversation(element, phone);
		this.#localize = new LocalizeController(element);
		this.#visibility = new VisibilityController(element);
		this.#aloud = new ReadingAloud(element);
		this.#unreadAloud = new UnreadAloud(element);
		new PageColours(element);
		new PhoneIdCheck(element, phone);
		new AttributeChecks(element, [
			[() => element.to, checkAddress('to', 'somebody to write to, like “sip:sales@pbx.example.org”')],
			[() => element.room, checkAddress('room', 'a conference, like “sip:3000@pbx.example.org”')],
		]);
		new UnreadTitleController(element, () => this.#conversation.states.map(({ id, unread }) => [id, unread] as const));
		this.#follower = new ScrollFollower(element, () => element.renderRoot.querySelector('.list'));
		element.renderRoot.addEventListener('click', this.#press);
		element.addController(this);
	}

	hostUpdate(): void {
		const { chat } = this.#conversation;
		if (chat !== this.#shown) this.#follower.follow();
		this.#shown = chat;
		this.#aloud.look(chat);
		this.#unreadAloud.look(this.#conversation.states, chat?.id);
	}

	hostUpdated(): void {
		const chat = this.#shown;
		if (chat && chat.state.unread > 0 && this.#follower.following && this.#visibility.visible) void this.#face.updateComplete.then(() => chat.markRead());
	}

	render(): TemplateResult {
		const { text, language } = this.#localize;
		const { chat, trouble, named } = this.#conversation;
		const reach = chat && reachWords(ownView(this.#phone.state), chat.state, text);
		return html`<div class="base" part="base" lang=${language}>
			${chat ? this.#renderHeader(chat) : nothing}
			${renderOthers(this.#conversation, {
				phone: this.#phone.phone, text, told: this.#unreadAloud.told, turnTo: (subject) => void this.#turnTo(subject),
			})}
			<div class="middle">${chat && chat.state.messages.length > 0 ? this.#renderMessages(chat) : this.#renderEmpty()} ${chat ? this.#renderPill(chat) : nothing}</div>
			${reach ? noticeOf(reach) : nothing} ${trouble ? noticeOf(errorWords(trouble, text)) : nothing}
			${chat || (named && !trouble) ? this.#renderComposer() : nothing}
		</div>`;
	}

	get #isSignedOut(): boolean {
		return this.#phone.state?.signInNeeded === true;
	}

	#renderHeader({ kind, peer }: Chat): TemplateResult {
		const party = knownParty(this.#phone.state, peer);
		return html`<header part="header">${icon(kind === 'room' ? 'people' : 'chat')}<bdi>${partyName(party)}</bdi><bdi class="small muted figures">${partyAddress(party)}</bdi></header>`;
	}

	/** Each conversation has a list of its own: what another one held is not read aloud. */
	#renderMessages(chat: Chat): TemplateResult {
		const { text, locale } = this.#localize;
		const { live, summary } = this.#aloud;
		const party = knownParty(this.#phone.state, chat.peer);
		const messages = this.#list.render(chat.state, { text, locale, label: party.label ?? '', now: Date.now(), retry: (id) => chat.retry(id) });
		return html`${keyed(chat, html`<div
				class="list" part="list" role="log" aria-live=${live ? 'polite' : 'off'} aria-relevant="additions" tabindex="0" aria-label=${text('chat.with', { name: partyName(party) })}
				@scroll=${this.#follower.scrolled}
			>
				<div class="messages">${messages}</div>
			</div>`)}
			<span class="unseen" role="status">${keyed(summary, summary ? text('chat.new', { count: summary.count }) : nothing)}</span>`;
	}

	/** One listener for all links in messages: those to be called are called. */
	readonly #press = (event: Event): void => {
		const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('.bubble a') : null;
		if (!link || !leadsToCall(link.href)) return;
		event.preventDefault();
		this.#conversation.dial(link.textContent);
	};

	#renderEmpty(): TemplateResult {
		const { text } = this.#localize;
		if (this.#isSignedOut) return html`<p class="empty small">${text('dial.sign-in-first')}</p>`;
		if (this.#conversation.chat || this.#conversation.named) return html`<p class="empty small">${text(this.#phone.phone ? 'chat.empty' : 'lamp.none')}</p>`;
		return html`<slot name="empty"><div class="empty">${icon('chat')}<strong>${text('chat.none')}</strong><span class="small">${text('chat.none-hint')}</span></div></slot>`;
	}

	#renderPill({ state: { unread: count } }: Chat): unknown {
		if (count === 0 || this.#follower.following) return nothing;
		return html`<button class="accent new" part="new-messages" type="button" @click=${() => this.#follower.follow()}>${this.#localize.text('chat.new', { count })}${icon('down')}</button>`;
	}

	#renderComposer(): TemplateResult {
		return composer({
			text: this.#localize.text,
			draft: this.#conversation.draft,
			change: (draft) => (this.#conversation.draft = draft),
			send: () => this.#send(),
			begin: () => this.#conversation.begin(),
			leave: () => this.#face.requestUpdate(),
		});
	}

	/** The button that was pressed goes. */
	async #turnTo(subject: Subject): Promise<void> {
		this.#conversation.turnTo(subject);
		await this.#face.updateComplete;
		this.#face.renderRoot.querySelector('textarea')?.focus();
	}

	#send(): void {
		if (!this.#conversation.send()) return;
		// At once, for the next key may come before the next frame.
		const field = this.#face.renderRoot.querySelector('textarea');
		if (field) field.value = '';
		this.#follower.follow();
	}
}
