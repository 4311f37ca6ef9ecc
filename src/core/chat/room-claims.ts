import { accountOf } from '../address.js';
import type { Chat } from './chat.js';

/** So many of the newest are remembered. */
const MAX_CLAIMS = 500;

interface Claim {
	readonly room: string;
	readonly chat: Chat;
	readonly id: string;
}

/**
 * Texts that name somebody we called as their room, before that is known to be one: `X-Room` is written by the sender, and FreeSWITCH copies it. Until the room is
 * proven they stand in the conversations of their senders, so that nobody writes into that of another person.
 */
export class RoomClaims {
	#claims: readonly Claim[] = [];

	add(room: string, chat: Chat, id: string): void {
		this.#claims = [...this.#claims.slice(1 - MAX_CLAIMS), { room: accountOf(room), chat, id }];
	}

	/** What was said in a room that is proven by now, and where it stands. */
	take(room: Chat): readonly Claim[] {
		const account = accountOf(room.peer.uri);
		const taken = this.#claims.filter((claim) => claim.room === account && claim.chat !== room);
		this.#claims = this.#claims.filter((claim) => claim.room !== account);
		return taken;
	}

	clear(): void {
		this.#claims = [];
	}
}
