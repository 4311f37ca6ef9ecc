import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Phone } from '../../core/phone.js';
import type { Translate } from '../../i18n/translate.js';
import { icon, type IconName } from '../../styles/icons.js';
import { knownParty } from '../parts/known-party.js';
import { partyName } from '../parts/wording.js';
import type { Conversation } from './conversation.js';
import { lastAt, listedSubject, type Subject } from './subject.js';
import type { Told } from './unread-aloud.js';
import { ownProperties } from '../../core/own-properties.js';

/** Limit of buttons; older chats follow as these are read. */
const AT_MOST = 3;

/** A button for another chat. */
interface Other {
	readonly why: 'offered' | 'previous' | 'unread';
	readonly subject: Subject;
	readonly unread: number;
}

export interface OthersOptions {
	readonly phone: Phone | undefined;
	readonly text: Translate;
	readonly told: readonly Told[];
	readonly turnTo: (subject: Subject) => void;
}

/**
 * The chats beside the visible one: the one that would be shown without a draft, the previous one, and those with
 * unread texts. The live region exists before its first text, as screen readers require.
 */
export function renderOthers(conversation: Conversation, { phone, text, told, turnTo }: OthersOptions): TemplateResult {
	const others = phone ? othersOf(conversation, phone) : [];
	const offered = others.find(({ why }) => why === 'offered');
	return html`<div class="others${others.length > 0 ? '' : ' none'}">
		${repeat(others, ({ why, subject }) => `${why} ${subject.key}`, (other) => html`<button class="filled other small" part="other ${other.why}" type="button" aria-label=${labelOf(other, text)} title=${labelOf(other, text)} @click=${() => turnTo(other.subject)}>
			${icon(iconOf(other))}<bdi>${other.why === 'offered' ? text('chat.go-to', { name: other.subject.name }) : other.subject.name}</bdi>${other.unread > 0 ? html`<span class="count figures" data-count=${other.unread}></span>` : nothing}
		</button>`)}
		<span class="unseen" role="status">${offered ? text('chat.go-to', { name: offered.subject.name }) : nothing}</span>
		<span class="unseen" role="status">${unreadWords(conversation, { phone, told, text }) ?? nothing}</span>
	</div>`;
}

/** The chat it belongs to, if any. */
function unreadWords({ states }: Conversation, { phone, told, text }: Pick<OthersOptions, 'phone' | 'told' | 'text'>): string | undefined {
	const [first, ...more] = told;
	if (!first) return undefined;
	const peer = more.length === 0 && states.find(({ id }) => id === first.id)?.peer;
	let count = 0;
	for (const one of told) count += one.count;
	return peer ? text('chat.unread-from', { count, name: partyName(knownParty(phone?.state, peer)) }) : text('chat.new', { count });
}

function othersOf({ chat, offered, unfinished, states }: Conversation, phone: Phone): readonly Other[] {
	const unreadOf = (id: string | undefined): number => states.find((state) => state.id === id)?.unread ?? 0;
	const first: readonly Other[] = offered ? [{ why: 'offered', subject: offered, unread: unreadOf(offered.id) }] : [];
	const previous = unfinished.filter((one) => phone.holds(one) && one.id !== offered?.id)
		.map((one): Other => ({ why: 'previous', subject: ownProperties<Subject>(listedSubject(phone, one.state), { open: () => one }), unread: unreadOf(one.id) }));
	const told = new Set([chat?.id, offered?.id, ...previous.map(({ subject }) => subject.id)]);
	const unread = states.filter((state) => state.unread > 0 && !told.has(state.id)).sort((a, b) => lastAt(b) - lastAt(a)).slice(0, AT_MOST)
		.map((state): Other => ({ why: 'unread', subject: listedSubject(phone, state), unread: state.unread }));
	return [...first, ...previous.slice(0, AT_MOST), ...unread];
}

function iconOf({ why, subject: { target } }: Other): IconName {
	if (why === 'previous') return 'back';
	return why === 'offered' && !target ? 'phone' : 'chat';
}

function labelOf({ why, subject: { name }, unread }: Other, text: Translate): string {
	if (unread > 0) return text('chat.unread-from', { count: unread, name });
	return text(why === 'previous' ? 'chat.back-to' : 'chat.go-to', { name });
}
