import type { ClientConnection } from './connection.js';
import type { Leg } from './dialogs.js';
import type { Proxy } from './proxy.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Text } from './texts.js';
import type { Incoming } from './transactions.js';

/** What one SIP server does and another does not, in one place. */
export interface Manners {
	/** Wrong credentials get 403; else they are challenged anew, as RFC 3261 22.1 has it, and the client gives up by itself. */
	readonly forbidsWrongPasswords: boolean;
	readonly challengesTextsInCalls: boolean;
	/** Answers of the server are announced by a 183 with the same SDP. */
	readonly earlyMedia: boolean;
	/** Texts are accepted at once and copied to every device of who they are for; else they are proxied and answered from there. */
	readonly acceptsTexts: boolean;
	/** The server stands between two callers: it answers a cancelled INVITE at once, and ends the loser of two that answered. */
	readonly backToBack: boolean;
	/** Whether it can use an offer at all; 488 if not. */
	accepts(offer: string): boolean;
	/** A response on its way to a client. */
	response(response: SipResponse, incoming: Incoming): SipResponse;
	/** A request on its way to a client. */
	request(request: SipRequest, connection: ClientConnection): void;
	/** An SDP answer of one of the server's own numbers. */
	sdp(answer: string): string;
	/** A text as its copies are; none is delivered of nothing. */
	copy(text: Text): Text | undefined;
	/** Deals with a request within a dialog by itself; if false, it goes to the other side. */
	within(incoming: Incoming, leg: Leg, proxy: Proxy): boolean;
}

/** A proxy by the book. */
export const plain: Manners = {
	forbidsWrongPasswords: false,
	challengesTextsInCalls: false,
	earlyMedia: false,
	acceptsTexts: false,
	backToBack: false,
	accepts: () => true,
	response: (response) => response,
	request: () => undefined,
	sdp: (answer) => answer,
	copy: (text) => text,
	within: () => false,
};
