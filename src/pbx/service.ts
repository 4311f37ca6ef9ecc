/** Numbers that the server answers itself. It sees SDP and digits; their SIP is the server's affair. */
export interface PbxService {
	matches(number: string): boolean;
	/** Anybody may call it, without a password: a trunk that leads to one place. */
	readonly isOpen?: boolean;
	/** Its callers are together: a text to the number, or inside a call to it, reaches them all. */
	readonly isRoom?: boolean;
	/** Answers a caller's offer; the call is refused with 488 if it cannot. */
	answer(call: ServiceCall): Promise<ServiceMedia>;
}

/** A call as its service sees it. */
export interface ServiceCall {
	readonly number: string;
	/** The caller's user. */
	readonly caller: string;
	/** SDP. */
	readonly offer: string;
	/** Aborted when the call has ended, whoever ended it. */
	readonly signal: AbortSignal;
	/** Sends the caller a text. */
	text(body: string): void;
	hangUp(): void;
}

/** What a service gives for an offer. */
export interface ServiceMedia {
	/** SDP of the answer. */
	readonly answer: string;
	/** Answers a later offer in the same call: hold, resume, ICE restart. */
	renegotiate(offer: string): Promise<string>;
	/** A digit that came as INFO. */
	press?(digit: string): void;
}
