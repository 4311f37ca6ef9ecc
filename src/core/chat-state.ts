import { accountOf, sameAccount, type Address } from './address.js';
import type { ErrorState } from './voice-error.js';

/** `accepted` is the server's word, not the reader's: shown as “Sent”. */
export type Delivery = 'sending' | 'accepted' | 'failed';

export interface ChatMessage {
	/** Travels as `X-Message-Id`. */
	readonly id: string;
	readonly from: Address;
	readonly text: string;
	/** Epoch ms, here. */
	readonly at: number;
	readonly direction: 'incoming' | 'outgoing';
	readonly delivery: Delivery;
	readonly error?: ErrorState;
}

/** A conversation, with a person or in a room. */
export interface ChatState {
	/** Unique in this phone. */
	readonly id: string;
	/** A person turns out to be a room when our own text comes back from there. */
	readonly kind: 'person' | 'room';
	readonly peer: Address;
	readonly messages: readonly ChatMessage[];
	/** Incoming messages since `markRead()`. */
	readonly unread: number;
	/** Whether a text could reach us: the phone is registered. */
	readonly canReceive: boolean;
}

/** The oldest make room for the newest: nobody can fill our memory. */
export const MAX_MESSAGES = 10_000;

export type ChatFact =
	| { readonly type: 'message'; readonly message: ChatMessage }
	| { readonly type: 'delivery'; readonly id: string; readonly delivery: Delivery; readonly error?: ErrorState }
	| { readonly type: 'read' }
	| { readonly type: 'room' }
	| { readonly type: 'can-receive'; readonly canReceive: boolean };

/**
 * The next state of a conversation. A message of the same author with an id that is known already is an echo or a repeat: it proves that the server took it, and
 * adds nothing. Another author's message with that id gets one of its own, so that nobody can replace or hide what somebody else wrote.
 */
export function nextChatState(state: ChatState, fact: ChatFact): ChatState {
	switch (fact.type) {
		case 'message':
			return add(state, fact.message);
		case 'delivery':
			return deliver(state, fact);
		case 'read':
			return state.unread === 0 ? state : { ...state, unread: 0 };
		case 'room':
			return state.kind === 'room' ? state : { ...state, kind: 'room' };
		case 'can-receive':
			return state.canReceive === fact.canReceive ? state : { ...state, canReceive: fact.canReceive };
	}
}

function add(state: ChatState, message: ChatMessage): ChatState {
	const namesake = state.messages.find(({ id }) => id === message.id);
	if (namesake && !sameAuthor(namesake, message)) return add(state, { ...message, id: `${message.id}/${accountOf(message.from.uri)}` });
	if (namesake) return deliver(state, { id: message.id, delivery: 'accepted' });
	const unread = message.direction === 'incoming' ? state.unread + 1 : state.unread;
	return { ...state, unread, messages: [...state.messages.slice(1 - MAX_MESSAGES), message] };
}

/** All that is outgoing is ours, also what was written before the account was known. */
function sameAuthor(a: ChatMessage, b: ChatMessage): boolean {
	return a.direction === b.direction && (a.direction === 'outgoing' || sameAccount(a.from.uri, b.from.uri));
}

function deliver(state: ChatState, { id, delivery, error }: Omit<Extract<ChatFact, { type: 'delivery' }>, 'type'>): ChatState {
	const messages = state.messages.map((message) => (message.id === id ? redeliver(message, delivery, error) : message));
	return messages.every((message, index) => message === state.messages[index]) ? state : { ...state, messages };
}

/** What the server has accepted stays so: an answer that got lost on the way says nothing against an echo. */
function redeliver(message: ChatMessage, delivery: Delivery, error: ErrorState | undefined): ChatMessage {
	if (message.delivery === 'accepted' || (message.delivery === delivery && !error)) return message;
	const { id, from, text, at, direction } = message;
	return { id, from, text, at, direction, delivery, ...(error && { error }) };
}
