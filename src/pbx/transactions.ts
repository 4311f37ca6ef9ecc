import type { ClientConnection } from './connection.js';
import { paramOf } from './address.js';
import type { Manners } from './manners.js';
import { randomToken } from './random.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';

/** Server transaction (RFC 3261 section 17.2). A retransmitted request gets the last response again. */
export class Incoming {
	/** Called for a CANCEL before the final response. */
	onCancel: (cancel: SipRequest) => void = () => undefined;
	readonly at = Date.now();
	#last: SipResponse | undefined;
	#rung = false;

	constructor(readonly request: SipRequest, readonly connection: ClientConnection, readonly manners: Manners) {}

	/** Whether a provisional response above 100 was sent. */
	get hasRung(): boolean {
		return this.#rung;
	}

	/** The To tag of the relayed 2xx. */
	get acceptedTag(): string | undefined {
		return this.#last && isSuccess(this.#last) ? this.#last.toTag : undefined;
	}

	get answered(): boolean {
		return (this.#last?.status ?? 0) >= 200;
	}

	/**
	 * Sends a response. After a final one only further 2xx after a 2xx are sent: retransmissions, or those of other
	 * forks.
	 */
	respond(response: SipResponse): void {
		if (this.answered && !(isSuccess(response) && this.#last && isSuccess(this.#last))) return;
		this.#rung ||= response.status > 100 && response.status < 200;
		this.#last = this.manners.response(response, this);
		this.connection.send(this.#last.toString());
	}

	repeat(): void {
		if (this.#last) this.connection.send(this.#last.toString());
	}
}

/** Client transaction (RFC 3261 section 17.1). It gets every response, also after the final one. */
export interface Outgoing {
	readonly request: SipRequest;
	readonly connection: ClientConnection;
	readonly onResponse: (response: SipResponse) => void;
	readonly at: number;
}

interface SendOptions {
	readonly branch?: string;
	readonly onResponse?: Outgoing['onResponse'];
}

const lifetimeMs = 300_000;

/**
 * Server and client transactions, found by the branch of the topmost Via. Nothing is retransmitted, because WebSockets
 * are reliable.
 */
export class Transactions {
	readonly #incoming = new Map<string, Incoming>();
	readonly #outgoing = new Map<string, Outgoing>();

	constructor(
		readonly sentBy: string,
		readonly manners: Manners,
	) {}

	/** The new transaction of a request; `undefined` for a retransmission, which is answered here. */
	receive(request: SipRequest, connection: ClientConnection): Incoming | undefined {
		const known = this.find(request);
		if (known) {
			known.repeat();
			return undefined;
		}
		const incoming = new Incoming(request, connection, this.manners);
		forgetOld(this.#incoming);
		this.#incoming.set(keyOf(request), incoming);
		return incoming;
	}

	/**
	 * The transaction of a request, on any connection. For ACK and CANCEL that of the INVITE (RFC 3261 section 17.2.3).
	 */
	find(request: SipRequest): Incoming | undefined {
		return this.#incoming.get(keyOf(request));
	}

	/** Responds to a CANCEL, which makes no transaction. */
	reply(request: SipRequest, status: number, connection: ClientConnection): void {
		new Incoming(request, connection, this.manners).respond(request.reply(status));
	}

	/** Sends a request with a new branch, or with the given one, as CANCEL and the ACK to a failure need it. */
	send(
		request: SipRequest,
		connection: ClientConnection,
		{ branch = `z9hG4bK${randomToken()}`, onResponse = ignore }: SendOptions = {},
	): Outgoing {
		request.prepend('Via', `SIP/2.0/WS ${this.sentBy};branch=${branch}`);
		this.manners.request(request, connection);
		const outgoing: Outgoing = { request, connection, onResponse, at: Date.now() };
		if (request.method !== 'ACK') {
			forgetOld(this.#outgoing);
			this.#outgoing.set(`${branch} ${request.method}`, outgoing);
		}
		connection.send(request.toString());
		return outgoing;
	}

	/** Passes a response to its client transaction; an unexpected one is dropped. */
	respond(response: SipResponse): void {
		this.#outgoing.get(`${paramOf(response.get('Via'), 'branch')} ${response.method}`)?.onResponse(response);
	}
}

function ignore(): void {}

const isSuccess = ({ status }: SipResponse): boolean => status >= 200 && status < 300;

function keyOf(request: SipRequest): string {
	const { branch, method, callId, fromTag } = request;
	const sentBy = /^\S+\s+([^\s;]+)/.exec(request.get('Via'))?.[1];
	const invite = method === 'ACK' || method === 'CANCEL' ? 'INVITE' : method;
	return [sentBy, branch, invite, callId, fromTag].join(' ');
}

function forgetOld(transactions: Map<string, { readonly at: number }>): void {
	for (const [key, { at }] of transactions) {
		if (Date.now() - at < lifetimeMs) return;
		transactions.delete(key);
	}
}
