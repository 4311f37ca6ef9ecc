import { accountOf, MAX_ADDRESS, parseAddress, sameAccount, wireAddress, withoutGateway } from '../address.js';
import type { Address } from '../address.js';
import { leastWanted, limitStrangers, MAX_CHATS } from './chat-limits.js';
import { Chat, MAX_TEXT_BYTES } from './chat.js';
import type { ChatMessage, ChatState } from './chat-state.js';
import { ownProperties, owns } from '../own-properties.js';
import { uuid } from '../random.js';
import { RoomClaims } from './room-claims.js';
import { SentTexts } from './sent-texts.js';
import type { IncomingComposing, IncomingText, OutgoingText, SignalingFact, TextOutcome, TextTarget } from '../ports/signaling.js';
import { cleanLine, cleanText, isBlank } from '../text.js';
import { VoiceError } from '../voice-error.js';

/** Accounts of which it is remembered that they wrote in a room. */
const MAX_MEMBERS = 1000;

export interface ChatListOptions {
	readonly self: () => Address;
	readonly send: (text: OutgoingText) => Promise<TextOutcome>;
	readonly sendComposing: (target: TextTarget, composing: boolean) => void;
	/** The rooms of the calls that are going on, as far as their servers or we say that they are rooms. */
	readonly activeRooms: () => readonly Address[];
	/** Those we called and talk to: each may be a room that does not say so, as FreeSWITCH’s are. */
	readonly callees: () => readonly Address[];
	/** Those among them who answered without ringing: no person. */
	readonly unrungCallees: () => readonly Address[];
	readonly changed: () => void;
	readonly received: (message: ChatMessage, chat: Chat) => void;
}

/**
 * The conversations of a phone, one for each person and each room, and where an incoming text belongs. A conversation
 * begins with a text, or when somebody opens it. A text that names a room we know goes there; whether somebody is a room,
 * only the server we called, our own echo or the page says, or a text that names one who answered our call without ringing. One that names none belongs to the only active room if its
 * sender is in it (wrote there before) or is ourselves, else to the sender. A text is our own only if it was written here,
 * whatever its From says; coming back under its id it proves that the far end is a room. Everything is cleaned here.
 */
export class ChatList {
	/** By account. */
	readonly #chats = new Map<string, Chat>();
	/** Those that did not begin, or made room for others: for who holds them still. */
	readonly #unlisted = new Map<string, WeakRef<Chat>>();
	/** Those that nobody holds any more are looked for when there are so many. */
	#sweepAt = MAX_CHATS;
	readonly #members = new Map<string, Set<string>>();
	readonly #sent = new SentTexts();
	readonly #claims = new RoomClaims();
	readonly #options: ChatListOptions;
	#canReceive = false;

	constructor(options: ChatListOptions) {
		this.#options = options;
	}

	get states(): readonly ChatState[] {
		return [...this.#chats.values()].map(({ state }) => state);
	}

	/** The conversation with somebody, begun if need be. */
	open(peer: Address, kind: ChatState['kind']): Chat {
		const chat = this.with(peer, kind);
		this.#list(chat);
		return chat;
	}

	/** The conversation with somebody, for who may write in it: it begins with the first text. */
	with(peer: Address, kind: ChatState['kind']): Chat {
		const chat = this.#find(peer) ?? this.#make(peer, kind);
		if (kind === 'room') this.#proveRoom(chat);
		return chat;
	}

	/** Whether a conversation is one of these, begun or not. */
	has(chat: Chat): boolean {
		return this.#find(chat.peer) === chat;
	}

	isRoom(address: Address): boolean {
		return this.#find(address)?.kind === 'room';
	}

	setCanReceive(canReceive: boolean): void {
		this.#canReceive = canReceive;
		for (const chat of this.#known) chat.setCanReceive(canReceive);
	}

	/** Forgets everything. What waits to be sent, and what somebody still holds, is sent no more. */
	clear(): void {
		for (const chat of this.#known) chat.close();
		this.#chats.clear();
		this.#unlisted.clear();
		this.#members.clear();
		this.#sent.clear();
		this.#claims.clear();
		this.#options.changed();
	}

	/** Takes in what the protocol tells. */
	handle(fact: Extract<SignalingFact, { type: 'text' | 'composing' | 'receipt' }>): void {
		if (fact.type === 'text') this.receive(fact.text);
		else if (fact.type === 'composing') this.#receiveComposing(fact);
		else if (fact.messageId !== '') this.#sent.find({ id: fact.messageId, text: '' })?.chat.receiveReceipt(fact);
	}

	receive(given: IncomingText): void {
		const incoming = ownProperties<IncomingText>(given);
		const text = cleanText(incoming.text, MAX_TEXT_BYTES);
		// Nothing at all is a text that got lost on its way, and nothing that can be seen is none.
		if (incoming.text !== '' && isBlank(text)) return;
		const id = cleanLine(incoming.messageId ?? '', 128);
		const named = namedRoom(incoming);
		const from = this.#senderOf(incoming.from, named);
		const own = sameAccount(from.uri, this.#options.self().uri);
		const echo = own ? this.#sent.find({ id, text }) : undefined;
		const fromRoom = id !== '' && echo !== undefined && !sameAccount(echo.chat.peer.uri, from.uri);
		const echoed = echo && this.open(echo.chat.peer, fromRoom ? 'room' : echo.chat.kind);
		const chat = this.#knownRoom(named, from) ?? echoed ?? this.#activeRoom(from, own) ?? this.open(from, 'person');
		if (chat.kind === 'room') this.#noteMember(chat.peer, from);
		const received = chat.receive({ id: echo?.message.id ?? (id || uuid()), from, text, at: Date.now(), direction: echo ? 'outgoing' : 'incoming', delivery: 'accepted' });
		if (received && named && this.#isCallee(named)) this.#claims.add(named, chat, received.id);
		if (received && !echo) this.#options.received(received, chat);
		if (!chat.wrote) limitStrangers([...this.#chats.values()]);
	}

	/** Of a conversation that has begun; nobody begins one by saying that they write. */
	#receiveComposing(given: IncomingComposing): void {
		const { from, composing, room = from.uri } = ownProperties<IncomingComposing>(given);
		const sender = this.#senderOf(from, room);
		if (!sameAccount(sender.uri, this.#options.self().uri)) this.#chats.get(accountOf(room))?.receiveComposing(sender, composing);
	}

	get #known(): readonly Chat[] {
		return [...this.#chats.values(), ...[...this.#unlisted.values()].flatMap((held) => held.deref() ?? [])];
	}

	#find({ uri }: Address): Chat | undefined {
		const account = accountOf(uri);
		return this.#chats.get(account) ?? this.#unlisted.get(account)?.deref();
	}

	/** Only in a room of ours: elsewhere anybody may call himself `conf+…`. */
	#senderOf(from: Address, room: string | undefined): Address {
		const sender = wireAddress(from.uri, from.user, from.displayName);
		const plain = withoutGateway(sender);
		if (plain.uri === sender.uri) return sender;
		return this.#rooms.some(({ uri }) => sameAccount(uri, plain.uri) || (room !== undefined && sameAccount(uri, room))) ? plain : sender;
	}

	/** A stranger cannot invent rooms, nor make one of a person: only a room we talk in, or have open, is believed. */
	#knownRoom(named: string | undefined, from: Address): Chat | undefined {
		if (named === undefined) return undefined;
		const unrung = this.#options.unrungCallees().filter((callee) => !sameAccount(callee.uri, from.uri) && !this.#isWriter(callee));
		const peer = [...this.#rooms, ...unrung].find(({ uri }) => sameAccount(uri, named));
		return peer && this.open(peer, 'room');
	}

	/** Whether somebody wrote to us as a person does: what was said between us stays free of others. */
	#isWriter(peer: Address): boolean {
		const state = this.#find(peer)?.state;
		return state?.kind === 'person' && state.messages.some(({ direction }) => direction === 'incoming');
	}

	/** What its members wrote before it was known to be one belongs there. */
	#proveRoom(room: Chat): void {
		room.markRoom();
		const claims = this.#claims.take(room);
		const moved = claims.flatMap(({ chat, id }) => chat.withdraw(id) ?? []);
		if (moved.length === 0) return;
		this.#list(room);
		for (const { from } of moved) this.#noteMember(room.peer, from);
		room.takeOver(moved);
		for (const { chat } of claims) if (chat.state.messages.length === 0 && !chat.wrote && !chat.watched) this.#forget(chat);
	}

	/** Those we are in, or have open. */
	get #rooms(): readonly Address[] {
		const opened = [...this.#chats.values()].filter(({ kind }) => kind === 'room').map(({ peer }) => peer);
		return [...this.#options.activeRooms(), ...opened];
	}

	#isCallee(named: string): boolean {
		return this.#options.callees().some(({ uri }) => sameAccount(uri, named));
	}

	#activeRoom(from: Address, own: boolean): Chat | undefined {
		const [room, another] = this.#options.activeRooms();
		if (!room || another || !(own || this.#members.get(accountOf(room.uri))?.has(accountOf(from.uri)))) return undefined;
		return this.open(room, 'room');
	}

	#noteMember(room: Address, member: Address): void {
		const account = accountOf(room.uri);
		const members = this.#members.get(account) ?? new Set();
		this.#members.set(account, members);
		if (members.size < MAX_MEMBERS) members.add(accountOf(member.uri));
	}

	#make(peer: Address, kind: ChatState['kind']): Chat {
		const { self, send, sendComposing, changed } = this.#options;
		const account = accountOf(peer.uri);
		const mayBeRoom = (): boolean => this.#isCallee(peer.uri);
		const writes = (message: ChatMessage, chat: Chat): void => {
			if (chat.closed) return;
			this.#list(chat);
			this.#sent.remember({ chat, message });
		};
		const chat = new Chat({ kind, peer, canReceive: this.#canReceive, self, send, sendComposing, writes, mayBeRoom });
		chat.addEventListener('change', () => this.#chats.get(account) === chat && changed());
		this.#unlist(chat);
		return chat;
	}

	#list(chat: Chat): void {
		const account = accountOf(chat.peer.uri);
		if (this.#chats.has(account)) return;
		if (this.#chats.size >= MAX_CHATS) this.#forget(leastWanted([...this.#chats.values()]));
		this.#unlisted.delete(account);
		this.#chats.set(account, chat);
		this.#options.changed();
	}

	#forget(chat: Chat | undefined): void {
		if (!chat) return;
		this.#chats.delete(accountOf(chat.peer.uri));
		this.#members.delete(accountOf(chat.peer.uri));
		this.#unlist(chat);
	}

	#unlist(chat: Chat): void {
		if (this.#unlisted.size >= this.#sweepAt) this.#sweep();
		this.#unlisted.set(accountOf(chat.peer.uri), new WeakRef(chat));
	}

	/** Seldom: a flood of strangers makes a conversation with each text. */
	#sweep(): void {
		for (const [account, held] of this.#unlisted) if (!held.deref()) this.#unlisted.delete(account);
		this.#sweepAt = Math.max(MAX_CHATS, 2 * this.#unlisted.size);
	}
}

/** Only as we write it: nothing that had to be cleaned, or is longer than an address, names a room. */
function namedRoom({ room }: IncomingText): string | undefined {
	if (room === undefined || room.length > MAX_ADDRESS || !/^sips?:/i.test(room)) return undefined;
	return cleanLine(room, MAX_ADDRESS) === room ? room : undefined;
}

/** @throws {VoiceError} `address`, unless it names a person or a room. */
export function checkTarget(target: unknown): void {
	const { person, room } = ownProperties<{ person?: unknown; room?: unknown }>(typeof target === 'object' && target !== null ? target : undefined);
	if (typeof (room ?? person) !== 'string') throw new VoiceError('address', 'Say { person: "1000" } or { room: "3000" }.');
}

/** The address of a chat that a page asks for. */
export function chatAddress(target: { readonly person: string } | { readonly room: string }, host: string): Address {
	return parseAddress(owns(target, 'room') ? target.room : target.person, { host });
}
