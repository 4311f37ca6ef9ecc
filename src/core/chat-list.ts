import { accountOf, parseAddress, sameAccount, wireAddress, type Address } from './address.js';
import { Chat, MAX_TEXT_BYTES } from './chat.js';
import type { ChatMessage, ChatState } from './chat-state.js';
import { uuid } from './random.js';
import type { IncomingText, OutgoingText, TextOutcome } from './signaling.js';
import { cleanLine, cleanText } from './text.js';
import { VoiceError } from './voice-error.js';

/** Conversations kept at once; the one that was silent longest makes room for a stranger's. */
const MAX_CHATS = 200;
/** An echo without an id is looked for among what was written in so many ms. */
const ECHO_MS = 60_000;

export interface ChatListOptions {
	readonly self: () => Address;
	readonly send: (text: OutgoingText) => Promise<TextOutcome>;
	/** The rooms of the calls that are going on. */
	readonly activeRooms: () => readonly Address[];
	/** Those we called and talk to: each may be a room that does not say so, as FreeSWITCH’s are. */
	readonly callees: () => readonly Address[];
	readonly changed: () => void;
	readonly received: (message: ChatMessage, chat: Chat) => void;
}

/**
 * The conversations of a phone, one for each person and each room, and where an incoming text belongs. A text that names a room we know goes there. One that
 * names none belongs to the only active room if its sender is in it (wrote there before) or is ourselves, else to the sender.
 * Our own text coming back under its id proves that the far end is a room. Everything is cleaned here.
 */
export class ChatList {
	#chats = new Map<string, Chat>();
	readonly #members = new Map<string, Set<string>>();
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
		const chat = this.#chats.get(accountOf(peer.uri)) ?? this.#begin(peer, kind);
		if (kind === 'room') chat.markRoom();
		return chat;
	}

	isRoom(address: Address): boolean {
		return this.#chats.get(accountOf(address.uri))?.kind === 'room';
	}

	setCanReceive(canReceive: boolean): void {
		this.#canReceive = canReceive;
		for (const chat of this.#chats.values()) chat.setCanReceive(canReceive);
	}

	/** Forgets everything. What waits to be sent, and what somebody still holds, is sent no more. */
	clear(): void {
		this.#chats = new Map();
		this.#members.clear();
		this.#options.changed();
	}

	receive(incoming: IncomingText): void {
		const text = cleanText(incoming.text, MAX_TEXT_BYTES);
		if (text.trim() === '') return;
		const id = cleanLine(incoming.messageId ?? '', 128);
		const from = plain(incoming.from);
		const own = sameAccount(from.uri, this.#options.self().uri);
		const echo = own ? this.#echoed({ id, text }) : undefined;
		const chat = this.#namedRoom(incoming.room) ?? (echo && this.open(echo.chat.peer, id ? 'room' : echo.chat.kind)) ?? this.#activeRoom(from, own) ?? this.open(from, 'person');
		if (chat.kind === 'room') this.#membersOf(chat.peer).add(accountOf(from.uri));
		const message: ChatMessage = { id: echo?.id ?? (id || uuid()), from, text, at: Date.now(), direction: own ? 'outgoing' : 'incoming', delivery: 'accepted' };
		const received = chat.receive(message);
		if (received && !own) this.#options.received(received, chat);
	}

	/** What was written here and comes back. Some servers drop the id: then the words tell. */
	#echoed({ id, text }: { id: string; text: string }): { chat: Chat; id: string } | undefined {
		const since = Date.now() - ECHO_MS;
		for (const chat of this.#chats.values()) {
			const message = chat.state.messages.findLast((one) => one.direction === 'outgoing' && (id ? one.id === id : one.text === text && one.at > since));
			if (message) return { chat, id: message.id };
		}
		return undefined;
	}

	/** A stranger cannot invent rooms: only one we called and talk in, or have open, is believed. */
	#namedRoom(room: string | undefined): Chat | undefined {
		if (room === undefined) return undefined;
		const peers = [...this.#options.activeRooms(), ...this.#options.callees(), ...[...this.#chats.values()].filter(({ kind }) => kind === 'room').map(({ peer }) => peer)];
		const peer = peers.find(({ uri }) => sameAccount(uri, room));
		return peer && this.open(peer, 'room');
	}

	#activeRoom(from: Address, own: boolean): Chat | undefined {
		const [room, another] = this.#options.activeRooms();
		if (!room || another || !(own || this.#membersOf(room).has(accountOf(from.uri)))) return undefined;
		return this.open(room, 'room');
	}

	#membersOf(room: Address): Set<string> {
		const account = accountOf(room.uri);
		const members = this.#members.get(account) ?? new Set();
		this.#members.set(account, members);
		return members;
	}

	#begin(peer: Address, kind: ChatState['kind']): Chat {
		if (this.#chats.size >= MAX_CHATS) this.#forgetOldest();
		const { self, callees } = this.#options;
		const chats = this.#chats;
		const send = async (text: OutgoingText): Promise<TextOutcome> => {
			if (chats !== this.#chats) throw new VoiceError('invalid-state', 'Who wrote this has signed out.');
			return this.#options.send(text);
		};
		const mayBeRoom = (): boolean => callees().some(({ uri }) => sameAccount(uri, peer.uri));
		const chat = new Chat({ kind, peer, canReceive: this.#canReceive, self, send, mayBeRoom });
		this.#chats.set(accountOf(peer.uri), chat);
		chat.subscribe(() => this.#options.changed());
		this.#options.changed();
		return chat;
	}

	#forgetOldest(): void {
		// One without a text was opened by somebody here, who may be about to write.
		const lastAt = ([, chat]: [string, Chat]): number => chat.state.messages.at(-1)?.at ?? Number.MAX_SAFE_INTEGER;
		const [oldest] = [...this.#chats].sort((a, b) => lastAt(a) - lastAt(b));
		if (!oldest) return;
		this.#chats.delete(oldest[0]);
		this.#members.delete(oldest[0]);
	}
}

/** FreeSWITCH names a Verto member `verto+1001` and a room `conf+3500`: the same account by another way in. */
function plain({ uri, user, displayName }: Address): Address {
	return wireAddress(uri.replace(/^(sips?:)(?:verto|conf)\+/i, '$1'), user.replace(/^(?:verto|conf)\+/, ''), displayName);
}

/** The address of a chat that a page asks for. */
export function chatAddress(target: { readonly person: string } | { readonly room: string }, host: string): Address {
	return parseAddress('room' in target ? target.room : target.person, { host });
}
