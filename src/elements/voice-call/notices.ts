import { nothing } from 'lit';
import type { CallState, TerminatedCall } from '../../core/call-state.js';
import { notice } from '../parts/notice.js';
import { errorWords, nameOf } from '../parts/wording.js';
import type { CallView } from './call-view.js';

/** What the user should know about a call that goes on, and what helps. */
export function callNotices(view: CallView<Exclude<CallState, TerminatedCall>>): unknown[] {
	return [troubleNotice(view), ...soundNotices(view)];
}

function troubleNotice({ call, state, text, commands }: CallView<Exclude<CallState, TerminatedCall>>): unknown {
	if (!state.trouble) return nothing;
	const ringing = state.phase === 'early' && state.direction === 'incoming';
	return notice(errorWords(state.trouble, text), ringing ? { label: text('call.try-again'), press: () => commands.answer(call) } : undefined);
}

function soundNotices({ state, text }: CallView<Exclude<CallState, TerminatedCall>>): unknown[] {
	if (state.phase !== 'confirmed' || state.hold.local || state.hold.remote || state.recovering) return [];
	const name = nameOf(state.remote);
	return [
		state.hears === 'no' ? notice(text('call.not-hearing', { name })) : nothing,
		state.heard === 'no' && !state.muted ? notice(text('call.not-heard', { name })) : nothing,
	];
}
