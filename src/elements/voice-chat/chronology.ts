import { sameAccount } from '../../core/address.js';
import type { ChatMessage } from '../../core/chat/chat-state.js';
import { ownProperties } from '../../core/own-properties.js';
import type { Translate } from '../../i18n/translate.js';

const PAUSE_MS = 300_000;

/** Whether a message is the first of its day. */
export function startsDay(message: ChatMessage, previous: ChatMessage | undefined): boolean {
	return !previous || dayOf(message.at) !== dayOf(previous.at);
}

/** Whether a message begins a group: of another sender, or after a pause. */
export function startsGroup(message: ChatMessage, previous: ChatMessage | undefined): boolean {
	if (!previous || startsDay(message, previous) || message.at - previous.at > PAUSE_MS) return true;
	return message.direction !== previous.direction || !sameAccount(message.from.uri, previous.from.uri);
}

/** The local day of an instant, as a number that grows by one from day to day. */
export function dayOf(at: number): number {
	const date = new Date(at);
	return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000);
}

/** A day as people say it: today, yesterday, or its date. */
export function dayWords(at: number, { text, locale, now }: { text: Translate; locale: string; now: number }): string {
	const age = dayOf(now) - dayOf(at);
	if (age === 0) return text('chat.today');
	if (age === 1) return text('chat.yesterday');
	return new Intl.DateTimeFormat(locale, ownProperties<Intl.DateTimeFormatOptions>({ dateStyle: 'full' })).format(at);
}
