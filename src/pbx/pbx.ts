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
	readonly trusts?: (stranger: Stranger) => boolean;
}

const capabilities: readonly HeaderField[] = [
	['Allow', 'INVITE, ACK, BYE, CANCEL, OPTIONS, MESSAGE, INFO, UPDATE, REGISTER, REFER, NOTIFY, SUBSCRIBE'],
	['Accept', 'application/sdp'],
];

/**
 * A small SIP server with no transport in it: registrar, digest, proxy of calls and texts between users. It runs in Node behind
 * a WebSocket server and in the page behind a loopback socket. It is no product: requests that a test or a demo never sends
 * are refused, nothing is stored, and every domain is its own.
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
		const { domain = 'voice.test', users = usersFrom1000To1019('1234'), services = [], nonceLifetimeMs = 60_000 } = options;
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

	/** User → where they can be reached now. */
	get registrations(): ReadonlyMap<string, readonly Binding[]> {
		return this.#registrar.registrations;
	}

	/** For transports: a client came. */
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
		else if (request.method === 'INVITE' && !this.#manners.accepts(request.body)) incoming.respond(request.reply(488));
		else if (service) this.#calls.request(incoming, service);
		else if (request.method === 'MESSAGE' && this.#manners.acceptsTexts) this.#texts.toUser(incoming, user);
		else if (!this.#users.has(user)) incoming.respond(request.method === 'OPTIONS' ? request.reply(200, capabilities) : request.reply(404));
		else this.#proxy.toUser(incoming, user);
	}
}

/** Twenty users with one password. */
export function usersFrom1000To1019(password: string): Record<string, string> {
	return Object.fromEntries(Array.from({ length: 20 }, (_, index) => [String(1000 + index), password]));
}
