import type { ClientConnection } from './connection.js';
import type { Leg } from './dialogs.js';
import type { Proxy } from './proxy.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Text } from './texts.js';
import type { Incoming } from './transactions.js';

/** How servers differ, in one place. */
export interface Manners {
	/**
	 * Whether wrong credentials get a 403. Else they are challenged again (RFC 3261 section 22.1) and the client gives
	 * up.
	 */
	readonly forbidsWrongPasswords: boolean;
	readonly challengesTextsInCalls: boolean;
	/** Whether a 183 with the same SDP precedes the 200 of the server's own numbers. */
	readonly earlyMedia: boolean;
	/** Whether texts get a 202 at once and are copied to every device of the recipient. Else they are proxied. */
	readonly acceptsTexts: boolean;
	/**
	 * Whether the server is a back-to-back user agent: it answers a cancelled INVITE at once, and ends the later of two
	 * answered forks.
	 */
	readonly backToBack: boolean;
	/** Whether the server can use an offer; if not it sends 488. */
	accepts(offer: string): boolean;
	/** Changes a response before it is sent to a client. */
	response(response: SipResponse, incoming: Incoming): SipResponse;
	/** Changes a request before it is sent to a client. */
	request(request: SipRequest, connection: ClientConnection): void;
	/** Changes an SDP answer of the server's own numbers. */
	sdp(answer: string): string;
	/** Changes a text before it is copied to devices; `undefined` discards it. */
	copy(text: Text): Text | undefined;
	/** Handles a request within a dialog. False if it is to be proxied. */
	within(incoming: Incoming, leg: Leg, proxy: Proxy): boolean;
}

/** A proxy according to RFC 3261. */
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
