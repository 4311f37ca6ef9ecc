import type { Recovery as Recovering } from '../../core/call/call-state.js';
import { ownProperties } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import type { Link } from '../../core/ports/link.js';
import type { PeerSession } from '../peer-session.js';
import { ConnectionWatch } from '../connection-watch.js';
import { pause } from '../../core/pause.js';
import { endOf, lackOf, nextRecovery, PATIENCE, planOf, type RecoveryEvent, type RecoveryPatience, type RecoveryState } from './recovery-state.js';
import { rtpStalled } from '../rtp-flow.js';
import { RtpWatch } from './rtp-watch.js';

export interface RecoveryOptions {
	readonly link: Link;
	/** Whether we are the first to call anew. */
	readonly leads: boolean;
	/** Agrees with the far side anew. */
	readonly agree: (wish: RecoveryWish) => Promise<void>;
	/** Whether an agreement that failed got to the far side. */
	readonly reached: (failure: VoiceError) => Reached;
	/** What is being got back, and when that is given up (ms of `performance.now`), or `undefined` when all is well. */
	readonly report: (lack: Lack | undefined) => void;
	/** `everConnected`: whether there ever was a way for sound. */
	readonly giveUp: (everConnected: boolean) => void;
	readonly signal: AbortSignal;
}

/** `unclear`: it may have been, and may not. */
export type Reached = 'yes' | 'no' | 'unclear';

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
/** How many times an unclear failure may mean that the server does not find the far side. */
const VAGUE_TRIES = 5;
/** The longest timer that browsers count right is 24 days; nobody waits longer than this before looking again. */
const LOOK_MS = 60_000;

/** Gets an established call back from whatever happened to it; `recovery-state.ts` says when what is done. */
export class CallRecovery {
	readonly #connection: RTCPeerConnection;
	readonly #options: RecoveryOptions;
	readonly #connectionWatch: ConnectionWatch;
	readonly #rtpWatch: RtpWatch;
	readonly #patience: RecoveryPatience;
	#state: RecoveryState = { phase: 'well' };
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor({ connection }: Pick<PeerSession, 'connection'>, options: RecoveryOptions) {
		const { link, leads, signal } = options;
		this.#connection = connection;
		this.#patience = { ...PATIENCE, renewMs: PATIENCE.renewMs.map(spread), anewFrom: leads ? PATIENCE.anewFrom : PATIENCE.anewFrom + 1 };
		this.#options = options;
		// A registration that lapsed while the socket stands is no outage.
		link.onConnectedChange((connected) => connected ? void this.#awaitServer() : this.#leaveServer(), signal);
		signal.addEventListener('abort', () => clearTimeout(this.#timer), ownProperties({ once: true }));
		this.#rtpWatch = new RtpWatch(connection, { onSilence: () => this.#askQuietly(), signal });
		if (!link.connected) this.#leaveServer();
		// Where the sound breaks off the server may be out of reach as well.
		connection.addEventListener('connectionstatechange', () => connection.connectionState === 'disconnected' && link.doubt(), ownProperties({ signal }));
		this.#connectionWatch = new ConnectionWatch(connection, (lost) => this.#apply(lost ? { type: 'sound-lost', at: performance.now() } : { type: 'sound-back' }), signal);
	}

	/** Whether the server is away, or the far side was not reached since. */
	get away(): boolean {
		return lackOf(this.#state) === 'signaling';
	}

	/** Whether sound went on when the server left. */
	get outlived(): boolean {
		return this.#rtpWatch.outlived;
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

	/** Also at every attempt to reach it that fails. */
	#leaveServer(): void {
		if (!this.away) this.#rtpWatch.serverLeft();
		this.#apply({ type: 'server-left' });
	}

	/** A registration that is refused, because the credentials expired, is no reason to lose a call as well. */
	async #awaitServer(): Promise<void> {
		const { link, signal } = this.#options;
		await link.whenReachable(REGISTRATION_MS, signal).catch(() => undefined);
		if (link.connected) this.#apply({ type: 'server-came', at: performance.now() });
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
		this.#apply({ type: 'answered', at: performance.now(), askedAt, reached: !failure || (!anew && this.#isAnswer(failure)) });
	}

	/** Whether the call goes on, while nothing is known to be amiss. */
	#askQuietly(): void {
		if (lackOf(this.#state) !== 'signaling') this.#agree({ iceRestart: false, anew: false }).catch(() => undefined);
	}

	#isAnswer(failure: VoiceError): boolean {
		const state = this.#state;
		const reached = this.#options.reached(failure);
		return reached === 'yes' || (reached === 'unclear' && (state.phase !== 'dialog-refresh' || state.tries >= VAGUE_TRIES));
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
