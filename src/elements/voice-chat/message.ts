import { html, nothing, type TemplateResult } from 'lit';
import { ifDefined } from 'lit/directives/if-defined.js';
import { guard } from 'lit/directives/guard.js';
import { sameAccount, type Address } from '../../core/address.js';
import { refusal } from '../../core/call/termination.js';
import type { ChatMessage, ChatState } from '../../core/chat/chat-state.js';
import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { ownView } from '../parts/own-view.js';
import { errorWords, nameOf } from '../parts/wording.js';
import { dayWords, startsDay, startsGroup } from './chronology.js';
import { isOnlyEmoji } from './emoji.js';
import type { Piece } from './links.js';
import { messageText } from './message-text.js';

export interface MessageOptions {
	readonly text: Translate;
	readonly locale: string;
	readonly now: number;
	readonly kind: ChatState['kind'];
	readonly peer: Address;
	/** What the page calls the peer; empty where it says nothing. */
	readonly label: string;
	/** What a message looks like depends on those around it. */
	readonly previous: ChatMessage | undefined;
	readonly next: ChatMessage | undefined;
	readonly timeOf: (at: Date) => string;
	readonly retry: (id: string) => void;
	readonly pieces: readonly Piece[];
}

const ICONS = { sending: 'clock', submitted: 'send', accepted: 'check', displayed: 'check' } as const;

/** One message: of which day, of whom, what, when, and what became of it. */
export function renderMessage(message: ChatMessage, options: MessageOptions): TemplateResult {
	const { previous, timeOf, pieces } = options;
	const { direction, text } = message;
	const first = startsGroup(message, previous);
	const kind = isOfRoom(message, options) ? `${direction} of-room` : direction;
	const at = new Date(message.at);
	return html`${startsDay(message, previous) ? html`<p class="day small muted" part="day">${dayWords(message.at, options)}</p>` : nothing}
		<div class="message ${kind}${first ? ' first' : ''}" part="message ${kind}">
			${first ? sender(message, options) : nothing}
			<div class="line"><p class="bubble${isOnlyEmoji(text) ? ' emoji' : ''}" part="bubble ${kind}" dir="auto">${text === '' ? html`<em class="muted">${options.text('chat.unreadable')}</em>` : guard([pieces], () => messageText(pieces))}</p><time class="small muted figures" part="time" datetime=${at.toISOString()}>${timeOf(at)}</time></div>
			${direction === 'outgoing' ? fate(message, options) : nothing}
		</div>`;
}

/** Whether the room itself says something, as FreeSWITCH’s rooms do. */
function isOfRoom({ from }: ChatMessage, { kind, peer }: MessageOptions): boolean {
	return kind === 'room' && sameAccount(from.uri, peer.uri);
}

/** Between two people the header names the other. */
function sender(message: ChatMessage, options: MessageOptions): TemplateResult {
	if (message.direction === 'outgoing') return html`<span class="unseen">${options.text('chat.you')}</span>`;
	const seen = options.kind === 'room' && !isOfRoom(message, options);
	const label = sameAccount(message.from.uri, options.peer.uri) ? options.label : '';
	return html`<span class="sender small${seen ? '' : ' unseen'}" part="sender"><bdi>${label || nameOf(message.from)}</bdi></span>`;
}

/** Seen at the last of a group. */
function fate(message: ChatMessage, options: MessageOptions): TemplateResult {
	const { delivery } = message;
	if (delivery === 'failed') return failure(message, options);
	const { next, text } = options;
	const last = !next || startsGroup(next, message);
	return html`<p class="delivery small muted${last ? '' : ' unseen'}" part="delivery ${delivery}">${last ? icon(ICONS[delivery]) : nothing}<span>${text(`delivery.${delivery}`)}</span></p>`;
}

/** Another element than before, so that it is read out: what happened, why, and the way on. Of several that failed for the same reason only the first says it, and is read. */
function failure(message: ChatMessage, options: MessageOptions): TemplateResult {
	const { text, retry, previous } = options;
	const { id } = message;
	const why = reasonOf(message, options);
	const repeated = previous !== undefined && reasonOf(previous, options) === why;
	return html`<div class="delivery small failed" part="delivery failed" aria-live=${ifDefined(repeated ? 'off' : undefined)}>
		${icon('warning')}<bdi><strong>${text('delivery.failed')}</strong>${why && !repeated ? html` · ${why}` : nothing}</bdi>
		<button class="link" part="retry" type="button" @click=${() => retry(id)}>${text('delivery.retry')}</button>
	</div>`;
}

/** Nothing where none is known. */
function reasonOf(message: ChatMessage, options: MessageOptions): string | undefined {
	const { delivery, error } = ownView(message);
	if (delivery !== 'failed') return undefined;
	return error ? failureWords(error, options) : '';
}

const ADVICE = { 'not-found': 'advice.not-found', unavailable: 'advice.later' } as const;

/** Where whom one wrote to cannot be reached, that is said as of a call. */
function failureWords(error: ErrorState, { text, label, peer }: MessageOptions): string {
	const { code, status } = ownView(error);
	const cause = code === 'refused' && status !== undefined ? refusal(status).cause : 'error';
	if (cause !== 'not-found' && cause !== 'unavailable') return errorWords(error, text);
	return `${text(`ended.${cause}`, { name: label || nameOf(peer) })} · ${text(ADVICE[cause])}`;
}
