import { userOf } from './address.js';
import { ClientConnection, type Connection, type ConnectionLimits, type Link } from './connection.js';
import { Digest } from './digest.js';
import { parseSip } from './parse-sip.js';
import type { Routing } from './party.js';
import { Proxy } from './proxy.js';
import { Registrar, type Binding } from './registrar.js';
import type { Header } from './sip-message.js';
import { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import { Transactions, type Incoming } from './transactions.js';
import { Wire } from './wire.js';

export interface PbxOptions {
	/** Realm, and the name in our own addresses; requests are served whatever domain they name. Default `voice.test`. */
	readonly domain?: string;
	/** User → password; default 1000 to 1019, all `1234`. */
	readonly users?: Readonly<Record<string, string>>;
	readonly nonceLifetimeMs?: number;
	/** Expiry that every registration gets, in seconds, whatever it asks. */
	readonly grantExpires?: number;
	readonly routing?: Routing;
	/** How long a call may ring before 480, default a minute. */
	readonly answerTimeoutMs?: number;
	readonly limits?: Partial<ConnectionLimits>;
	/** Who may send a request out of the blue without a password; default nobody. */
	readonly trusts?: (request: { readonly method: string; readonly from: string; readonly to: string }) => boolean;
}

const challenged = ['INVITE', 'MESSAGE', 'REFER', 'SUBSCRIBE', 'PUBLISH'];
const allow: Header = ['Allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, SUBSCRIBE'];

/**
 * A small SIP server with no transport in it: registrar, digest, proxy of calls and texts between users. It runs in Node behind
 * a WebSocket server and in the page behind a loopback socket. It is no product: requests that a test or a demo never sends
 * are refused, nothing is stored, and every domain is its own.
 */
export class Pbx {
	readonly wire = new Wire();
	readonly #users: ReadonlyMap<string, string>;
	readonly #digest: Digest;
	readonly #registrar: Registrar;
	readonly #transactions: Transactions;
	readonly #proxy: Proxy;
	#connected = 0;

	constructor(readonly options: PbxOptions = {}) {
		const { domain = 'voice.test', users = usersFrom1000To1019('1234'), nonceLifetimeMs = 60_000 } = options;
		this.#users = new Map(Object.entries(users));
		this.#digest = new Digest(domain, { nonceLifetimeMs, passwordOf: (user) => this.#users.get(user) });
		this.#registrar = new Registrar(options.grantExpires);
		this.#transactions = new Transactions(domain);
		const { routing = 'user', answerTimeoutMs = 60_000 } = options;
		this.#proxy = new Proxy({ domain, routing, answerTimeoutMs }, this.#registrar, this.#transactions);
	}

	/** User → where they can be reached now. */
	get registrations(): ReadonlyMap<string, readonly Binding[]> {
		return this.#registrar.registrations;
	}

	/** For transports: a client came. */
	connect(link: Link): Connection {
		return new ClientConnection(++this.#connected, link, {
			wire: this.wire,
			limits: this.options.limits,
			events: {
				received: (text, connection) => this.#receive(text, connection),
				closed: (connection) => this.#registrar.forget(connection),
			},
		});
	}

	/** Ends every connection and every timer. */
	stop(): void {
		this.#proxy.stop();
		this.wire.stop();
		for (const connection of this.wire.connections) connection.cut(1001);
	}

	#receive(text: string, connection: ClientConnection): void {
		if (text === '\r\n\r\n') return connection.send('\r\n');
		const message = parseSip(text);
		if (message instanceof SipRequest) this.#request(message, connection);
		else if (message) this.#response(message);
	}

	#response(response: SipResponse): void {
		this.#transactions.respond(response);
	}

	#request(request: SipRequest, connection: ClientConnection): void {
		if (request.method === 'ACK') return this.#acknowledged(request, connection);
		if (request.method === 'CANCEL') return this.#cancelled(request, connection);
		const incoming = this.#transactions.receive(request, connection);
		if (!incoming) return;
		if (request.get('CSeq').split(/\s+/)[1] !== request.method) return incoming.respond(request.reply(400));
		if (request.get('Max-Forwards') === '0') return incoming.respond(request.reply(483));
		if (request.toTag) this.#withinDialog(incoming);
		else this.#outOfTheBlue(incoming);
	}

	#acknowledged(request: SipRequest, connection: ClientConnection): void {
		const leg = this.#proxy.dialogs.find(request);
		if (leg && !this.#transactions.find(request, connection)) this.#proxy.acknowledge(request, leg);
	}

	#cancelled(request: SipRequest, connection: ClientConnection): void {
		const invite = this.#transactions.find(request, connection);
		connection.send(request.reply(invite ? 200 : 481).toString());
		if (invite && !invite.answered) invite.onCancel(request);
	}

	#withinDialog(incoming: Incoming): void {
		const leg = this.#proxy.dialogs.find(incoming.request);
		if (!leg) return incoming.respond(incoming.request.reply(481));
		this.#proxy.heard(leg, incoming);
		this.#proxy.withinDialog(incoming, leg);
	}

	#outOfTheBlue(incoming: Incoming): void {
		const { request } = incoming;
		if (!this.#admits(incoming)) return;
		const user = userOf(request.uri);
		if (request.method === 'REGISTER') incoming.respond(this.#registrar.register(request, incoming.connection));
		else if (request.method === 'OPTIONS' && !this.#users.has(user)) incoming.respond(request.reply(200, [allow, ['Accept', 'application/sdp']]));
		else if (!this.#users.has(user)) incoming.respond(request.reply(404));
		else this.#proxy.toUser(incoming, user);
	}

	/** Whether this request may go on; if not, it has been answered. */
	#admits(incoming: Incoming): boolean {
		const { request } = incoming;
		const isRegister = request.method === 'REGISTER';
		if (!isRegister && (!challenged.includes(request.method) || this.#trusts(request))) return true;
		const { verdict, user } = this.#digest.verify(request, isRegister ? 'Authorization' : 'Proxy-Authorization');
		const isTheirs = user === userOf(request.get(isRegister ? 'To' : 'From'));
		if (verdict === 'right' && isTheirs) return true;
		incoming.respond(verdict === 'right' ? request.reply(403) : this.#challenge(request, verdict === 'stale'));
		return false;
	}

	/** Wrong credentials are challenged anew, as RFC 3261 22.1 has it; the client gives up by itself. */
	#challenge(request: SipRequest, stale: boolean): SipResponse {
		const challenge = this.#digest.challenge({ stale });
		return request.method === 'REGISTER'
			? request.reply(401, [['WWW-Authenticate', challenge]])
			: request.reply(407, [['Proxy-Authenticate', challenge]]);
	}

	#trusts(request: SipRequest): boolean {
		return this.options.trusts?.({ method: request.method, from: userOf(request.get('From')), to: userOf(request.uri) }) ?? false;
	}
}

/** Twenty users with one password. */
export function usersFrom1000To1019(password: string): Record<string, string> {
	return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [String(1000 + index), password]));
}
