import { userOf } from './address.js';
import { AnsweredCalls } from './answered-calls.js';
import { ClientConnection, type Connection, type ConnectionLimits, type Link } from './connection.js';
import { Digest } from './digest.js';
import { FreeSwitch } from './freeswitch/freeswitch.js';
import { plain, type Manners } from './manners.js';
import { parseSip } from './parse-sip.js';
import type { Routing } from './party.js';
import { Proxy } from './proxy.js';
import { Registrar, type Binding } from './registrar.js';
import type { PbxService } from './service.js';
import { SipRequest } from './sip-request.js';
import type { SipResponse } from './sip-response.js';
import { Transactions, type Incoming } from './transactions.js';
import { Wire } from './wire.js';

export interface PbxOptions {
	/** Realm, and the name in our own addresses; requests are served whatever domain they name. Default `voice.test`. */
	readonly domain?: string;
	/** User → password; default 1000 to 1019, all `1234`. */
	readonly users?: Readonly<Record<string, string>>;
	/** Whose behaviour to show: that of a proxy by the book, or FreeSWITCH's. */
	readonly manners?: 'plain' | 'freeswitch';
	/** Numbers the server answers itself. */
	readonly services?: readonly PbxService[];
	readonly nonceLifetimeMs?: number;
	/** Expiry that every registration gets, in seconds, whatever it asks. */
	readonly grantExpires?: number;
	readonly routing?: Routing;
	/** How long a call may ring before 480, default a minute. */
	readonly answerTimeoutMs?: number;
	/** How long a call to a service outlives its connection, default half a minute. */
	readonly graceMs?: number;
	readonly limits?: Partial<ConnectionLimits>;
	/** Who may send a request out of the blue without a password; default nobody. */
	readonly trusts?: (request: { readonly method: string; readonly from: string; readonly to: string }) => boolean;
}

const challenged = ['INVITE', 'MESSAGE', 'REFER', 'SUBSCRIBE', 'PUBLISH'];

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
	readonly #manners: Manners;
	readonly #proxy: Proxy;
	readonly #calls: AnsweredCalls;
	#connected = 0;

	constructor(readonly options: PbxOptions = {}) {
		const { domain = 'voice.test', users = usersFrom1000To1019('1234'), services = [], nonceLifetimeMs = 60_000 } = options;
		const { routing = 'user', answerTimeoutMs = 60_000, graceMs = 30_000 } = options;
		const manners = options.manners === 'freeswitch' ? new FreeSwitch(domain) : plain;
		this.#manners = manners;
		this.#users = new Map(Object.entries(users));
		this.#digest = new Digest(domain, { nonceLifetimeMs, passwordOf: (user) => this.#users.get(user) });
		this.#registrar = new Registrar(options.grantExpires);
		this.#transactions = new Transactions(domain, manners);
		this.#proxy = new Proxy({ domain, manners, routing, answerTimeoutMs }, this.#registrar, this.#transactions);
		this.#calls = new AnsweredCalls({ domain, services, manners, graceMs }, this.#proxy);
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
				closed: (connection) => this.#closed(connection),
			},
		});
	}

	/** Ends every connection and every timer. */
	stop(): void {
		this.#proxy.stop();
		this.#calls.stop();
		this.wire.stop();
		for (const connection of this.wire.connections) connection.cut(1001);
	}

	#closed(connection: ClientConnection): void {
		this.#registrar.forget(connection);
		this.#calls.lost();
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
		if (incoming.request.method === 'MESSAGE' && this.#manners.challengesTextsInCalls && !this.#admits(incoming)) return;
		this.#proxy.heard(leg, incoming);
		if (this.#manners.within(incoming, leg, this.#proxy)) return;
		if (leg.call) leg.call.request(incoming);
		else this.#proxy.withinDialog(incoming, leg);
	}

	#outOfTheBlue(incoming: Incoming): void {
		const { request } = incoming;
		const user = userOf(request.uri);
		const service = this.#calls.serviceFor(user);
		if (!service?.isOpen && !this.#admits(incoming)) return;
		if (request.method === 'REGISTER') incoming.respond(this.#registrar.register(request, incoming.connection));
		else if (request.method === 'INVITE' && !this.#manners.accepts(request.body)) incoming.respond(request.reply(488));
		else if (service) this.#toService(incoming, service);
		else if (this.#users.has(user)) this.#toUser(incoming, user);
		else incoming.respond(request.reply(request.method === 'OPTIONS' ? 200 : 404));
	}

	#toService(incoming: Incoming, service: PbxService): void {
		const { request } = incoming;
		if (request.method === 'INVITE') this.#calls.answer(incoming, service);
		else if (request.method === 'MESSAGE') this.#calls.text(incoming, service);
		else incoming.respond(request.reply(request.method === 'OPTIONS' ? 200 : 405));
	}

	#toUser(incoming: Incoming, user: string): void {
		if (incoming.request.method === 'MESSAGE' && this.#manners.acceptsTexts) this.#calls.copyToUser(incoming, user);
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
		const forbidden = verdict === 'right' || (verdict === 'wrong' && this.#manners.forbidsWrongPasswords);
		incoming.respond(forbidden ? request.reply(403) : this.#challenge(request, verdict === 'stale'));
		return false;
	}

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
