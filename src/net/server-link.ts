import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';
import { closedByServer, connectionLost } from './connection-error.js';
import { openSocket, type SocketClass, type SocketLike } from './open-socket.js';
import { ServerList } from './server-list.js';
import type { ConnectionTiming } from './timing.js';

export interface LinkEvents {
	connecting(server: string): void;
	opened(server: string): void;
	received(text: string): void;
	/** The open connection is lost. No error: it was replaced by one to a better server. */
	closed(error: VoiceError | undefined): void;
	/** No connection is open; the next attempt starts at `retryAt`. */
	waiting(retryAt: number, error: VoiceError): void;
	/** The browser blocks all servers. Only `hurry()` tries again. */
	failed(error: VoiceError): void;
}

export interface LinkOptions {
	readonly servers: readonly string[];
	readonly WebSocket: SocketClass;
	readonly subprotocol: string | undefined;
	readonly timing: ConnectionTiming;
	readonly events: LinkEvents;
}

/** Keeps one WebSocket open to the best available server: tries them in turn, with growing pauses, until stopped. */
export class ServerLink {
	readonly #options: LinkOptions;
	#list: ServerList;
	readonly #end = new AbortController();
	#socket: SocketLike | undefined;
	#handedOver: SocketLike | undefined;
	#leave: ((error?: VoiceError) => void) | undefined;
	#resume: (() => void) | undefined;
	#proved = false;
	#forbidden = 0;
	/** Whether a server is connected or being tried. */
	#visiting = false;

	constructor(options: LinkOptions) {
		this.#options = options;
		this.#list = new ServerList(options.servers, options.timing.reconnectMs);
	}

	/** The server in use, or the next to try. */
	get server(): string {
		return this.#list.current;
	}

	get open(): boolean {
		return this.#socket !== undefined;
	}

	/** Servers preferred to the one in use, best first. */
	get better(): readonly string[] {
		return this.#list.better;
	}

	start(): void {
		void this.#run();
	}

	send(text: string): boolean {
		if (this.#socket?.readyState !== 1) return false;
		this.#socket.send(text);
		return true;
	}

	/** Notes that the server has answered: after its next failure the pauses start short again. */
	prove(): void {
		this.#proved = true;
	}

	/** Leaves a server that does not work, for at least this many ms. False if there is no other one. */
	avoid(error: VoiceError, ms: number): boolean {
		if (this.#list.servers.length < 2 || !this.#leave) return false;
		this.#list.avoid(ms);
		this.#leave(error);
		return true;
	}

	/** Closes the connection and tries the next server. */
	drop(error: VoiceError): void {
		this.#leave?.(error);
	}

	/** Tries again at once, best server first, if waiting for the next attempt. */
	hurry(): void {
		if (!this.#resume) return;
		this.#list.restart();
		this.#resume();
	}

	/** Replaces the list of servers and tries it at once. False while a server is connected or being tried. */
	useServers(servers: readonly string[]): boolean {
		if (this.#visiting || this.#end.signal.aborted) return false;
		if (servers.join(' ') === this.#list.servers.join(' ')) return true;
		this.#list = new ServerList(servers, this.#options.timing.reconnectMs);
		this.#forbidden = 0;
		this.#resume?.();
		return true;
	}

	/** Switches to another server, by a socket that is already open. */
	moveTo(server: string, socket: SocketLike): void {
		this.#handedOver = socket;
		this.#list.moveTo(server);
		this.#leave?.();
	}

	/** Closes the connection for good. */
	stop(): void {
		this.#end.abort();
		this.#handedOver?.close();
		this.#resume?.();
	}

	async #run(): Promise<void> {
		while (!this.#end.signal.aborted) {
			const openedAt = Date.now();
			this.#visiting = true;
			const error = await this.#visit(this.#list.current).catch((thrown: unknown) => VoiceError.from(thrown));
			this.#visiting = false;
			if (error && !this.#end.signal.aborted) await this.#rest(error, Date.now() - openedAt);
		}
	}

	/** Resolves when the connection is lost; rejects if it could not be opened. */
	async #visit(server: string): Promise<VoiceError | undefined> {
		const { WebSocket, subprotocol, timing, events } = this.#options;
		this.#proved = false;
		if (!this.#handedOver) events.connecting(server);
		const socket =
			this.#handedOver
			?? (await openSocket(server, {
				WebSocket,
				subprotocol,
				timeoutMs: timing.connectMs,
				signal: this.#end.signal,
			}));
		this.#handedOver = undefined;
		this.#forbidden = 0;
		const error = await this.#serve(socket, server);
		if (!this.#end.signal.aborted) events.closed(error);
		return error;
	}

	#serve(socket: SocketLike, server: string): Promise<VoiceError | undefined> {
		const visit = new AbortController();
		const { signal } = visit;
		return new Promise((resolve) => {
			this.#leave = (error): void => {
				visit.abort();
				this.#leave = undefined;
				this.#socket = undefined;
				socket.close(1000);
				resolve(error);
			};
			if (socket.readyState !== 1) return this.#leave(connectionLost(server));
			this.#socket = socket;
			socket.addEventListener(
				'message',
				(event) => this.#options.events.received(textOf((event as MessageEvent<unknown>).data)),
				ownProperties({ signal }),
			);
			socket.addEventListener(
				'close',
				(event) => this.#leave?.(closedByServer(server, event as CloseEvent)),
				ownProperties({ signal }),
			);
			this.#end.signal.addEventListener('abort', () => this.#leave?.(), ownProperties({ signal }));
			this.#options.events.opened(server);
		});
	}

	async #rest(error: VoiceError, servedMs: number): Promise<void> {
		const { timing, events } = this.#options;
		const list = this.#list;
		const ms = list.fail({ lasted: this.#proved && servedMs >= timing.stableMs });
		this.#forbidden = error.code === 'insecure-page' || error.code === 'configuration' ? this.#forbidden + 1 : 0;
		const hopeless = this.#forbidden >= this.#list.servers.length;
		if (hopeless) events.failed(error);
		else events.waiting(Date.now() + ms, error);
		if (list !== this.#list) return;
		await this.#pause(hopeless ? undefined : ms);
	}

	#pause(ms: number | undefined): Promise<void> {
		return new Promise((resolve) => {
			const timer = ms === undefined ? undefined : setTimeout(() => this.#resume?.(), ms);
			this.#resume = (): void => {
				clearTimeout(timer);
				this.#resume = undefined;
				resolve();
			};
		});
	}
}

const decoder = new TextDecoder();

function textOf(data: unknown): string {
	if (typeof data === 'string') return data;
	return data instanceof ArrayBuffer ? decoder.decode(data) : '';
}
