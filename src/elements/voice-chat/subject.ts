import { accountOf, isListed } from '../../core/address.js';
import { activeCall } from '../../core/call/active-call.js';
import type { ChatState } from '../../core/chat/chat-state.js';
import type { Chat } from '../../core/chat/chat.js';
import { ownProperties, owns } from '../../core/own-properties.js';
import type { Phone } from '../../core/phone.js';
import { knownParty } from '../parts/known-party.js';
import { ownView } from '../parts/own-view.js';
import { partyName } from '../parts/wording.js';

export type Target = { readonly room: string } | { readonly person: string };

/** A chat to show and the reason: the page sets it, a call is with that party, or nothing else is to be shown. */
export interface Subject {
	/** Identifies a reason. */
	readonly key: string;
	readonly name: string;
	/** Its chat, if known without opening it. */
	readonly id?: string;
	/** Set by the page. */
	readonly target?: Target;
	readonly open: () => Chat | undefined;
}

export const NO_SUBJECT = ownProperties<Subject>({ key: '', name: '', open: () => undefined });

export function targetSubject(target: Target, phone: Phone | undefined, open: () => Chat | undefined): Subject {
	const name = owns(target, 'room') ? target.room : target.person;
	const known = phone?.state.chats.find(({ peer }) => isListed(peer.uri, [name], hostOf(phone)));
	return ownProperties<Subject>({ key: targetKey(target), name: known ? partyName(knownParty(phone?.state, known.peer)) : name, target, open }, known && { id: known.id });
}

/** The account, which completes a mere user name. */
function hostOf(phone: Phone): string {
	return accountOf(ownView(phone.state).account?.uri ?? '').split('@').at(-1) ?? '';
}

export function targetKey(target: Target): string {
	return owns(target, 'room') ? `room ${target.room}` : `person ${target.person}`;
}

/** The chat with the party of the active call. */
export function callSubject(phone: Phone): Subject | undefined {
	const active = activeCall(phone.state.calls);
	const call = phone.calls.find(({ id }) => id === active?.id);
	if (!call) return undefined;
	const { id, peer } = phone.chatOf(call);
	return ownProperties<Subject>({ key: `call ${call.id}`, name: partyName(knownParty(phone.state, peer)), id, open: () => phone.chatOf(call) });
}

export function newestSubject(phone: Phone): Subject {
	let newest: ChatState | undefined;
	for (const chat of phone.state.chats) if (lastAt(chat) > (newest ? lastAt(newest) : 0)) newest = chat;
	return newest ? ownProperties<Subject>(listedSubject(phone, newest), { key: '' }) : NO_SUBJECT;
}

/** A chat of the phone’s list. */
export function listedSubject(phone: Phone, { id, kind, peer }: ChatState): Subject {
	const target = kind === 'room' ? { room: peer.uri } : { person: peer.uri };
	return ownProperties<Subject>({ key: `chat ${id}`, name: partyName(knownParty(phone.state, peer)), id, open: () => phone.chat(target) });
}

export function lastAt({ messages }: ChatState): number {
	return messages.at(-1)?.at ?? 0;
}
