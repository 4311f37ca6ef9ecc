import { ownProperties } from '../../core/own-properties.js';

import {
	VoiceCallChangeEvent, VoiceCallEndEvent, VoiceCallStartEvent, VoiceErrorEvent, VoiceMessageEvent, VoiceRegistrationChangeEvent, type VoiceEventMap,
} from '../../core/events.js';

type Fact = Exclude<keyof VoiceEventMap, `${string}-request`>;

/** Copies an event of a phone, because an event cannot be dispatched twice at a time. */
const COPIES: { readonly [Type in Fact]: (event: VoiceEventMap[Type]) => Event } = {
	'voice-registration-change': ({ registration }) => new VoiceRegistrationChangeEvent(registration),
	'voice-call-start': ({ call }) => new VoiceCallStartEvent(call),
	'voice-call-change': ({ call, state }) => new VoiceCallChangeEvent(call, state),
	'voice-call-end': ({ call, termination }) => new VoiceCallEndEvent(call, termination),
	'voice-message': ({ message, chat }) => new VoiceMessageEvent(message, chat),
	'voice-error': ({ error }) => new VoiceErrorEvent(error),
};

/**
 * Dispatches every event of a target at each of the `places` as well, until the signal aborts. Preventing the copy
 * prevents the original.
 */
export function redispatch(from: EventTarget, places: () => readonly EventTarget[], signal: AbortSignal): void {
	for (const [type, copy] of Object.entries(COPIES)) {
		from.addEventListener(type, (event) => {
			for (const place of places()) if (!place.dispatchEvent((copy as (event: Event) => Event)(event))) event.preventDefault();
		}, ownProperties({ signal }));
	}
}
