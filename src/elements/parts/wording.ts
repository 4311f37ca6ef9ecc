import type { Address } from '../../core/address.js';
import type { CallState, CallTrouble, OngoingCall, TerminatedCall } from '../../core/call/call-state.js';
import type { TerminationCause } from '../../core/call/termination.js';
import type { ErrorState } from '../../core/voice-error.js';
import { filledIn, type Translate } from '../../i18n/translate.js';
import { ownView } from './own-view.js';

/** Display name of a party, else its number. */
export function nameOf({ displayName, user, uri }: Address): string {
	return displayName || user || uri.replace(/^sips?:/, '');
}

/** The address of a party, unless its name shows it. */
export function shownAddress({ displayName, user, uri }: Address): string {
	return displayName ? user || uri : '';
}

/** What a current or past call says of its other side. */
export type CallParty = Pick<CallState, 'label' | 'remote'>;

/** The name of the other side of a call: the label of the page, else as `nameOf`. */
export function partyName(party: CallParty): string {
	const { label, remote } = ownView(party);
	return label || nameOf(remote);
}

/** Its address, unless the name shows it; empty with a label of the page. */
export function partyAddress(party: CallParty): string {
	const { label, remote } = ownView(party);
	return label ? '' : shownAddress(remote);
}

/** As `partyName`, within a sentence: a label is quoted. */
export function partyWords(party: CallParty, text: Translate): string {
	const { label, remote } = ownView(party);
	return label ? text('dial.label', { label }) : nameOf(remote);
}

/** The text of an error: what went wrong and what to do. */
export function errorWords(error: ErrorState, text: Translate): string {
	const { code, subject, status } = ownView(error);
	const words = text(`error.${code}`, { subject: subject ?? code });
	return status === undefined ? words : filledIn(words, (bare) => bare.replace(/[.。]?$/, (stop) => ` (${status})${stop}`));
}

/** The text of a failed command of a call. A failed answer has its own text. */
export function troubleWords(trouble: CallTrouble, text: Translate): string {
	const { command, ...error } = ownView(trouble);
	const words = errorWords(error, text);
	return command && command !== 'answer' ? `${text(`trouble.${command}`)} ${words}` : words;
}

/** The text of what an ongoing call is doing. */
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

/** The same without momentary states, for instance while a DTMF digit is sent. */
export function calmWords(call: OngoingCall, text: Translate): string {
	const { pending, ...settled } = ownView(call);
	return ongoingWords(pending === 'transfer' ? call : settled, text);
}

/** The text of how a call ended, without its code. */
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
	/** What to do about it; may be empty. */
	readonly todo: string;
}

/**
 * How a call ended and what to do. If the end is unspecific, the first sentence of the error replaces it, and the rest
 * is the advice.
 */
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

/** The caller who gave up needs no advice. */
function adviceOn(call: TerminatedCall, text: Translate): string {
	const { direction, confirmedAt, termination: { by, cause, status } } = ownView(call);
	if (by === 'local' && isOurs(cause)) return '';
	// The network works: the server reported over it that the call does not exist.
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
