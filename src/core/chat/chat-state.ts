import { accountOf, sameAccount, type Address } from '../address.js';
import { ownProperties } from '../own-properties.js';
import { freeze } from '../store.js';
import type { ErrorState } from '../voice-error.js';

/**
 * `displayed`: the far side says that somebody read it (RFC 5438). `submitted`: a server took the text and says nothing of the far end (202), which may not even exist. `accepted`: the far end took it (200), or it came back
 * from the room; whether somebody read it is another matter.
 */
export type Delivery = 'sending' | 'submitted' | 'accepted' | 'displayed' | 'failed';

export interface ChatMessage {
	/** Travels as `X-Message-Id`. */
	readonly id: string;
	readonly from: Address;
	/** Empty when what came in could not be read. */
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
	/** Who writes now (RFC 3994); absent where nobody says so. */
	readonly composing?: readonly Address[];
	/** Whether a text could reach us: the phone is registered. */
	readonly canReceive: boolean;
}

/** So many of the newest are kept at least, if they are not longer than people write: nobody can fill our memory. */
export const MIN_KEPT = 10_000;
/** What a conversation may hold, in UTF-16 units. */
const MAX_LENGTH = 2_000_000;
/** What a message takes beside its texts. */
const OVERHEAD = 64;
/** The oldest go so many at once: whoever shows messages in pages of this size then loses one page, and the others stay as they are. */
export const PAGE = 100;

export type ChatFact =
	| { readonly type: 'message'; readonly message: ChatMessage }
	/** `reported`: a receipt says so, after a server took the text. */
	| { readonly type: 'delivery'; readonly id: string; readonly delivery: Delivery; readonly error?: ErrorState; readonly reported?: true }
	| { readonly type: 'composing'; readonly others: readonly Address[] }
	| { readonly type: 'read' }
	| { readonly type: 'room' }
	/** Messages that were elsewhere belong here, among the others by their time. */
	| { readonly type: 'moved'; readonly messages: readonly ChatMessage[] }
	/** A message belongs elsewhere. */
	| { readonly type: 'withdrawn'; readonly id: string }
	/** There is too much in all conversations together. */
	| { readonly type: 'older-half-forgotten' }
	| { readonly type: 'can-receive'; readonly canReceive: boolean };

/**
 * The next state of a conversation. A message of the same author with an id that is known already is an echo or a repeat: it proves that the server took it, and
 * adds nothing. Another author's message with that id gets one of its own, so that nobody can replace or hide what somebody else wrote.
 */
export function nextChatState(state: ChatState, fact: ChatFact): ChatState {
	switch (fact.type) {
		case 'message':
			return add(state, fact.message);
		case 'moved':
			return merge(state, fact.messages);
		case 'delivery':
			return deliver(state, fact);
		case 'composing':
			return compose(state, fact.others);
		case 'read':
			return state.unread === 0 ? state : { ...state, unread: 0 };
		case 'room':
			return state.kind === 'room' ? state : { ...state, kind: 'room' };
		case 'withdrawn':
			return withdraw(state, fact.id);
		case 'older-half-forgotten':
			return { ...state, messages: Object.freeze(state.messages.slice(Math.floor(state.messages.length / 2))) };
		case 'can-receive':
			return state.canReceive === fact.canReceive ? state : { ...state, canReceive: fact.canReceive };
	}
}

function compose(state: ChatState, others: readonly Address[]): ChatState {
	const rest = { ...state };
	delete rest.composing;
	return others.length > 0 ? { ...rest, composing: freeze(others) } : rest;
}

function add(state: ChatState, message: ChatMessage): ChatState {
	const namesake = state.messages[indexOf(state, message.id)];
	if (namesake && !sameAuthor(namesake, message)) return add(state, { ...message, id: `${message.id}/${accountOf(message.from.uri)}` });
	if (namesake) return deliver(state, { id: message.id, delivery: 'accepted' });
	const unread = message.direction === 'incoming' ? state.unread + 1 : state.unread;
	const messages = [...state.messages, freeze(message)];
	const length = lengthOf(state.messages) + lengthOf([message]);
	lengths.set(messages, length);
	if (messages.length > MIN_KEPT + PAGE) forget(messages, PAGE);
	else if (length > MAX_LENGTH) forget(messages, Math.ceil(messages.length / 4));
	// Frozen here, a long list is not searched for what is not frozen yet.
	return { ...state, unread, messages: Object.freeze(messages) };
}

function merge(before: ChatState, moved: readonly ChatMessage[]): ChatState {
	let state = before;
	for (const message of moved) state = add(state, message);
	return { ...state, messages: Object.freeze([...state.messages].sort((a, b) => a.at - b.at)) };
}

function withdraw(state: ChatState, id: string): ChatState {
	const index = indexOf(state, id);
	if (index < 0) return state;
	const after = state.messages.slice(index).filter(({ direction }) => direction === 'incoming').length;
	const messages = state.messages.filter((message) => message.id !== id);
	return { ...state, unread: after > 0 && after <= state.unread ? state.unread - 1 : state.unread, messages: Object.freeze(messages) };
}

const lengths = new WeakMap<readonly ChatMessage[], number>();

/** How much messages hold, in UTF-16 units. Remembered of each list, for it is asked at every text. */
export function lengthOf(messages: readonly ChatMessage[]): number {
	const known = lengths.get(messages);
	if (known !== undefined) return known;
	let length = 0;
	for (const { id, from, text } of messages) length += OVERHEAD + id.length + from.uri.length + from.user.length + from.displayName.length + text.length;
	lengths.set(messages, length);
	return length;
}

function forget(messages: ChatMessage[], count: number): void {
	const forgotten = messages.splice(0, count);
	lengths.set(messages, lengthOf(messages) - lengthOf(forgotten));
}

/** A loop from the newest on: what arrays offer for it takes ten times as long on a frozen one. */
function indexOf({ messages }: ChatState, wanted: string): number {
	let index = messages.length - 1;
	while (index >= 0 && messages[index]?.id !== wanted) index--;
	return index;
}

/** All that is outgoing is ours, also what was written before the account was known. */
function sameAuthor(a: ChatMessage, b: ChatMessage): boolean {
	return a.direction === b.direction && (a.direction === 'outgoing' || sameAccount(a.from.uri, b.from.uri));
}

function deliver(state: ChatState, fact: Omit<Extract<ChatFact, { type: 'delivery' }>, 'type'>): ChatState {
	const { id, delivery, error, reported = false } = ownProperties<typeof fact>(fact);
	const index = indexOf(state, id);
	const message = state.messages[index];
	const next = message && redeliver(message, delivery, { error, reported });
	if (!next || next === message) return state;
	const messages = [...state.messages];
	messages[index] = freeze(next);
	lengths.set(messages, lengthOf(state.messages));
	return { ...state, messages: Object.freeze(messages) };
}

/** What was taken stays so: an answer that got lost on the way says nothing against an echo. */
function redeliver(message: ChatMessage, delivery: Delivery, { error, reported }: { readonly error: ErrorState | undefined; readonly reported: boolean }): ChatMessage {
	const isPassedOn = message.delivery === 'submitted' && delivery !== 'accepted' && !reported;
	const isTaken = message.delivery === 'displayed' || (message.delivery === 'accepted' && delivery !== 'displayed');
	if (isPassedOn || isTaken || (message.delivery === delivery && !error)) return message;
	const { id, from, text, at, direction } = message;
	return { id, from, text, at, direction, delivery, ...(error && { error }) };
}
