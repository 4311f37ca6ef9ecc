import { uriOf, userPart } from './address.js';
import type { AnsweredCall } from './answered-call.js';
import type { Party } from './party.js';
import type { SipMessage } from './sip-message.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming } from './transactions.js';

/** A party's view of a dialog (RFC 3261 section 12), linked to the other party's. */
export interface Leg extends Party {
	readonly callId: string;
	/** The party's tag, and the tag of the other end. */
	readonly tag: string;
	readonly otherTag: string;
	/** The From and To of the party's requests, without tags. */
	readonly address: string;
	readonly otherAddress: string;
	/** The other end, if it is a user. */
	peer?: Leg;
	/** The other end, if the server answered the call itself. */
	readonly call?: AnsweredCall;
	/** Highest CSeq of the requests sent to the party. */
	cseq?: number;
	/** The party's last SDP. */
	sdp?: string;
}

/** Methods that create a dialog. */
export const dialogForming: readonly string[] = ['INVITE', 'SUBSCRIBE', 'REFER'];

/** All dialogs through this server. Finds sender and target of a request within one. */
export class Dialogs {
	readonly #legs = new Map<string, Leg>();

	add(leg: Leg): Leg {
		this.#legs.set(key(leg), leg);
		return leg;
	}

	/** The leg of the sender. */
	find({ callId, fromTag, toTag }: Pick<SipMessage, 'callId' | 'fromTag' | 'toTag'>): Leg | undefined {
		return this.#legs.get(key({ callId, tag: fromTag, otherTag: toTag }));
	}

	remove(leg: Leg): void {
		this.#legs.delete(key(leg));
		if (leg.peer) this.#legs.delete(key(leg.peer));
	}

	/**
	 * Updates the dialogs by a response to the caller: creates an early or confirmed one, or removes an early one that
	 * failed.
	 */
	note(incoming: Incoming, response: SipResponse, callee: Party): void {
		const early = this.find(response);
		if (response.status >= 300) return early && this.remove(early);
		if (!dialogForming.includes(incoming.request.method) || !response.toTag) return;
		const caller = callerOf(incoming, response);
		caller.peer = calleeOf(incoming, response, { ...callee, peer: caller });
		this.add(caller);
		this.add(caller.peer);
	}
}

function callerOf({ request, connection }: Incoming, response: SipResponse): Leg {
	return {
		user: userPart(request.get('From')),
		contact: uriOf(request.get('Contact')),
		connection,
		callId: request.callId,
		tag: request.fromTag,
		otherTag: response.toTag,
		address: request.get('From'),
		otherAddress: request.get('To'),
		sdp: request.body,
	};
}

function calleeOf({ request }: Incoming, response: SipResponse, party: Party & { readonly peer: Leg }): Leg {
	return {
		...party,
		contact: uriOf(response.get('Contact')) || party.contact,
		callId: request.callId,
		tag: response.toTag,
		otherTag: request.fromTag,
		address: request.get('To'),
		otherAddress: request.get('From'),
		cseq: request.cseq,
		sdp: response.body,
	};
}

const key = ({ callId, tag, otherTag }: Pick<Leg, 'callId' | 'tag' | 'otherTag'>): string =>
	[callId, tag, otherTag].join(' ');
