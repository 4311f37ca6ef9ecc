import type { Recovery as Recovering } from '../../core/call-state.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../listen.js';
import type { SessionHost } from '../session-host.js';
import { MediaWatch, type MediaPatience } from './media-watch.js';

export interface RecoveryPatience extends MediaPatience {
	/** Between two attempts to restart ICE. */
	readonly retryMs: number;
	/** How long sound may be gone while the server is there. */
	readonly mediaMs: number;
	/** How long both may be gone. */
	readonly awayMs: number;
}

export interface RecoveryOptions {
	readonly host: SessionHost;
	/** Agrees with the far side on new paths (re-INVITE with an ICE restart). */
	readonly restart: () => Promise<void>;
	/** What is being got back, or `undefined` when all is well. */
	readonly report: (of: Recovering['of'] | undefined) => void;
	/** `everConnected`: whether there ever was a way for sound. */
	readonly giveUp: (everConnected: boolean) => void;
	readonly signal: AbortSignal;
	readonly patience?: RecoveryPatience;
}

/** Between two attempts to renew the route. */
const AGAIN_MS = 1000;
/** The server went away again, or this machine has no network. */
const UNSENT: readonly (string | undefined)[] = ['server-unreachable', 'ice-failed'];
const PATIENCE: RecoveryPatience = { connectMs: 10_000, interruptionMs: 2500, retryMs: 8000, mediaMs: 30_000, awayMs: 120_000 };

/**
 * Gets an established call back. While the server is away one only waits: sound goes on without it. When it is back, one re-INVITE
 * renews the route, which led to a dead socket, and finds out whether the far side still knows the call. While the server is there
 * and sound is not, ICE is restarted until it flows or patience ends.
 */
export class Recovery {
	readonly #options: RecoveryOptions;
	readonly #patience: RecoveryPatience;
	readonly #watch: MediaWatch;
	#away = false;
	#routeLost = false;
	#lostAt: number | undefined;
	#backAt = 0;
	#restartedAt = -Infinity;
	#restarting = false;
	#told: Recovering['of'] | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(connection: RTCPeerConnection, options: RecoveryOptions) {
		const { host, signal, patience = PATIENCE } = options;
		this.#options = options;
		this.#patience = patience;
		this.#watch = new MediaWatch(connection, (lost) => this.#mediaChanged(lost), { patience, signal });
		// A registration that lapsed while the socket stands is no outage, so this end of it is JsSIP's to tell.
		listen(host.ua, 'disconnected', () => this.#serverLeft(), signal);
		host.onOnlineChange((online) => online && this.#serverCame(), signal);
		signal.addEventListener('abort', () => clearTimeout(this.#timer), { once: true });
		if (!host.ua.isConnected()) this.#serverLeft();
	}

	#mediaChanged(lost: boolean): void {
		this.#lostAt = lost ? this.#lostAt ?? performance.now() : undefined;
		this.#step();
	}

	#serverLeft(): void {
		this.#away = true;
		this.#routeLost = true;
		this.#step();
	}

	#serverCame(): void {
		if (!this.#away) return;
		this.#away = false;
		this.#backAt = performance.now();
		this.#step();
	}

	#step(): void {
		clearTimeout(this.#timer);
		if (this.#options.signal.aborted) return;
		this.#tell();
		if (this.#restarting || !this.#troubled) return;
		const leftMs = this.#deadline - performance.now();
		if (leftMs <= 0) return this.#options.giveUp(this.#watch.everConnected);
		const restartInMs = this.#away ? Infinity : this.#restartedAt + (this.#routeLost ? AGAIN_MS : this.#patience.retryMs) - performance.now();
		if (restartInMs <= 0) void this.#restart();
		else this.#timer = setTimeout(() => this.#step(), Math.min(leftMs, restartInMs, this.#patience.awayMs));
	}

	get #troubled(): boolean {
		return this.#routeLost || this.#lostAt !== undefined;
	}

	/** While sound flows there is none. */
	get #deadline(): number {
		if (this.#lostAt === undefined) return Infinity;
		return this.#away ? this.#lostAt + this.#patience.awayMs : Math.max(this.#lostAt, this.#backAt) + this.#patience.mediaMs;
	}

	/** Any answer renews the route, but not what could not even be sent. A far side that is gone ends the call itself. */
	async #restart(): Promise<void> {
		this.#restarting = true;
		this.#restartedAt = performance.now();
		const failure = await this.#options.restart().then(() => undefined, (thrown: unknown) => VoiceError.from(thrown));
		this.#routeLost &&= this.#away || UNSENT.includes(failure?.code);
		this.#restarting = false;
		this.#step();
	}

	#tell(): void {
		const of = this.#routeLost ? 'signaling' : this.#lostAt === undefined ? undefined : 'media';
		if (of === this.#told) return;
		this.#told = of;
		this.#options.report(of);
	}
}
