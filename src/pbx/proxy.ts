import { uriOf, withTag } from './address.js';
import type { Branch } from './attempt.js';
import type { ClientConnection } from './connection.js';
import { dialogForming, Dialogs, type Leg } from './dialogs.js';
import { Fork } from './fork.js';
import type { Manners } from './manners.js';
import { connectionTo, type Party, type Routing } from './party.js';
import type { Registrar } from './registrar.js';
import type { HeaderField } from '../sip/message/head.js';
import type { SipMessage } from './sip-message.js';
import { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming, Transactions } from './transactions.js';

export interface ProxyOptions {
	readonly domain: string;
	readonly manners: Manners;
	readonly routing: Routing;
	/** How long a call may ring, ms. */
	readonly answerTimeoutMs: number;
}

const transactionTimeoutMs = 32_000;
const refreshing: readonly string[] = ['INVITE', 'UPDATE'];

/** Relays requests between users, and keeps their dialogs to route later requests. */
export class Proxy {
	readonly dialogs = new Dialogs();
	readonly #forks = new Set<Fork>();

	constructor(
		readonly options: ProxyOptions,
		readonly registrar: Registrar,
		readonly transactions: Transactions,
	) {}

	/** Forks a request to all contacts of a user. */
	toUser(incoming: Incoming, user: string): void {
		const bindings = this.registrar.bindingsOf(user);
		const { request } = incoming;
		if (bindings.length === 0) return incoming.respond(request.reply(480));
		if (request.method === 'INVITE') incoming.respond(request.reply(100));
		this.#fork(
			incoming,
			bindings.map((party) => ({ party, request: this.#outgoing(request, party.contact) })),
		);
	}

	/** Relays a request to the other end of a dialog. */
	withinDialog(incoming: Incoming, leg: Leg): void {
		const { peer } = leg;
		const { request } = incoming;
		if (!peer) return incoming.respond(request.reply(481));
		noteSdp(leg, request);
		if (request.method === 'INVITE') incoming.respond(request.reply(100));
		this.#fork(incoming, [{ party: peer, request: this.#toPeer(request, peer) }], (response) => {
			noteSdp(peer, response);
			if (refreshing.includes(request.method) && isSuccess(response)) moveTo(leg, incoming);
			if (request.method === 'BYE' && response.status >= 200) this.dialogs.remove(leg);
		});
	}

	/** Relays an ACK to a 2xx, which gets no response. */
	acknowledge(request: SipRequest, { peer }: Leg): void {
		const connection = peer && this.connectionTo(peer);
		if (connection) this.transactions.send(this.#toPeer(request, peer), connection);
	}

	/** Sends a request from the server to one end of a dialog, and ignores the response. */
	send(method: string, leg: Leg, headers: readonly HeaderField[] = [], body = ''): void {
		const connection = this.connectionTo(leg);
		leg.cseq = (leg.cseq ?? 0) + (method === 'ACK' ? 0 : 1);
		const request = new SipRequest(
			method,
			leg.contact,
			[
				['Max-Forwards', '70'],
				['From', withTag(leg.otherAddress, leg.otherTag)],
				['To', withTag(leg.address, leg.tag)],
				['Call-ID', leg.callId],
				['CSeq', `${leg.cseq} ${method}`],
				...headers,
			],
			body,
		);
		if (connection) this.transactions.send(request, connection);
	}

	/**
	 * Updates connection and contact of a party, when routing by user. Else only a successful target refresh does (RFC
	 * 3261 section 12.2).
	 */
	heard(leg: Leg, incoming: Incoming): void {
		if (this.options.routing === 'user') moveTo(leg, incoming);
	}

	connectionTo(party: Party): ClientConnection | undefined {
		return connectionTo(party, this.registrar, this.options.routing);
	}

	stop(): void {
		for (const fork of this.#forks) fork.stop();
	}

	#fork(
		incoming: Incoming,
		branches: readonly Branch[],
		onRelay: (response: SipResponse) => void = () => undefined,
	): void {
		const isInvite = incoming.request.method === 'INVITE';
		const fork = new Fork(incoming, branches, {
			transactions: this.transactions,
			connectionTo: (party) => this.connectionTo(party),
			relay: (response, branch) => {
				this.#relay(incoming, response, branch);
				onRelay(response);
			},
			backToBack: this.options.manners.backToBack,
			timeoutMs: isInvite ? this.options.answerTimeoutMs : transactionTimeoutMs,
			timeoutStatus: isInvite ? 480 : 408,
		});
		for (const other of this.#forks) if (other.incoming.answered) this.#forks.delete(other);
		this.#forks.add(fork);
		fork.start();
	}

	#toPeer(request: SipRequest, peer: Leg): SipRequest {
		peer.cseq = Math.max(peer.cseq ?? 0, request.cseq);
		return this.#outgoing(request, peer.contact || request.uri);
	}

	#outgoing(request: SipRequest, uri: string): SipRequest {
		const outgoing = request.clone();
		outgoing.uri = uri;
		outgoing.set('Max-Forwards', String(Number(request.get('Max-Forwards') || 70) - 1));
		outgoing.remove('Route').remove('Proxy-Authorization');
		if (dialogForming.includes(request.method))
			outgoing.prepend('Record-Route', `<sip:${this.options.domain};transport=ws;lr>`);
		return outgoing;
	}

	#relay(incoming: Incoming, response: SipResponse, { party }: Branch): void {
		const { request } = incoming;
		const lost = incoming.answered && incoming.acceptedTag !== response.toTag;
		if (lost && this.options.manners.backToBack) return this.#endLoser(incoming, response, party);
		const relayed = response
			.clone()
			.set('Via', ...request.getAll('Via'))
			.set('From', request.get('From'));
		if (!request.toTag) this.dialogs.note(incoming, response, party);
		incoming.respond(relayed.set('To', withTag(request.get('To'), response.toTag)));
	}

	/** Ends a dialog that nobody waits for: another fork was first, or the caller cancelled. */
	#endLoser(incoming: Incoming, response: SipResponse, party: Party): void {
		this.dialogs.note(incoming, response, party);
		const callee = this.dialogs.find(response)?.peer;
		if (!callee) return;
		this.send('ACK', callee);
		this.send('BYE', callee);
		this.dialogs.remove(callee);
	}
}

function moveTo(leg: Leg, { request, connection }: Incoming): void {
	Object.assign(leg, { connection, contact: uriOf(request.get('Contact')) || leg.contact });
}

function isSuccess({ status }: SipResponse): boolean {
	return status >= 200 && status < 300;
}

function noteSdp(leg: Leg, message: SipMessage): void {
	if (message.body && /^application\/sdp/i.test(message.get('Content-Type'))) leg.sdp = message.body;
}
