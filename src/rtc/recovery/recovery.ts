import type { Recovery as Recovering } from '../../core/call/call-state.js';
import { ownProperties } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import type { Link } from '../../core/ports/link.js';
import type { PeerSession } from '../peer-session.js';
import { ConnectionWatch } from '../connection-watch.js';
import { pause } from '../../core/pause.js';
import {
	endOf,
	lackOf,
	nextRecovery,
	RECOVERY_TIMING,
	planOf,
	type RecoveryEvent,
	type RecoveryTiming,
	type RecoveryState,
} from './recovery-state.js';
import { rtpStalled } from '../rtp-flow.js';
import { RtpWatch } from './rtp-watch.js';

export interface RecoveryOptions {
	readonly link: Link;
	/** Whether this side sends a new INVITE first. */
	readonly leads: boolean;
	/** Negotiates again with the peer. */
	readonly agree: (request: RecoveryRequest) => Promise<void>;
	/** Whether the request of a failed negotiation reached the peer. */
	readonly reached: (failure: VoiceError) => Reached;
	/** Called with what is being recovered, or `undefined` when all works again. */
	readonly report: (lack: Lack | undefined) => void;
	/** `everConnected`: whether media ever had a connection. */
	readonly giveUp: (everConnected: boolean) => void;
	readonly signal: AbortSignal;
}

/** `unclear`: the failure does not tell. */
export type Reached = 'yes' | 'no' | 'unclear';

export interface RecoveryRequest {
	/** Whether to restart ICE. */
	readonly iceRestart: boolean;
	/** In a new dialog (RFC 3891) instead of the present one. */
	readonly anew: boolean;
}

/** What a call lacks at present. */
export interface Lack {
	readonly of: Recovering['of'];
	/** When the call is given up, ms of `performance.now()`. `Infinity` while media flows. */
	readonly until: number;
}

/**
 * How long a dialog refresh waits for the registration: some proxies refuse unregistered clients, others cannot route
 * to them.
 */
const REGISTRATION_MS = 5000;
/** Polling interval for the end of a dialog refresh. */
const RENEWED_MS = 100;
/** After this many unclear failures in a row the peer counts as reached. */
const VAGUE_TRIES = 5;
/** Upper limit of a timer. Browsers overflow at 24 days. */
const LOOK_MS = 60_000;

/** Recovers a confirmed call after a loss of the server or of media. `recovery-state.ts` decides when to do what. */
export class CallRecovery {
	readonly #connection: RTCPeerConnection;
	readonly #options: RecoveryOptions;
	readonly #connectionWatch: ConnectionWatch;
	readonly #rtpWatch: RtpWatch;
	readonly #timing: RecoveryTiming;
	#state: RecoveryState = { phase: 'well' };
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor({ connection }: Pick<PeerSession, 'connection'>, options: RecoveryOptions) {
		const { link, leads, signal } = options;
		this.#connection = connection;
		this.#timing = {
			...RECOVERY_TIMING,
			renewMs: RECOVERY_TIMING.renewMs.map(spread),
			anewFrom: leads ? RECOVERY_TIMING.anewFrom : RECOVERY_TIMING.anewFrom + 1,
		};
		this.#options = options;
		// A registration that expired while the connection stands is no outage.
		link.onConnectedChange((connected) => connected ? void this.#awaitServer() : this.#leaveServer(), signal);
		signal.addEventListener('abort', () => clearTimeout(this.#timer), ownProperties({ once: true }));
		this.#rtpWatch = new RtpWatch(connection, { onSilence: () => this.#askQuietly(), signal });
		if (!link.connected) this.#leaveServer();
		// When media is interrupted, the server may be unreachable as well.
		connection.addEventListener(
			'connectionstatechange',
			() => connection.connectionState === 'disconnected' && link.doubt(),
			ownProperties({ signal }),
		);
		this.#connectionWatch = new ConnectionWatch(
			connection,
			(lost) => this.#apply(lost ? { type: 'sound-lost', at: performance.now() } : { type: 'sound-back' }),
			signal,
		);
	}

	/** Whether the server is gone, or the peer was not reached since it came back. */
	get away(): boolean {
		return lackOf(this.#state) === 'signaling';
	}

	/** Whether media continued after the server was lost. */
	get outlived(): boolean {
		return this.#rtpWatch.outlived;
	}

	/** Notes an offer of the peer: it reached us, so its route is up to date. */
	remoteOffered(): void {
		this.#apply({ type: 'peer-offered', at: performance.now() });
	}

	/** Resolves when the dialog is refreshed, or after this many ms. */
	async whenRefreshed(timeoutMs: number): Promise<void> {
		const { signal } = this.#options;
		const deadline = performance.now() + timeoutMs;
		while (lackOf(this.#state) === 'signaling' && performance.now() < deadline && !signal.aborted)
			await pause(RENEWED_MS, signal);
	}

	/** Called for every failed attempt to connect as well. */
	#leaveServer(): void {
		if (!this.away) this.#rtpWatch.serverLeft();
		this.#apply({ type: 'server-left' });
	}

	/** A refused registration, for instance with expired credentials, must not end the call. */
	async #awaitServer(): Promise<void> {
		const { link, signal } = this.#options;
		await link.whenReachable(REGISTRATION_MS, signal).catch(() => undefined);
		if (link.connected) this.#apply({ type: 'server-came', at: performance.now() });
	}

	#apply(event: RecoveryEvent): void {
		if (this.#options.signal.aborted) return;
		const before = this.#state;
		this.#state = nextRecovery(before, event, this.#timing);
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
		const plan = planOf(this.#state, this.#timing);
		if (!plan) return;
		const waitMs = plan.at - performance.now();
		if (waitMs > 0) this.#timer = setTimeout(() => this.#proceed(), Math.min(waitMs, LOOK_MS));
		else if (plan.act === 'give-up') this.#apply({ type: 'timed-out' });
		else void this.#ask(plan.act === 'call-anew');
	}

	/**
	 * Restarts ICE only if the present transport fails: a peer that rejects a restart would lose a working one.
	 * Browsers report a failure only after seconds, hence the check for RTP.
	 */
	async #ask(anew: boolean): Promise<void> {
		const askedAt = performance.now();
		this.#apply({ type: 'asked', at: askedAt });
		const iceRestart =
			this.#connection.connectionState !== 'connected'
			|| (await rtpStalled(this.#connection, this.#options.signal));
		const failure = await this.#agree({ iceRestart, anew }).then(
			() => undefined,
			(thrown: unknown) => VoiceError.from(thrown),
		);
		this.#apply({
			type: 'answered',
			at: performance.now(),
			askedAt,
			reached: !failure || (!anew && this.#isAnswer(failure)),
		});
	}

	/** Checks that the dialog exists, while nothing else is wrong. */
	#askQuietly(): void {
		if (lackOf(this.#state) !== 'signaling') this.#agree({ iceRestart: false, anew: false }).catch(() => undefined);
	}

	#isAnswer(failure: VoiceError): boolean {
		const state = this.#state;
		const reached = this.#options.reached(failure);
		return (
			reached === 'yes'
			|| (reached === 'unclear' && (state.phase !== 'dialog-refresh' || state.tries >= VAGUE_TRIES))
		);
	}

	/** Async, so that an exception of `agree` becomes a rejection. */
	async #agree(request: RecoveryRequest): Promise<void> {
		await this.#options.agree(request);
	}
}

/** By ± 25 %: both sides start at the same time, and their offers would collide each time (RFC 3261 section 14.1). */
function spread(ms: number): number {
	return ms * (0.75 + Math.random() / 2);
}
