import { pause } from '../session/pause.js';
import { shown } from './connection-error.js';
import { headerOf, readFrame } from './frame.js';
import { openSocket, type SocketClass, type SocketLike } from './open-socket.js';
import { isPing } from './ping.js';
import { pauseMs, type Timing } from './timing.js';

export interface FailBackOptions {
	readonly WebSocket: SocketClass;
	readonly timing: Pick<Timing, 'connectMs' | 'answerMs' | 'failBackMs'>;
	/** The request that a server must answer to be taken. */
	readonly ping: () => string;
	/** Whether nothing would be hurt by a change now. */
	readonly idle: () => boolean;
	/** A preferred server answers; its open socket is handed over. */
	readonly found: (server: string, socket: SocketLike) => void;
	readonly note: (text: string) => void;
}

/** While a line runs on a server that is not the preferred one: looks by a second socket, from time to time, whether a better one answers again. */
export class FailBack {
	readonly #options: FailBackOptions;
	#search: AbortController | undefined;

	constructor(options: FailBackOptions) {
		this.#options = options;
	}

	/** Looks for these servers, best first, until one answers or `stop()`. */
	start(better: readonly string[]): void {
		this.stop();
		if (better.length === 0) return;
		this.#search = new AbortController();
		void this.#look(better, this.#search.signal).catch(() => undefined);
	}

	stop(): void {
		this.#search?.abort();
		this.#search = undefined;
	}

	async #look(better: readonly string[], signal: AbortSignal): Promise<void> {
		const { failBackMs } = this.#options.timing;
		for (let round = 1; !signal.aborted; round++) {
			await pause(pauseMs(failBackMs, round), signal);
			if (!signal.aborted && this.#options.idle() && (await this.#tryAll(better, signal))) return;
		}
	}

	async #tryAll(better: readonly string[], signal: AbortSignal): Promise<boolean> {
		const { found, idle, note } = this.#options;
		for (const server of better) {
			const socket = await this.#probe(server, signal).catch(() => undefined);
			if (!socket) continue;
			if (signal.aborted || !idle()) {
				socket.close(1000);
				return false;
			}
			note(`${shown(server)} answers again`);
			found(server, socket);
			return true;
		}
		return false;
	}

	/** An open socket proves nothing: a server that hangs accepts connections, too. */
	async #probe(server: string, signal: AbortSignal): Promise<SocketLike> {
		const { WebSocket, timing, ping } = this.#options;
		const socket = await openSocket(server, { WebSocket, timeoutMs: timing.connectMs, signal });
		const limit = AbortSignal.any([signal, AbortSignal.timeout(timing.answerMs)]);
		try {
			await new Promise<void>((resolve, reject) => {
				limit.addEventListener('abort', () => reject(limit.reason as Error), { once: true });
				socket.addEventListener('message', (event) => isAnswer((event as MessageEvent<unknown>).data) && resolve(), { signal: limit });
				socket.send(ping());
			});
			return socket;
		} catch (error) {
			socket.close(1000);
			throw error;
		}
	}
}

function isAnswer(data: unknown): boolean {
	const frame = typeof data === 'string' ? readFrame(data) : undefined;
	return frame?.status !== undefined && isPing(headerOf(frame, 'call-id'));
}
