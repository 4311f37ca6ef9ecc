import { tagOf, uriOf, userOf } from './address.js';
import type { Branch } from './attempt.js';
import type { ClientConnection } from './connection.js';
import { Dialogs, type Leg } from './dialogs.js';
import { Fork } from './fork.js';
import { connectionTo, type Party, type Routing } from './party.js';
import type { Registrar } from './registrar.js';
import type { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming, Transactions } from './transactions.js';

export interface ProxyOptions {
	readonly domain: string;
	readonly routing: Routing;
	/** How long a call may ring. */
	readonly answerTimeoutMs: number;
}

const transactionTimeoutMs = 32_000;
const dialogForming = ['INVITE', 'SUBSCRIBE', 'REFER'];

/** Passes requests between users, and remembers their dialogs so that later requests find their way. */
export class Proxy {
	readonly dialogs = new Dialogs();
	readonly #forks = new Set<Fork>();

	constructor(readonly options: ProxyOptions, readonly registrar: Registrar, readonly transactions: Transactions) {}

	/** To every contact of a user at once. */
	toUser(incoming: Incoming, user: string): void {
		const bindings = this.registrar.bindingsOf(user);
		const { request } = incoming;
		if (bindings.length === 0) return incoming.respond(request.reply(480));
		if (request.method === 'INVITE') incoming.respond(request.reply(100));
		this.#fork(incoming, bindings.map((party) => ({ party, request: this.#outgoing(request, party.contact) })));
	}

	/** To the other end of a dialog. */
	withinDialog(incoming: Incoming, { peer, ...leg }: Leg): void {
		const { request } = incoming;
		if (!peer) return incoming.respond(request.reply(481));
		if (request.method === 'INVITE') incoming.respond(request.reply(100));
		this.#fork(incoming, [{ party: peer, request: this.#outgoing(request, request.uri) }], (response) => {
			if (request.method === 'BYE' && response.status >= 200) this.dialogs.remove({ ...leg, peer });
		});
	}

	/** ACK to a 2xx: nothing is answered to it. */
	acknowledge(request: SipRequest, leg: Leg): void {
		const connection = leg.peer && this.connectionTo(leg.peer);
		if (connection) this.transactions.send(this.#outgoing(request, request.uri), connection);
	}

	/** Notes where a party is heard now, and the contact it gives now. */
	heard(leg: Leg, { request, connection }: Incoming): void {
		if (this.options.routing === 'user') this.dialogs.update(leg, { connection, contact: uriOf(request.get('Contact')) || leg.contact });
	}

	connectionTo(party: Party): ClientConnection | undefined {
		return connectionTo(party, this.registrar, this.options.routing);
	}

	stop(): void {
		for (const fork of this.#forks) fork.stop();
	}

	#fork(incoming: Incoming, branches: readonly Branch[], onRelay: (response: SipResponse) => void = () => undefined): void {
		const isInvite = incoming.request.method === 'INVITE';
		const fork = new Fork(incoming, branches, {
			transactions: this.transactions,
			connectionTo: (party) => this.connectionTo(party),
			relay: (response, branch) => {
				this.#relay(incoming, response, branch);
				onRelay(response);
			},
			timeoutMs: isInvite ? this.options.answerTimeoutMs : transactionTimeoutMs,
			timeoutStatus: isInvite ? 480 : 408,
		});
		for (const other of this.#forks) if (other.incoming.answered) this.#forks.delete(other);
		this.#forks.add(fork);
		fork.start();
	}

	#outgoing(request: SipRequest, uri: string): SipRequest {
		const outgoing = request.clone();
		outgoing.uri = uri;
		outgoing.set('Max-Forwards', String(Number(request.get('Max-Forwards') || 70) - 1));
		outgoing.remove('Route').remove('Proxy-Authorization');
		if (dialogForming.includes(request.method)) outgoing.prepend('Record-Route', `<sip:${this.options.domain};transport=ws;lr>`);
		return outgoing;
	}

	#relay(incoming: Incoming, response: SipResponse, { party }: Branch): void {
		const relayed = response.clone().set('Via', ...incoming.request.getAll('Via'));
		if (!incoming.request.toTag) this.#noteDialog(incoming, response, party);
		incoming.respond(relayed);
	}

	#noteDialog({ request, connection }: Incoming, response: SipResponse, party: Party): void {
		if (!dialogForming.includes(request.method) || !response.toTag || response.status >= 300) return;
		const { callId, fromTag } = request;
		const caller: Leg = { callId, tag: fromTag, otherTag: response.toTag, user: userOf(request.get('From')), contact: uriOf(request.get('Contact')), connection };
		const callee: Leg = { callId, tag: tagOf(response.get('To')), otherTag: fromTag, ...party };
		this.dialogs.add(Object.assign(caller, { peer: callee }));
		this.dialogs.add(Object.assign(callee, { peer: caller }));
	}
}
