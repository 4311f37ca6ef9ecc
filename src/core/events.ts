import type { Address } from './address.js';
import type { Call } from './call/call.js';
import type { CallState } from './call/call-state.js';
import type { Chat } from './chat/chat.js';
import type { ChatMessage } from './chat/chat-state.js';
import type { RegistrationState } from './connection-state.js';
import { ownProperties } from './own-properties.js';
import type { Termination } from './call/termination.js';
import type { VoiceError } from './voice-error.js';

const FACT = ownProperties<EventInit>({ bubbles: true, composed: true });
const REQUEST = ownProperties<EventInit>(FACT, { cancelable: true });

/** Somebody wants to call. Cancel it to stop that, or to dial differently. */
export class VoiceDialRequestEvent extends Event {
	static readonly type = 'voice-dial-request';

	constructor(
		/** What was typed, or the `to` of a call button. */
		readonly to: string,
		readonly video: boolean,
	) {
		super(VoiceDialRequestEvent.type, REQUEST);
	}
}

/** Somebody wants to answer. Cancel it to stop that. */
export class VoiceAnswerRequestEvent extends Event {
	static readonly type = 'voice-answer-request';

	constructor(readonly call: Call) {
		super(VoiceAnswerRequestEvent.type, REQUEST);
	}
}

/** Somebody wants to send a text. Cancel it to stop that, or to send it changed. */
export class VoiceMessageRequestEvent extends Event {
	static readonly type = 'voice-message-request';
	/** Set when the text goes to a person. */
	readonly to: Address | undefined;
	/** Set when the text goes to a room. */
	readonly room: Address | undefined;

	constructor(
		chat: Chat,
		readonly text: string,
	) {
		super(VoiceMessageRequestEvent.type, REQUEST);
		this.to = chat.kind === 'person' ? chat.peer : undefined;
		this.room = chat.kind === 'room' ? chat.peer : undefined;
	}
}

/** The registration changed. */
export class VoiceRegistrationChangeEvent extends Event {
	static readonly type = 'voice-registration-change';

	constructor(readonly registration: RegistrationState) {
		super(VoiceRegistrationChangeEvent.type, FACT);
	}
}

/** A call began, in either direction. */
export class VoiceCallStartEvent extends Event {
	static readonly type = 'voice-call-start';

	constructor(readonly call: Call) {
		super(VoiceCallStartEvent.type, FACT);
	}
}

/** Anything about a call changed. */
export class VoiceCallChangeEvent extends Event {
	static readonly type = 'voice-call-change';

	constructor(
		readonly call: Call,
		readonly state: CallState,
	) {
		super(VoiceCallChangeEvent.type, FACT);
	}
}

/** A call is over. */
export class VoiceCallEndEvent extends Event {
	static readonly type = 'voice-call-end';

	constructor(
		readonly call: Call,
		readonly termination: Termination,
	) {
		super(VoiceCallEndEvent.type, FACT);
	}
}

/** A text came in. */
export class VoiceMessageEvent extends Event {
	static readonly type = 'voice-message';

	constructor(
		readonly message: ChatMessage,
		readonly chat: Chat,
	) {
		super(VoiceMessageEvent.type, FACT);
	}
}

/** Something went wrong that somebody should know. Cancel it to keep a mistake in an attribute out of the console. */
export class VoiceErrorEvent extends Event {
	static readonly type = 'voice-error';

	constructor(readonly error: VoiceError) {
		super(VoiceErrorEvent.type, REQUEST);
	}
}

export interface VoiceEventMap {
	'voice-dial-request': VoiceDialRequestEvent;
	'voice-answer-request': VoiceAnswerRequestEvent;
	'voice-message-request': VoiceMessageRequestEvent;
	'voice-registration-change': VoiceRegistrationChangeEvent;
	'voice-call-start': VoiceCallStartEvent;
	'voice-call-change': VoiceCallChangeEvent;
	'voice-call-end': VoiceCallEndEvent;
	'voice-message': VoiceMessageEvent;
	'voice-error': VoiceErrorEvent;
}
