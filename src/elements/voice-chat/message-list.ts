import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import type { ChatMessage } from '../../core/chat-state.js';
import type { Translate } from '../../i18n/translate.js';
import { icon } from '../../styles/icons.js';
import { errorWords, nameOf } from '../parts/wording.js';
import { dayOf, dayWords, startsDay, startsGroup } from './chronology.js';

export interface MessageListOptions {
	readonly text: Translate;
	readonly locale: string;
	readonly now: number;
	readonly retry: (id: string) => void;
}

/** What a message looks like depends on those around it. */
interface Place extends MessageListOptions {
	readonly previous: ChatMessage | undefined;
	readonly next: ChatMessage | undefined;
	readonly timeOf: (at: Date) => string;
}

const CHUNK = 100;
const ICONS = { sending: 'clock', accepted: 'check', failed: 'warning' } as const;

/**
 * All messages, in chunks of a hundred: the browser skips the layout of those out of sight, and a chunk in which nothing changed is not rendered again. Every message
 * stays in the document, for find-in-page and for screen readers.
 */
export function messageList(messages: readonly ChatMessage[], options: MessageListOptions): TemplateResult[] {
	const times = new Intl.DateTimeFormat(options.locale, { timeStyle: 'short' });
	const render = (message: ChatMessage, index: number): TemplateResult => renderMessage(message, { ...options, previous: messages[index - 1], next: messages[index + 1], timeOf: (at) => times.format(at) });
	return Array.from({ length: Math.ceil(messages.length / CHUNK) }, (_, chunk) => {
		const start = chunk * CHUNK;
		const shown = messages.slice(Math.max(0, start - 1), start + CHUNK + 1);
		const contents = (): TemplateResult[] => messages.slice(start, start + CHUNK).map((message, offset) => render(message, start + offset));
		return html`<div class="chunk">${guard([options.locale, dayOf(options.now), ...shown], contents)}</div>`;
	});
}

function renderMessage(message: ChatMessage, place: Place): TemplateResult {
	const { text, previous, next, timeOf } = place;
	const first = startsGroup(message, previous);
	const last = !next || startsGroup(next, message);
	const at = new Date(message.at);
	return html`${startsDay(message, previous) ? html`<p class="day small muted" part="day">${dayWords(message.at, place)}</p>` : nothing}
		<div class="message ${message.direction} ${first ? 'first' : ''}" part="message ${message.direction}">
			${first ? sender(message, text) : nothing}
			<div class="line"><p class="bubble" part="bubble ${message.direction}" dir="auto">${message.text}</p><time class="small muted figures" part="time" datetime=${at.toISOString()}>${timeOf(at)}</time></div>
			${message.direction === 'outgoing' ? delivery(message, { ...place, last }) : nothing}
		</div>`;
}

function sender({ direction, from }: ChatMessage, text: Translate): TemplateResult {
	return direction === 'incoming' ? html`<bdi class="sender small" part="sender">${nameOf(from)}</bdi>` : html`<span class="unseen">${text('chat.you')}</span>`;
}

/** State by word and icon, seen at the last of a group and wherever something failed. */
function delivery({ id, delivery: state, error }: ChatMessage, { text, last, retry }: MessageListOptions & { last: boolean }): TemplateResult {
	const failed = state === 'failed';
	return html`<p class="delivery small ${failed ? 'failed' : 'muted'} ${last || failed ? '' : 'unseen'}" part="delivery ${state}" title=${ifDefined(error && errorWords(error, text))}>
		${icon(ICONS[state])}<span>${text(`delivery.${state}`)}</span>
		${failed ? html`<button class="link" part="retry" type="button" @click=${() => retry(id)}>${text('delivery.retry')}</button>` : nothing}
	</p>`;
}
