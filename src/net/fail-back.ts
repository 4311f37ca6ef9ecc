import { ownProperties } from '../core/own-properties.js';
import { pause } from '../core/pause.js';
import { displayUrl } from './connection-error.js';
import { openSocket, type SocketClass, type SocketLike } from './open-socket.js';
import { backoffMs, type ConnectionTiming } from './timing.js';

export interface FailBackOptions {
	readonly WebSocket: SocketClass;
	readonly subprotocol: string | undefined;
	readonly timing: Pick<ConnectionTiming, 'connectMs' | 'answerMs' | 'failBackMs'>;
	/** The request that a server must answer before it is used. */
	readonly ping: (server: string) => string;
	/** Whether a frame is the response to that request. */
	readonly isPong: (frame: string) => boolean;
	/** Preferred servers, best first. */
	readonly better: () => readonly string[];
	/** Whether the connection can change now without harm. */
	readonly idle: () => boolean;
	/** Called with the open socket of a preferred server that answered. */
	readonly found: (server: string, socket: SocketLike) => void;
	readonly note: (text: string) => void;
}

/** Probes the preferred servers with a second socket, at intervals, while another one is in use. */
export class FailBack {
	readonly #options: FailBackOptions;
	#search: AbortController | undefined;

	constructor(options: FailBackOptions) {
		this.#options = options;
	}

	/** Probes until a preferred server answers or `stop()` is called. */
	start(): void {
		this.stop();
		this.#search = new AbortController();
		void this.#look(this.#search.signal);
	}

	stop(): void {
		this.#search?.abort();
		this.#search = undefined;
	}

	async #look(signal: AbortSignal): Promise<void> {
		const { failBackMs } = this.#options.timing;
		for (let round = 1; !signal.aborted; round++) {
			await pause(backoffMs(failBackMs, round), signal);
			if (!signal.aborted && this.#options.idle() && (await this.#tryAll(signal))) return;
		}
	}

	async #tryAll(signal: AbortSignal): Promise<boolean> {
		const { found, better, idle, note } = this.#options;
		for (const server of better()) {
			const socket = await this.#probe(server, signal).catch(() => undefined);
			if (!socket) continue;
			if (signal.aborted || !idle()) {
				socket.close(1000);
				return false;
			}
			note(`${displayUrl(server)} answers again`);
			found(server, socket);
			return true;
		}
		return false;
	}

	/** Waits for a response: a server that hangs accepts connections, too. */
	async #probe(server: string, signal: AbortSignal): Promise<SocketLike> {
		const { WebSocket, subprotocol, timing, ping, isPong } = this.#options;
		const socket = await openSocket(server, { WebSocket, subprotocol, timeoutMs: timing.connectMs, signal });
		const limit = AbortSignal.any([signal, AbortSignal.timeout(timing.answerMs)]);
		try {
			await new Promise<void>((resolve, reject) => {
				limit.addEventListener('abort', () => reject(limit.reason as Error), ownProperties({ once: true }));
				socket.addEventListener(
					'message',
					({ data }: MessageEventInit<unknown>) => typeof data === 'string' && isPong(data) && resolve(),
					ownProperties({ signal: limit }),
				);
				socket.send(ping(server));
			});
			return socket;
		} catch (error) {
			socket.close(1000);
			throw error;
		}
	}
}
