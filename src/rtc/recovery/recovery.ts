import type { Recovery as Recovering } from '../../core/call/call-state.js';
import { ownProperties } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../../sip/transport/listen.js';
import type { SessionHost } from '../../sip/session-host.js';
import { ConnectionWatch } from '../connection-watch.js';
import { pause } from '../../core/pause.js';
import { endOf, lackOf, nextRecovery, PATIENCE, planOf, type RecoveryEvent, type RecoveryPatience, type RecoveryState } from './recovery-state.js';
import { rtpStalled } from '../rtp-flow.js';
import { isPeerUnreachable } from '../../sip/dialog/status-codes.js';

export interface RecoveryOptions {
	readonly host: SessionHost;
	/** Whether we are the first to call anew. */
	readonly leads: boolean;
	/** Agrees with the far side anew. */
	readonly agree: (wish: RecoveryWish) => Promise<void>;
	/** What is being got back, and when that is given up (ms of `performance.now`), or `undefined` when all is well. */
	readonly report: (lack: Lack | undefined) => void;
	/** `everConnected`: whether there ever was a way for sound. */
	readonly giveUp: (everConnected: boolean) => void;
	readonly signal: AbortSignal;
}

export interface RecoveryWish {
	/** New paths for the sound, or the present ones. */
	readonly iceRestart: boolean;
	/** In another dialog, or within the present one. */
	readonly anew: boolean;
}

/** What a call lacks. */
export interface Lack {
	readonly of: Recovering['of'];
	/** `Infinity` while sound flows. */
	readonly until: number;
}

/** How long the route waits for the registration: some proxies refuse whoever is not registered, others would not find us. */
const REGISTRATION_MS = 5000;
/** How often one looks whether the route is renewed. */
const RENEWED_MS = 100;
/** How many times a server's error may mean that it does not find the far side: some say no more than that (Kamailio: “500 No error”). */
const VAGUE_TRIES = 5;
/** The longest timer that browsers count right is 24 days; nobody waits longer than this before looking again. */
const LOOK_MS = 60_000;

/** Gets an established call back from whatever happened to it; `recovery-state.ts` says when what is done. */
export class Recovery {
	readonly #connection: RTCPeerConnection;
	readonly #options: RecoveryOptions;
	readonly #connectionWatch: ConnectionWatch;
	readonly #patience: RecoveryPatience;
	#state: RecoveryState = { phase: 'well' };
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(connection: RTCPeerConnection, options: RecoveryOptions) {
		const { host, leads, signal } = options;
		this.#connection = connection;
		this.#patience = { ...PATIENCE, renewMs: PATIENCE.renewMs.map(spread), anewFrom: leads ? PATIENCE.anewFrom : PATIENCE.anewFrom + 1 };
		this.#options = options;
		// A registration that lapsed while the socket stands is no outage, so both ends of one are JsSIP's to tell.
		listen(host.ua, 'disconnected', () => this.#apply({ type: 'server-left' }), signal);
		listen(host.ua, 'connected', () => void this.#awaitServer(), signal);
		signal.addEventListener('abort', () => clearTimeout(this.#timer), ownProperties({ once: true }));
		if (!host.ua.isConnected()) this.#apply({ type: 'server-left' });
		// Where the sound breaks off the server may be out of reach as well.
		connection.addEventListener('connectionstatechange', () => connection.connectionState === 'disconnected' && host.answered(false), ownProperties({ signal }));
		this.#connectionWatch = new ConnectionWatch(connection, (lost) => this.#apply(lost ? { type: 'sound-lost', at: performance.now() } : { type: 'sound-back' }), signal);
	}

	/** Whether the server is away, or the far side was not reached since. */
	get away(): boolean {
		return lackOf(this.#state) === 'signaling';
	}

	/** An offer of the far side found us: it is found by us, too. */
	remoteOffered(): void {
		this.#apply({ type: 'met', at: performance.now() });
	}

	/** Resolves when the far side can be asked, as far as is known, or after so many ms. */
	async whenRefreshed(timeoutMs: number): Promise<void> {
		const { signal } = this.#options;
		const deadline = performance.now() + timeoutMs;
		while (lackOf(this.#state) === 'signaling' && performance.now() < deadline && !signal.aborted) await pause(RENEWED_MS, signal);
	}

	/** A registration that is refused, because the credentials expired, is no reason to lose a call as well. */
	async #awaitServer(): Promise<void> {
		const { host, signal } = this.#options;
		await host.whenOnline(REGISTRATION_MS, signal).catch(() => undefined);
		if (host.ua.isConnected()) this.#apply({ type: 'server-came', at: performance.now() });
	}

	#apply(event: RecoveryEvent): void {
		if (this.#options.signal.aborted) return;
		const before = this.#state;
		this.#state = nextRecovery(before, event, this.#patience);
		if (this.#state.phase === 'given-up') return this.#options.giveUp(this.#connectionWatch.everConnected);
		if (lackOf(before) !== lackOf(this.#state) || endOf(before) !== endOf(this.#state)) this.#report();
		this.#proceed();
	}

	#report(): void {
		const of = lackOf(this.#state);
		this.#options.report(of && { of, until: endOf(this.#state) });
	}

	#proceed(): void {
		clearTimeout(this.#timer);
		const plan = planOf(this.#state, this.#patience);
		if (!plan) return;
		const waitMs = plan.at - performance.now();
		if (waitMs > 0) this.#timer = setTimeout(() => this.#proceed(), Math.min(waitMs, LOOK_MS));
		else if (plan.act === 'give-up') this.#apply({ type: 'patience-ended' });
		else void this.#ask(plan.act === 'call-anew');
	}

	/** Paths that work are left alone: a far side that refuses new ones would have lost the old ones as well. Browsers take seconds to say of others that they do not. */
	async #ask(anew: boolean): Promise<void> {
		const askedAt = performance.now();
		this.#apply({ type: 'asked', at: askedAt });
		const iceRestart = this.#connection.connectionState !== 'connected' || await rtpStalled(this.#connection, this.#options.signal);
		const failure = await this.#agree({ iceRestart, anew }).then(() => undefined, (thrown: unknown) => VoiceError.from(thrown));
		this.#apply({ type: 'answered', at: performance.now(), askedAt, reached: !failure || (!anew && isAnswer(failure, this.#state)) });
	}

	/** Rejects also where the far side cannot even be asked. */
	async #agree(wish: RecoveryWish): Promise<void> {
		await this.#options.agree(wish);
	}
}

/** By a quarter: both sides begin at the same time, and would meet in each other’s way every time. */
function spread(ms: number): number {
	return ms * (0.75 + Math.random() / 2);
}

/** Codes of what could not be sent, or met silence. */
const UNSENT: readonly string[] = ['server-unreachable', 'ice-failed', 'timeout'];

/** A call that the server or the far side does not know (481), and that goes on, has to be made known again. */
function isAnswer({ code, status }: VoiceError, state: RecoveryState): boolean {
	if (UNSENT.includes(code)) return false;
	if (status === 500) return state.phase !== 'dialog-refresh' || state.tries >= VAGUE_TRIES;
	return status === undefined || (status !== 481 && !isPeerUnreachable(status));
}
