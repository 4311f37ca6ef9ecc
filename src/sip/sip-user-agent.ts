import type { UA } from 'jssip';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { Account } from '../core/account/configuration.js';
import type { ConnectionState, RegistrationState } from '../core/connection-state.js';
import { ownProperties } from '../core/own-properties.js';
import type { IncomingText } from '../core/ports/signaling.js';
import { VoiceError } from '../core/voice-error.js';
import { listen } from './transport/listen.js';
import { isSuccessor } from './dialog/replacing-invite.js';
import { displayUrl, serverSilent } from '../net/connection-error.js';
import { ConnectionReporter } from '../net/connection-reporter.js';
import { FailBack } from '../net/fail-back.js';
import { screenText, type MessageRequest } from './texts/incoming-texts.js';
import { PendingTransactions } from './transport/pending-transactions.js';
import type { SocketClass, SocketLike } from '../net/open-socket.js';
import { isPong, pingFrame } from './transport/ping.js';
import { KeepAlive } from '../net/keep-alive.js';
import { Registration } from './registration/registration.js';
import { ServerLink, type LinkEvents } from '../net/server-link.js';
import { SipSocket } from './transport/sip-socket.js';
import type { Timing } from './timing.js';
import type { Trace } from '../net/trace.js';
import { FramePipeline } from './transport/frame-pipeline.js';
import { applyAccount, createUserAgent, digestAsSent, keepPassword, type UserAgentIdentity } from './transport/user-agent.js';

export interface UserAgentEvents {
	connection(state: ConnectionState): void;
	registration(state: RegistrationState): void;
	/** `refused`: waiting is of no use. */
	online(online: boolean, refused?: VoiceError): void;
	session(session: RTCSession, request: IncomingRequest): void;
	text(text: IncomingText): void;
}

export interface UserAgentOptions {
	readonly WebSocket: SocketClass;
	readonly timing: Timing;
	readonly identity: UserAgentIdentity;
	readonly trace: Trace;
	/** Whether there are calls: while there are any, nothing is done that could hurt one. */
	readonly busy: () => boolean;
	readonly events: UserAgentEvents;
}

/** Of RFC 7118. */
const SUBPROTOCOL = 'sip';

/**
 * One account at one list of servers: a JsSIP user agent, and between it and the network everything that JsSIP does not do by itself.
 * `ServerLink` keeps a socket open, `FramePipeline` lets the frames pass, `KeepAlive` judges whether the server lives, `Registration` keeps us reachable.
 */
export class SipUserAgent {
	readonly ua: UA;
	readonly #options: UserAgentOptions;
	readonly #end = new AbortController();
	readonly #link: ServerLink;
	readonly #socket: SipSocket;
	readonly #pipeline: FramePipeline;
	readonly #keepAlive: KeepAlive;
	readonly #connectionReporter: ConnectionReporter;
	readonly #failBack: FailBack;
	readonly #registration: Registration | undefined;
	readonly #transactions: PendingTransactions;
	#account: Account;
	/** Whether the server has answered anything on this connection. */
	#hasAnswered = false;
	/** Why waiting for the line is of no use. */
	#refused: VoiceError | undefined;
	#phase: RegistrationState['phase'] = 'none';

	constructor(account: Account, options: UserAgentOptions) {
		const { WebSocket, timing, identity, trace, events } = options;
		const { signal } = this.#end;
		this.#account = account;
		this.#options = options;
		const ping = (server: string): string => pingFrame(this.#account, server);
		this.#connectionReporter = new ConnectionReporter((state) => events.connection(state));
		this.#link = new ServerLink({ servers: account.servers, WebSocket, subprotocol: SUBPROTOCOL, timing, events: this.#linkEvents() });
		this.#socket = new SipSocket(this.#link.server, { connect: () => this.#link.start(), disconnect: () => this.#link.stop(), send: (text) => this.#pipeline.send(text) });
		this.#pipeline = new FramePipeline({
			trace,
			challengeMs: timing.challengeMs,
			send: (text) => this.#link.send(text),
			deliver: (text) => this.#socket.ondata(text),
			requestSent: (method) => this.#keepAlive.requestSent({ direct: method === 'REGISTER' && !this.#hasAnswered }),
			answered: () => this.#prove(),
			registration: () => this.#registration,
		});
		this.#keepAlive = new KeepAlive({ timing, busy: () => this.busy, ping: () => this.#pipeline.send(ping(this.#link.server)), silent: () => this.#link.drop(serverSilent(this.#link.server)) });
		this.#failBack = new FailBack({ WebSocket, subprotocol: SUBPROTOCOL, timing, ping, isPong, better: () => this.#link.better, idle: () => !this.busy, found: (server, socket) => void this.#moveTo(server, socket), note: (text) => trace.note(text) });
		this.ua = createUserAgent(account, { socket: this.#socket, identity });
		keepPassword(this.ua, () => this.#account.secret, signal);
		digestAsSent(this.ua, signal);
		this.#transactions = new PendingTransactions(this.ua, signal);
		this.#registration = account.register ? new Registration(this.ua, { ...identity, timing, signal, report: (state) => this.#registered(state), goElsewhere: (error, afterMs) => !this.busy && this.#link.avoid(error, afterMs ?? timing.avoidMs) }) : undefined;
		this.#listen(signal);
	}

	/** Whether there are calls. */
	get busy(): boolean {
		return this.#options.busy();
	}

	start(): void {
		this.#registered({ phase: this.#registration ? 'registering' : 'none' });
		this.ua.start();
	}

	/** Takes what may change while it runs: names and secrets. */
	update(account: Account): void {
		const renewed = JSON.stringify([account.secret, account.authUser]) !== JSON.stringify([this.#account.secret, this.#account.authUser]);
		this.#account = account;
		applyAccount(this.ua, account);
		if (renewed) this.#registration?.renew();
	}

	/** Goes on with other servers, at once; only while none is in use. */
	useServers(servers: readonly string[]): boolean {
		return this.#link.useServers(servers);
	}

	/** The page has reason to doubt its connection. */
	wake(): void {
		this.#link.hurry();
		if (!this.#link.open) return;
		this.#keepAlive.probeSoon();
		this.#registration?.check();
	}

	/** Tries at once what waits for its next attempt. */
	retry(): void {
		this.wake();
		this.#registration?.check({ now: true });
	}

	/** The server answered something of ours. */
	confirm(): void {
		this.#prove();
	}

	/** Something of ours waits for its answer too long. */
	doubt(): void {
		if (this.#link.open) this.#keepAlive.probeSoon();
	}

	/** Un-registers and lets what was said be answered. What can be sent at once is sent at once. */
	async leave(): Promise<void> {
		await this.#registration?.leave();
		await this.#transactions.settled(this.#options.timing.leaveMs);
	}

	/** Thinks better of leaving: registers again. */
	stay(): void {
		if (this.#link.open) this.#registration?.opened();
	}

	/** Closes for good, at once. */
	close(): void {
		this.#link.stop();
		this.#keepAlive.stop();
		this.#failBack.stop();
		this.#options.events.online(false);
		this.#pipeline.tell(() => this.#socket.ondisconnect(false));
		this.#end.abort();
		this.ua.stop();
	}

	#linkEvents(): LinkEvents {
		return {
			connecting: (server) => {
				this.#refused = undefined;
				this.#connectionReporter.connecting(server);
			},
			opened: (server) => this.#opened(server),
			received: (text) => this.#pipeline.receive(text),
			closed: (error) => this.#closed(error),
			waiting: (retryAt, error) => this.#connectionReporter.waiting(this.#link.server, { retryAt, error }),
			failed: (error) => {
				this.#refused = error;
				this.#connectionReporter.failed(error);
				this.#tellOnline();
			},
		};
	}

	#listen(signal: AbortSignal): void {
		const { events } = this.#options;
		listen<{ originator: string; session: RTCSession; request: IncomingRequest }>(this.ua, 'newRTCSession', ({ originator, session, request }) => {
			if (originator !== 'remote' || isSuccessor(session)) return;
			this.#keepAlive.probe();
			events.session(session, request);
		}, signal);
		listen<{ originator: string; message: IncomingMessage; request: MessageRequest }>(this.ua, 'newMessage', ({ originator, message, request }) => {
			if (originator === 'remote') this.#handleText(message, request);
		}, signal);
	}

	#opened(server: string): void {
		this.#options.trace.note(`Connected to ${displayUrl(server)}`);
		this.#hasAnswered = false;
		this.#refused = undefined;
		this.#socket.url = server;
		this.#pipeline.tell(() => this.#socket.onconnect());
		if (this.#registration) this.#registration.opened();
		else this.#keepAlive.probe();
		this.#tellOnline();
	}

	#closed(error: VoiceError | undefined): void {
		this.#options.trace.note(error?.message ?? 'Moving to another server');
		this.#keepAlive.stop();
		this.#failBack.stop();
		this.#connectionReporter.lost(error);
		this.#options.events.online(false);
		this.#pipeline.tell(() => this.#socket.ondisconnect(true));
		this.#registration?.closed();
	}

	#registered(state: RegistrationState): void {
		const again = state.phase === 'registering' && this.#phase === 'registering';
		this.#phase = state.phase;
		this.#refused = state.phase === 'failed' && state.retryAt === undefined ? new VoiceError(state.error.code, state.error.message, state.error) : undefined;
		if (!again) this.#options.events.registration(state);
		this.#tellOnline();
	}

	#tellOnline(): void {
		this.#options.events.online(this.#link.open && (this.#registration?.registered ?? true), this.#refused);
	}

	/** An answer came: nothing else proves that the server lives. */
	#prove(): void {
		if (!this.#link.open) return;
		this.#keepAlive.responseReceived();
		this.#link.prove();
		this.#connectionReporter.proved(this.#link.server);
		if (!this.#hasAnswered && this.#link.server !== this.#account.servers[0]) this.#failBack.start();
		this.#hasAnswered = true;
	}

	async #moveTo(server: string, socket: SocketLike): Promise<void> {
		await this.#registration?.leave();
		if (!this.busy && this.#link.open) return this.#link.moveTo(server, socket);
		socket.close(1000);
		if (!this.#link.open) return;
		this.stay();
		this.#failBack.start();
	}

	#handleText(message: IncomingMessage, request: MessageRequest): void {
		const decision = screenText(request, { isFreeSwitch: /^FreeSWITCH/i.test(this.#pipeline.server) });
		if (decision.outcome === 'refused') return message.reject(ownProperties({ status_code: decision.status }));
		message.accept();
		if (decision.outcome === 'accepted') this.#options.events.text(decision.text);
	}
}

interface IncomingMessage {
	accept(): void;
	reject(options: { readonly status_code: number }): void;
}
