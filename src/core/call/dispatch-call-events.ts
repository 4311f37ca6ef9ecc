import type { Call } from './call.js';
import { VoiceCallChangeEvent, VoiceCallEndEvent, VoiceCallStartEvent } from '../events.js';

/** Tells of a call by events: that it began, each change, and once its end. */
export function announceCall(call: Call, target: EventTarget): void {
	const { state } = call;
	call.subscribe((next) => {
		target.dispatchEvent(new VoiceCallChangeEvent(call, next));
		if (next.phase === 'terminated') target.dispatchEvent(new VoiceCallEndEvent(call, next.termination));
	});
	target.dispatchEvent(new VoiceCallStartEvent(call));
	// One that was over before it was listened to; what ends while its start is told says so itself.
	if (state.phase === 'terminated') target.dispatchEvent(new VoiceCallEndEvent(call, state.termination));
}
