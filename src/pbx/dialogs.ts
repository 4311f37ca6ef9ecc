import type { AnsweredCall } from './answered-call.js';
import type { Party } from './party.js';
import type { SipMessage } from './sip-message.js';

/** One end of a dialog as its party knows it (RFC 3261 section 12), and where the other end is. */
export interface Leg extends Party {
	readonly callId: string;
	/** Their tag, and the tag they know the other end by. */
	readonly tag: string;
	readonly otherTag: string;
	/** How they name themselves and the other end: From and To of their requests, but for the tags. */
	readonly address: string;
	readonly otherAddress: string;
	/** The other end, if it is a user. */
	peer?: Leg;
	/** The other end, if the server answered itself. */
	readonly call?: AnsweredCall;
	/** Highest CSeq of requests sent to them. */
	cseq?: number;
	/** The last SDP they sent. */
	sdp?: string;
}

/** Every dialog that came into being through this server: tells for a request within one who sent it and who gets it. */
export class Dialogs {
	readonly #legs = new Map<string, Leg>();

	add(leg: Leg): Leg {
		this.#legs.set(key(leg.callId, leg.tag, leg.otherTag), leg);
		return leg;
	}

	/** The sender's leg. */
	find({ callId, fromTag, toTag }: Pick<SipMessage, 'callId' | 'fromTag' | 'toTag'>): Leg | undefined {
		return this.#legs.get(key(callId, fromTag, toTag));
	}

	/** Notes that a party is heard on another connection, or gave another contact. */
	update(leg: Leg, change: Partial<Party>): Leg {
		return this.add(Object.assign(leg, change));
	}

	remove(leg: Leg): void {
		for (const { callId, tag, otherTag } of leg.peer ? [leg, leg.peer] : [leg]) this.#legs.delete(key(callId, tag, otherTag));
	}

}

const key = (...parts: readonly string[]): string => parts.join(' ');
