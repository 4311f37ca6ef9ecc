import { VoiceError } from '../core/voice-error.js';
import { fragmentsOf, outlookOf, relaysOf, type CandidateGoal, type Outlook } from './candidates.js';
import { ownProperties } from '../core/own-properties.js';

/** How long to wait for more of what meets the goal. */
const GRACE_MS = 20;
/** As long again where a relayed candidate may follow the reflexive one: behind some NATs it is the only one that works. */
const RELAY_GRACE_MS = 150;
/** How long to hope for IPv4 when there is nothing but IPv6 and mDNS names, which may be all there is. */
const LITERAL_MS = 200;
/** How long to wait while there is no candidate at all. */
const LAST_HOPE_MS = 4000;

/**
 * Waits until the local description of a connection has the candidates it needs: in offers and answers, at first and after an ICE restart.
 * Without ICE servers the first usable host candidate is enough; with them a reflexive or relayed one is waited for, at most `timeoutMs`.
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
	 * To be called after each `setLocalDescription`. Waits only for what was not waited for before: an offer without a restart carries the candidates of the last
	 * one. Rejects with `ice-failed` where there is none at all.
	 */
	async complete(): Promise<void> {
		const fresh = fragmentsOf(this.#connection.localDescription?.sdp ?? '').filter((fragment) => !this.#known.has(fragment));
		for (const fragment of fresh) this.#known.add(fragment);
		if (fresh.length > 0) await this.#gather();
	}

	async #gather(): Promise<void> {
		await this.#settle();
		if (this.#outlook === 'none') throw noWay(relaysOf(this.#connection.getConfiguration().iceServers ?? []).join(' '));
	}

	get #outlook(): Outlook {
		return outlookOf(this.#connection.localDescription ?? { type: 'offer' }, this.#goal);
	}

	/** The grace ends with the gathering: on a plain network all candidates are there at once. */
	async #settle(): Promise<void> {
		await this.#waitFor(() => this.#patienceMs);
		if (this.#outlook === 'enough') await this.#waitFor(() => this.#graceMs);
	}

	/** Until the gathering is finished, or so much time has passed. */
	async #waitFor(patienceMs: () => number): Promise<void> {
		const beganAt = performance.now();
		const leftMs = (): number => patienceMs() + beganAt - performance.now();
		while (!this.#finished && leftMs() > 0) await this.#change(leftMs());
	}

	/** A state of `complete` without a candidate is that of the last gathering, while the new one has not begun. */
	get #finished(): boolean {
		const { iceGatheringState, signalingState } = this.#connection;
		return signalingState === 'closed' || (iceGatheringState === 'complete' && this.#outlook !== 'none');
	}

	get #patienceMs(): number {
		const timeoutMs = this.#timeoutMs;
		switch (this.#outlook) {
			case 'enough': return 0;
			case 'some': return this.#goal === 'host' ? Math.min(timeoutMs, LITERAL_MS) : timeoutMs;
			case 'none': return Math.max(timeoutMs, LAST_HOPE_MS);
		}
	}

	/** The next candidate or state of gathering, or this much time. */
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

function noWay(relays: string): VoiceError {
	const why = relays ? `no TURN server gave an address (${relays}), because it does not answer or does not accept its username and credential` : 'no network interface may be used, and there is no TURN server that answers';
	return new VoiceError('ice-failed', `No way to send sound was found: ${why}.`, { subject: relays || undefined });
}
