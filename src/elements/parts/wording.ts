import type { Address } from '../../core/address.js';
import type { CallState, CallTrouble, OngoingCall, TerminatedCall } from '../../core/call/call-state.js';
import type { TerminationCause } from '../../core/call/termination.js';
import type { ErrorState } from '../../core/voice-error.js';
import { filledIn, type Translate } from '../../i18n/translate.js';
import { ownView } from './own-view.js';

/** What to call somebody: the name they give themselves, else their number. */
export function nameOf({ displayName, user, uri }: Address): string {
	return displayName || user || uri.replace(/^sips?:/, '');
}

/** Where somebody is reached, when the name does not say so already. */
export function shownAddress({ displayName, user, uri }: Address): string {
	return displayName ? user || uri : '';
}

/** A call, or one of the past, as far as it says who is at the other side. */
export type CallParty = Pick<CallState, 'label' | 'remote'>;

/** What to call the other side of a call: what the page calls it, and only else as `nameOf` does. */
export function partyName(party: CallParty): string {
	const { label, remote } = ownView(party);
	return label || nameOf(remote);
}

/** Where they are reached, if the name does not say so; nothing under a label of the page. */
export function partyAddress(party: CallParty): string {
	const { label, remote } = ownView(party);
	return label ? '' : shownAddress(remote);
}

/** As `partyName`, within a sentence: a label is no name, and is quoted. */
export function partyWords(party: CallParty, text: Translate): string {
	const { label, remote } = ownView(party);
	return label ? text('dial.label', { label }) : nameOf(remote);
}

/** What went wrong and what to do, in the user's words. */
export function errorWords(error: ErrorState, text: Translate): string {
	const { code, subject, status } = ownView(error);
	const words = text(`error.${code}`, { subject: subject ?? code });
	return status === undefined ? words : filledIn(words, (bare) => bare.replace(/[.。]?$/, (stop) => ` (${status})${stop}`));
}

/** What of a call was not done, why, and what to do. What failed an answer says so itself. */
export function troubleWords(trouble: CallTrouble, text: Translate): string {
	const { command, ...error } = ownView(trouble);
	const words = errorWords(error, text);
	return command && command !== 'answer' ? `${text(`trouble.${command}`)} ${words}` : words;
}

/** What an ongoing call is doing. */
export function ongoingWords(state: OngoingCall, text: Translate): string {
	const call = ownView(state);
	if (call.pending && call.pending !== 'answer') return text(`pending.${call.pending}`);
	if (call.awaitsPermission) return text(call.direction === 'incoming' ? 'call.allow-to-answer' : 'call.allow-to-call');
	if (call.recovering) return text('call.recovering');
	if (call.phase === 'trying') return text('call.trying');
	if (call.phase === 'early') return earlyWords(call, text);
	if (call.hold.local) return text(call.hold.remote ? 'call.held-by-both' : 'call.held');
	if (call.hold.remote) return text('call.held-by');
	if (call.muted) return text('call.muted');
	return text(call.automatic ? 'call.automatic' : 'call.connected');
}

/** What an ongoing call is doing, without what comes and goes within a moment: one word for every key would not be calm. */
export function calmWords(call: OngoingCall, text: Translate): string {
	const { pending, ...settled } = ownView(call);
	return ongoingWords(pending === 'transfer' ? call : settled, text);
}

/** How a call ended, with no code. */
export function endedWords(call: TerminatedCall, text: Translate): string {
	const { direction, confirmedAt, transferredTo, termination: { by, cause }, ...party } = ownView(call);
	const name = partyWords(party, text);
	if (transferredTo) return text('ended.transferred', { name, target: nameOf(transferredTo) });
	if (by === 'local' && isOurs(cause)) return text(OURS[cause], { name });
	if (direction === 'incoming' && confirmedAt === undefined && MISSED.has(cause)) return text('ended.missed', { name });
	if (direction === 'incoming' && confirmedAt === undefined && cause === 'declined') return text('ended.declined-elsewhere');
	return text(`ended.${cause}`, { name });
}

export interface Ending {
	readonly what: string;
	/** What helps; empty where nothing is to be said. */
	readonly todo: string;
}

/** How a call ended, and what to do. Where the end says little, what went wrong says it: in its first sentence, and in the others what helps. */
export function endingOf(call: TerminatedCall, text: Translate): Ending {
	const { error, cause } = ownView(call.termination);
	const what = endedWords(call, text);
	if (!error) return { what, todo: adviceOn(call, text) };
	const words = errorWords(error, text);
	if (cause !== 'media' && cause !== 'error') return { what, todo: words };
	return { what: filledIn(words, (bare) => sentencesOf(bare).first.replace(/[.。]$/, '')), todo: filledIn(words, (bare) => sentencesOf(bare).rest) };
}

function sentencesOf(words: string): { readonly first: string; readonly rest: string } {
	const [, first = words, rest = ''] = /^(.+?(?:[.!?](?=\s)|。))\s*(.+)$/s.exec(words) ?? [];
	return { first, rest };
}

const OURS = { 'hung-up': 'ended.you-hung-up', cancelled: 'ended.you-cancelled', declined: 'ended.you-declined', lost: 'ended.you-left' } as const;

const ADVICE = { 'not-found': 'advice.not-found', unavailable: 'advice.later', refused: 'advice.refused', media: 'advice.media', lost: 'advice.lost', error: 'advice.later' } as const;

const MISSED: ReadonlySet<TerminationCause> = new Set(['cancelled', 'no-answer', 'busy', 'unavailable']);

/** Who was called in vain has nothing to do. */
function adviceOn(call: TerminatedCall, text: Translate): string {
	const { direction, confirmedAt, termination: { by, cause, status } } = ownView(call);
	if (by === 'local' && isOurs(cause)) return '';
	// The network is there: over it the server said that it knows no such call.
	if (cause === 'lost' && status === 481) return '';
	if (direction === 'incoming' && confirmedAt === undefined) return '';
	return Object.hasOwn(ADVICE, cause) ? text(ADVICE[cause as keyof typeof ADVICE]) : '';
}

function isOurs(cause: TerminationCause): cause is keyof typeof OURS {
	return Object.hasOwn(OURS, cause);
}

function earlyWords({ direction, pending }: Extract<OngoingCall, { phase: 'early' }>, text: Translate): string {
	if (direction === 'incoming') return text(pending === 'answer' ? 'call.answering' : 'call.incoming');
	return text('call.ringing');
}
