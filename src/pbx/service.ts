/** Numbers that the server answers itself. A service handles SDP and digits; the server handles SIP. */
export interface PbxService {
	matches(number: string): boolean;
	/** Whether anybody may call it without a password. */
	readonly isOpen?: boolean;
	/** Whether its callers share a room: a text to the number, or within a call to it, reaches all of them. */
	readonly isRoom?: boolean;
	/** Answers a caller's offer. The call gets a 488 if this rejects. */
	answer(call: ServiceCall): Promise<ServiceMedia>;
}

/** A call, for its service. */
export interface ServiceCall {
	readonly number: string;
	/** User of the caller. */
	readonly caller: string;
	/** SDP of the offer. */
	readonly offer: string;
	/** Aborted when the call has ended. */
	readonly signal: AbortSignal;
	/** Sends a text to the caller. */
	text(body: string): void;
	hangUp(): void;
}

/** A service's answer to an offer. */
export interface ServiceMedia {
	/** SDP of the answer. */
	readonly answer: string;
	/** Answers a later offer in the same call (hold, resume, ICE restart). The offer gets a 488 if this rejects. */
	renegotiate(offer: string): Promise<string>;
	/** Handles a digit received as INFO. */
	press?(digit: string): void;
}
