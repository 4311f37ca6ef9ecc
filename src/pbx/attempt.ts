import type { ClientConnection } from './connection.js';
import type { Party } from './party.js';
import type { HeaderField } from '../sip/message/head.js';
import { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Outgoing, Transactions } from './transactions.js';

/** One target of a forked request (RFC 3261 section 16.6), with the request as sent there. */
export interface Branch {
	readonly party: Party;
	readonly request: SipRequest;
}

export interface Sending {
	readonly transactions: Transactions;
	connectionTo(party: Party): ClientConnection | undefined;
}

/** A request to one target, until its final response. */
export class Attempt {
	#outgoing: Outgoing | undefined;
	#ringing = false;
	#ended = false;
	#cancelReason: string | undefined;
	#cancelSent = false;

	constructor(
		readonly branch: Branch,
		readonly sending: Sending,
		readonly onResponse: (response: SipResponse, attempt: Attempt) => void,
	) {}

	get ended(): boolean {
		return this.#ended;
	}

	get cancelled(): boolean {
		return this.#cancelReason !== undefined;
	}

	/** Sends the request. False if the target has no connection. */
	start(): boolean {
		const { request, party } = this.branch;
		const connection = this.sending.connectionTo(party);
		this.#ended = !connection;
		if (connection)
			this.#outgoing = this.sending.transactions.send(request, connection, {
				onResponse: (response) => this.#received(response),
			});
		return !this.#ended;
	}

	/** Cancels an INVITE: now if there was a provisional response, else after the first one (RFC 3261 section 9.1). */
	cancel(reason = ''): void {
		if (this.#ended || this.#cancelSent || this.branch.request.method !== 'INVITE') return;
		this.#cancelReason ??= reason;
		if (!this.#ringing) return;
		this.#cancelSent = true;
		this.#sendHopByHop('CANCEL', this.#cancelReason ? [['Reason', this.#cancelReason]] : []);
	}

	#received(response: SipResponse): void {
		this.#ringing ||= response.status < 200;
		if (response.status >= 200) this.#ended = true;
		if (response.status >= 300) this.#acknowledge(response);
		else if (this.cancelled) this.cancel();
		this.onResponse(response, this);
	}

	/** The ACK to a failure is sent hop by hop (RFC 3261 section 17.1.1.3). */
	#acknowledge(response: SipResponse): void {
		if (this.branch.request.method === 'INVITE') this.#sendHopByHop('ACK', [], response.get('To'));
	}

	#sendHopByHop(method: 'ACK' | 'CANCEL', headers: readonly HeaderField[], to = this.branch.request.get('To')): void {
		const {
			branch: { request, party },
			sending,
		} = this;
		const connection = sending.connectionTo(party);
		if (!connection || !this.#outgoing) return;
		const copied = ['Route', 'Max-Forwards', 'From', 'Call-ID'].flatMap((name) =>
			request.getAll(name).map((value): HeaderField => [name, value]),
		);
		const hop = new SipRequest(method, request.uri, [
			...copied,
			['To', to],
			['CSeq', `${request.cseq} ${method}`],
			...headers,
		]);
		sending.transactions.send(hop, connection, { branch: this.#outgoing.request.branch });
	}
}
