import { html, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ChatMessage, ChatState } from '../../core/chat/chat-state.js';
import { ownProperties } from '../../core/own-properties.js';
import { dayOf } from './chronology.js';
import { MAX_LINKS, piecesOf, type Piece } from './links.js';
import { renderMessage, type MessageOptions } from './message.js';
import { turnPages, type Page } from './pages.js';

/** Links per page of messages, and per message beyond that. */
const PAGE_LINKS = 200;
const MIN_LINKS = 3;

/** What is the same for all messages. */
type Everywhere = Omit<MessageOptions, 'previous' | 'next' | 'pieces'>;

export type MessageListOptions = Omit<Everywhere, 'kind' | 'peer' | 'timeOf'>;

/**
 * All messages of a chat in pages of a hundred: the browser skips the layout of invisible ones, and an unchanged page
 * is not rendered again. All messages stay in the document, for find-in-page and screen readers.
 */
export class MessageList {
	#pages: readonly Page[] = [];
	#times = new Intl.DateTimeFormat('en');
	#locale = '';

	render({ messages, kind, peer }: ChatState, options: MessageListOptions): TemplateResult {
		this.#pages = turnPages(messages, this.#pages);
		const { locale, now } = options;
		const all: Everywhere = { ...options, kind, peer, timeOf: this.#timesIn(locale) };
		return html`${repeat(this.#pages, firstId, (page) => html`<div class="page">${guard([page, kind, locale, options.label, dayOf(now)], () => renderPage(page, all))}</div>`)}`;
	}

	#timesIn(locale: string): (at: Date) => string {
		if (locale !== this.#locale) this.#times = new Intl.DateTimeFormat(locale, ownProperties<Intl.DateTimeFormatOptions>({ timeStyle: 'short' }));
		this.#locale = locale;
		return (at) => this.#times.format(at);
	}
}

function firstId({ messages: [first] }: Page): string {
	return first?.id ?? '';
}

/** No single message can use up the links of its page. */
function renderPage({ messages, previous, next }: Page, options: Everywhere): TemplateResult[] {
	const before = (index: number): ChatMessage | undefined => (index === 0 ? previous : messages[index - 1]);
	const after = (index: number): ChatMessage | undefined => (index === messages.length - 1 ? next : messages[index + 1]);
	let left = PAGE_LINKS;
	return messages.map((message, index) => {
		const pieces = readLinks(message, Math.max(MIN_LINKS, Math.min(MAX_LINKS, left)));
		left -= pieces.filter((piece) => typeof piece !== 'string').length;
		return renderMessage(message, { ...options, pieces, previous: before(index), next: after(index) });
	});
}

const read = new WeakMap<ChatMessage, { readonly max: number; readonly pieces: readonly Piece[] }>();

/** Long texts are not parsed again for every further message. */
function readLinks(message: ChatMessage, max: number): readonly Piece[] {
	const known = read.get(message);
	if (known?.max === max) return known.pieces;
	const pieces = piecesOf(message.text, max);
	read.set(message, { max, pieces });
	return pieces;
}
