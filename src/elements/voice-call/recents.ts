import { sameAccount } from '../../core/address.js';
import type { HistoryEntry, HistoryOutcome } from '../../core/history/history-entry.js';
import { ownProperties } from '../../core/own-properties.js';
import type { Translate } from '../../i18n/translate.js';

/** Successive calls of one kind with the same party. */
export interface Recent {
	/** The newest of them. */
	readonly entry: HistoryEntry;
	readonly ids: readonly string[];
}

/** Groups a history for display: newest first, with repeated calls as one entry. */
export function recentsOf(history: readonly HistoryEntry[]): readonly Recent[] {
	const recents: Recent[] = [];
	for (let index = history.length - 1; index >= 0; index--) {
		const entry = history[index];
		const last = recents.at(-1);
		if (entry && last && isRepeat(entry, last.entry)) recents[recents.length - 1] = { ...last, ids: [...last.ids, entry.id] };
		else if (entry) recents.push({ entry, ids: [entry.id] });
	}
	return recents;
}

/** The outcome of a call. */
export function outcomeWords({ direction, outcome }: HistoryEntry, text: Translate): string {
	return text(outcome === 'answered' ? ANSWERED[direction] : OUTCOMES[outcome]);
}

/** When it ended: the time, and the day unless it is today. */
export function whenWords(at: number, { text, locale, now }: { readonly text: Translate; readonly locale: string; readonly now: number }): string {
	const time = new Intl.DateTimeFormat(locale, ownProperties<Intl.DateTimeFormatOptions>({ timeStyle: 'short' })).format(at);
	const daysAgo = Math.round((midnightOf(now) - midnightOf(at)) / 86_400_000);
	if (daysAgo === 0) return time;
	return daysAgo === 1 ? `${text('chat.yesterday')}, ${time}` : new Intl.DateTimeFormat(locale, ownProperties<Intl.DateTimeFormatOptions>({ day: 'numeric', month: 'short', hour: 'numeric', minute: 'numeric' })).format(at);
}

/** Whether the party can be called: anonymous callers have an invalid address (RFC 3323 section 4.1). */
export function canBeCalled({ remote: { uri } }: HistoryEntry): boolean {
	return !/@anonymous\.invalid\b|^sips?:(?:anonymous|restricted|unavailable)@/i.test(uri);
}

const ANSWERED = { incoming: 'history.incoming', outgoing: 'history.outgoing' } as const;

const OUTCOMES = {
	missed: 'history.missed',
	'answered-elsewhere': 'ended.elsewhere',
	declined: 'history.declined',
	cancelled: 'history.cancelled',
	busy: 'history.busy',
	'no-answer': 'history.no-answer',
	failed: 'history.failed',
} as const satisfies Record<Exclude<HistoryOutcome, 'answered'>, string>;

function isRepeat(entry: HistoryEntry, { direction, outcome, remote }: HistoryEntry): boolean {
	return entry.direction === direction && entry.outcome === outcome && sameAccount(entry.remote.uri, remote.uri);
}

function midnightOf(at: number): number {
	return new Date(at).setHours(0, 0, 0, 0);
}
