import { nothing } from 'lit';
import type { OngoingCall } from '../../core/call/call-state.js';
import { noticeOf } from '../parts/notice.js';
import { partyWords, troubleWords } from '../parts/wording.js';
import type { CallView } from './call-view.js';

/** Notices about an ongoing call, with what helps. */
export function callNotices(view: CallView<OngoingCall>): unknown[] {
	return [recoveryNotice(view), troubleNotice(view), soundNotice(view)];
}

/** Counts down to the next attempt, which a button starts at once, else to the time limit. */
function recoveryNotice({ state, connection, text, secondsUntil, commands }: CallView<OngoingCall>): unknown {
	if (!state.recovering) return nothing;
	const { of, until } = state.recovering;
	const silent = until !== undefined || (state.phase === 'confirmed' && state.hears === 'no');
	const words = text(of === 'media' ? 'call.sound-away' : silent ? 'call.all-away' : 'call.server-away');
	const retryAt = of === 'signaling' && connection?.phase === 'reconnecting' ? connection.retryAt : undefined;
	const [toRetry, toEnd] = [retryAt, until].map((at) => (at === undefined ? 0 : secondsUntil(at)));
	if (toRetry) return noticeOf(words, { aside: text('lamp.reconnecting-in', { seconds: toRetry }), label: text('lamp.now'), press: () => commands.reconnect() });
	return noticeOf(words, toEnd ? { aside: text('call.seconds-left', { seconds: toEnd }) } : {});
}

function troubleNotice({ call, state, text, commands }: CallView<OngoingCall>): unknown {
	if (!state.trouble) return nothing;
	const ringing = state.phase === 'early' && state.direction === 'incoming';
	return noticeOf(troubleWords(state.trouble, text), ringing ? { label: text('call.try-again'), press: () => commands.answer(call) } : {});
}

function soundNotice({ state, text }: CallView<OngoingCall>): unknown {
	if (state.phase !== 'confirmed' || state.hold.local || state.hold.remote || state.recovering) return nothing;
	const { hears, heard, muted } = state;
	const name = partyWords(state, text);
	const unheard = heard === 'no' && !muted;
	if (hears === 'no') return noticeOf(text(unheard ? 'call.neither-hears' : 'call.not-hearing', { name }));
	return unheard ? noticeOf(text('call.not-heard', { name })) : nothing;
}
