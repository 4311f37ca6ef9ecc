import type { Address } from '../../core/address.js';
import type { CallState, TerminatedCall } from '../../core/call-state.js';
import type { TerminationCause } from '../../core/termination.js';
import type { ErrorState } from '../../core/voice-error.js';
import type { Translate } from '../../i18n/translate.js';

/** What to call somebody: the name they give themselves, else their number. */
export function nameOf({ displayName, user, uri }: Address): string {
	return displayName || user || uri.replace(/^sips?:/, '');
}

/** Where somebody is reached, when the name does not say so already. */
export function addressOf({ displayName, user, uri }: Address): string {
	return displayName ? user || uri : '';
}

/** What went wrong and what to do, in the user's words. */
export function errorWords({ code, subject, status }: ErrorState, text: Translate): string {
	const words = text(`error.${code}`, { subject: subject ?? code });
	return status === undefined ? words : `${words} (${status})`;
}

/** What an ongoing call is doing. */
export function ongoingWords(call: Exclude<CallState, TerminatedCall>, text: Translate): string {
	if (call.recovering) return text('call.recovering');
	if (call.phase === 'trying') return text('call.trying');
	if (call.phase === 'early') return earlyWords(call, text);
	if (call.hold.local) return text('call.held');
	if (call.hold.remote) return text('call.held-by');
	if (call.muted) return text('call.muted');
	return text(call.automatic ? 'call.automatic' : 'call.connected');
}

/** How a call ended, with no code. */
export function endedWords({ direction, remote, confirmedAt, termination: { by, cause } }: TerminatedCall, text: Translate): string {
	const name = nameOf(remote);
	if (by === 'local' && isOurs(cause)) return text(OURS[cause], { name });
	if (direction === 'incoming' && confirmedAt === undefined && MISSED.has(cause)) return text('ended.missed', { name });
	return text(`ended.${cause}`, { name });
}

const OURS = { 'hung-up': 'ended.you-hung-up', cancelled: 'ended.you-cancelled', declined: 'ended.you-declined' } as const;

const MISSED: ReadonlySet<TerminationCause> = new Set(['cancelled', 'no-answer', 'busy', 'unavailable']);

function isOurs(cause: TerminationCause): cause is keyof typeof OURS {
	return cause in OURS;
}

function earlyWords({ direction, earlyMedia, pending }: Extract<CallState, { phase: 'early' }>, text: Translate): string {
	if (direction === 'incoming') return text(pending === 'answer' ? 'call.answering' : 'call.incoming');
	return text(earlyMedia ? 'call.early-media' : 'call.ringing');
}
