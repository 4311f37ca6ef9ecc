import { VoiceError } from '../core/voice-error.js';
import { fragmentsOf, outlookOf, relaysOf, type CandidateGoal, type Outlook } from './candidates.js';
import { ownProperties } from '../core/own-properties.js';

/** How long to wait for more candidates when the goal is met, ms. */
const GRACE_MS = 20;
/** The same where a relayed candidate may follow the reflexive one: behind some NATs only that works. */
const RELAY_GRACE_MS = 150;
/** How long to wait for IPv4 when there are only IPv6 and mDNS candidates, which may be all there is. */
const LITERAL_MS = 200;
/** How long to wait without any candidate. */
const NOTHING_MS = 4000;

/**
 * Waits until the local description has the candidates it needs, for offers and answers, initially and after an ICE
 * restart. Without ICE servers the first usable host candidate suffices; with them a reflexive or relayed one is
 * awaited, for at most `timeoutMs`.
 */
export class CandidateGathering {
	readonly #connection: RTCPeerConnection;
	readonly #timeoutMs: number;
	readonly #goal: CandidateGoal;
	readonly #graceMs: number;
	readonly #known = new Set<string>();

	constructor(connection: RTCPeerConnection, timeoutMs: number) {
		const { iceServers = [], iceTransportPolicy } = ownProperties<RTCConfiguration>(connection.getConfiguration());
		this.#connection = connection;
		this.#timeoutMs = timeoutMs;
		this.#goal = iceTransportPolicy === 'relay' ? 'relay' : iceServers.length > 0 ? 'reflexive' : 'host';
		this.#graceMs = this.#goal === 'reflexive' && relaysOf(iceServers).length > 0 ? RELAY_GRACE_MS : GRACE_MS;
	}

	/**
	 * Call it after each `setLocalDescription`. It waits only for a new gathering: an offer without ICE restart has the
	 * candidates of the last one. Rejects with `ice-failed` if there are none.
	 */
	async complete(): Promise<void> {
		const fresh = fragmentsOf(this.#connection.localDescription?.sdp ?? '').filter(
			(fragment) => !this.#known.has(fragment),
		);
		for (const fragment of fresh) this.#known.add(fragment);
		if (fresh.length > 0) await this.#gather();
	}

	async #gather(): Promise<void> {
		await this.#settle();
		if (this.#outlook === 'none')
			throw noCandidates(relaysOf(this.#connection.getConfiguration().iceServers ?? []).join(' '));
	}

	get #outlook(): Outlook {
		return outlookOf(this.#connection.localDescription ?? { type: 'offer' }, this.#goal);
	}

	/** The grace period ends with the gathering, which is fast in a plain network. */
	async #settle(): Promise<void> {
		await this.#waitFor(() => this.#timeLimitMs);
		if (this.#outlook === 'enough') await this.#waitFor(() => this.#graceMs);
	}

	/** Resolves when the gathering is finished or the time is over. */
	async #waitFor(limitMs: () => number): Promise<void> {
		const beganAt = performance.now();
		const leftMs = (): number => limitMs() + beganAt - performance.now();
		while (!this.#finished && leftMs() > 0) await this.#change(leftMs());
	}

	/** `complete` without a candidate is the state of the previous gathering. */
	get #finished(): boolean {
		const { iceGatheringState, signalingState } = this.#connection;
		return signalingState === 'closed' || (iceGatheringState === 'complete' && this.#outlook !== 'none');
	}

	get #timeLimitMs(): number {
		const timeoutMs = this.#timeoutMs;
		switch (this.#outlook) {
			case 'enough': return 0;
			case 'some': return this.#goal === 'host' ? Math.min(timeoutMs, LITERAL_MS) : timeoutMs;
			case 'none': return Math.max(timeoutMs, NOTHING_MS);
		}
	}

	/** Resolves on the next candidate, on a change of the gathering state, or after this many ms. */
	#change(ms: number): Promise<void> {
		const connection = this.#connection;
		return new Promise((resolve) => {
			const done = (): void => {
				clearTimeout(timer);
				connection.removeEventListener('icecandidate', done);
				connection.removeEventListener('icegatheringstatechange', done);
				resolve();
			};
			const timer = setTimeout(done, ms);
			connection.addEventListener('icecandidate', done);
			connection.addEventListener('icegatheringstatechange', done);
		});
	}
}

function noCandidates(relays: string): VoiceError {
	const why = relays
		? `no TURN server provided an address (${relays}); it does not respond, or rejects its credentials`
		: 'the browser provides no network interface, and no TURN server responds';
	return new VoiceError('ice-failed', `There are no ICE candidates: ${why}.`, { subject: relays || undefined });
}
