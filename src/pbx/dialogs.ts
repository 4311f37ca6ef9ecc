import { uriOf, userPart } from './address.js';
import type { AnsweredCall } from './answered-call.js';
import type { Party } from './party.js';
import type { SipMessage } from './sip-message.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming } from './transactions.js';

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

/** Requests whose answer begins a dialog. */
export const dialogForming: readonly string[] = ['INVITE', 'SUBSCRIBE', 'REFER'];

/** Every dialog that came into being through this server: tells for a request within one who sent it and who gets it. */
export class Dialogs {
	readonly #legs = new Map<string, Leg>();

	add(leg: Leg): Leg {
		this.#legs.set(key(leg), leg);
		return leg;
	}

	/** The sender's leg. */
	find({ callId, fromTag, toTag }: Pick<SipMessage, 'callId' | 'fromTag' | 'toTag'>): Leg | undefined {
		return this.#legs.get(key({ callId, tag: fromTag, otherTag: toTag }));
	}

	remove(leg: Leg): void {
		this.#legs.delete(key(leg));
		if (leg.peer) this.#legs.delete(key(leg.peer));
	}

	/** Notes what the response to a caller means: a dialog begins, early or confirmed, or an early one has failed. */
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

const key = ({ callId, tag, otherTag }: Pick<Leg, 'callId' | 'tag' | 'otherTag'>): string => [callId, tag, otherTag].join(' ');
