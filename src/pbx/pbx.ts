import { userPart } from './address.js';
import { Admission, type Stranger } from './admission.js';
import { AnsweredCalls } from './answered-calls.js';
import { ClientConnection, type Connection, type ConnectionLimits, type PartyLink } from './connection.js';
import { Digest } from './digest.js';
import { FreeSwitch } from './freeswitch/freeswitch.js';
import { plain, type Manners } from './manners.js';
import { parseSip } from './parse-sip.js';
import type { Routing } from './party.js';
import { Proxy } from './proxy.js';
import { Registrar, type Binding } from './registrar.js';
import type { PbxService } from './service.js';
import type { HeaderField } from '../sip/message/head.js';
import { SipRequest } from './sip-request.js';
import { Texts } from './texts.js';
import { Transactions, type Incoming } from './transactions.js';
import { Wire } from './wire.js';

export interface PbxOptions {
	/** Realm, and the host of the server's own addresses. Requests to any domain are served. Default `voice.test`. */
	readonly domain?: string;
	/** User → password. Default: 1000 to 1019, all `1234`. */
	readonly users?: Readonly<Record<string, string>>;
	/** Behaviour to imitate: an RFC 3261 proxy (default) or FreeSWITCH. */
	readonly manners?: 'plain' | 'freeswitch';
	/** Numbers that the server answers itself. */
	readonly services?: readonly PbxService[];
	readonly nonceLifetimeMs?: number;
	/** Expiry granted to every registration, seconds, whatever is requested. */
	readonly grantExpires?: number;
	readonly routing?: Routing;
	/** How long a call may ring before 480, ms; default 60,000. */
	readonly answerTimeoutMs?: number;
	/** How long a call to a service survives without a connection, ms; default 30,000. */
	readonly graceMs?: number;
	readonly limits?: Partial<ConnectionLimits>;
	/** Whether a request outside of a dialog needs no password. Default: never. */
	readonly trusts?: (stranger: Stranger) => boolean;
}

const capabilities: readonly HeaderField[] = [
	['Allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, SUBSCRIBE'],
	['Accept', 'application/sdp'],
];

/**
 * A small SIP server without a transport: registrar, digest authentication, proxy for calls and texts. It runs in Node
 * behind a WebSocket server, and in a page behind a loopback socket. It is for tests and demos: unusual requests are
 * refused, nothing is stored, and every domain is served.
 */
export class Pbx {
	readonly wire = new Wire();
	readonly #users: ReadonlyMap<string, string>;
	readonly #admission: Admission;
	readonly #registrar: Registrar;
	readonly #transactions: Transactions;
	readonly #manners: Manners;
	readonly #proxy: Proxy;
	readonly #texts: Texts;
	readonly #calls: AnsweredCalls;
	#connected = 0;

	constructor(readonly options: PbxOptions = {}) {
		const {
			domain = 'voice.test',
			users = usersFrom1000To1019('1234'),
			services = [],
			nonceLifetimeMs = 60_000,
		} = options;
		const { routing = 'user', answerTimeoutMs = 60_000, graceMs = 30_000 } = options;
		const manners = options.manners === 'freeswitch' ? new FreeSwitch(domain) : plain;
		this.#manners = manners;
		this.#users = new Map(Object.entries(users));
		const digest = new Digest(domain, { nonceLifetimeMs, passwordOf: (user) => this.#users.get(user) });
		this.#admission = new Admission(digest, manners, options.trusts ?? (() => false));
		this.#registrar = new Registrar(options.grantExpires);
		this.#transactions = new Transactions(domain, manners);
		this.#proxy = new Proxy({ domain, manners, routing, answerTimeoutMs }, this.#registrar, this.#transactions);
		this.#texts = new Texts(manners, this.#proxy);
		this.#calls = new AnsweredCalls({ domain, services, manners, graceMs }, this.#proxy, this.#texts);
	}

	/** User → current bindings. */
	get registrations(): ReadonlyMap<string, readonly Binding[]> {
		return this.#registrar.registrations;
	}

	/** For transports: adds a client. */
	connect(link: PartyLink): Connection {
		return new ClientConnection(++this.#connected, link, {
			wire: this.wire,
			limits: this.options.limits,
			events: {
				received: (text, connection) => this.#receive(text, connection),
				closed: (connection) => this.#closed(connection),
			},
		});
	}

	/** Closes all connections and clears all timers. */
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
		else if (message) this.#transactions.respond(message);
	}

	#request(request: SipRequest, connection: ClientConnection): void {
		if (request.method === 'ACK') return this.#acknowledged(request);
		if (request.method === 'CANCEL') return this.#cancelled(request, connection);
		const incoming = this.#transactions.receive(request, connection);
		if (!incoming) return;
		if (request.get('CSeq').split(/\s+/)[1] !== request.method) return incoming.respond(request.reply(400));
		if (request.get('Max-Forwards') === '0') return incoming.respond(request.reply(483));
		if (request.toTag) this.#withinDialog(incoming);
		else this.#outOfTheBlue(incoming);
	}

	#acknowledged(request: SipRequest): void {
		const leg = this.#proxy.dialogs.find(request);
		if (leg && !this.#transactions.find(request)) this.#proxy.acknowledge(request, leg);
	}

	#cancelled(request: SipRequest, connection: ClientConnection): void {
		const invite = this.#transactions.find(request);
		this.#transactions.reply(request, invite ? 200 : 481, connection);
		if (invite && !invite.answered) invite.onCancel(request);
	}

	#withinDialog(incoming: Incoming): void {
		const { request } = incoming;
		const leg = this.#proxy.dialogs.find(request);
		if (!leg) return incoming.respond(request.reply(481));
		const isText = request.method === 'MESSAGE';
		if (isText && this.#manners.challengesTextsInCalls && !this.#admission.admits(incoming)) return;
		this.#proxy.heard(leg, incoming);
		if (this.#manners.within(incoming, leg, this.#proxy)) return;
		if (leg.call) leg.call.request(incoming);
		else if (leg.peer && isText && this.#manners.acceptsTexts) this.#texts.toUser(incoming, leg.peer.user);
		else this.#proxy.withinDialog(incoming, leg);
	}

	#outOfTheBlue(incoming: Incoming): void {
		const { request } = incoming;
		const user = userPart(request.uri);
		const service = this.#calls.serviceFor(user);
		const isOpen = request.method === 'INVITE' && service?.isOpen;
		if (!isOpen && !this.#admission.admits(incoming)) return;
		if (request.method === 'REGISTER') incoming.respond(this.#registrar.register(request, incoming.connection));
		else if (request.method === 'INVITE' && !this.#manners.accepts(request.body))
			incoming.respond(request.reply(488));
		else if (service) this.#calls.request(incoming, service);
		else if (request.method === 'MESSAGE' && this.#manners.acceptsTexts) this.#texts.toUser(incoming, user);
		else if (!this.#users.has(user))
			incoming.respond(request.method === 'OPTIONS' ? request.reply(200, capabilities) : request.reply(404));
		else this.#proxy.toUser(incoming, user);
	}
}

/** Twenty users with the same password. */
export function usersFrom1000To1019(password: string): Record<string, string> {
	return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [String(1000 + index), password]));
}
