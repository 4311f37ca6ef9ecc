import { VoiceError } from '../../core/voice-error.js';
import { canRelay, fragmentsOf, outlookOf, type CandidateGoal, type Outlook } from './candidates.js';

export interface GatheringOptions {
	readonly iceServers: readonly RTCIceServer[];
	/** Longest wait for the goal, ms. */
	readonly timeoutMs: number;
	readonly policy?: RTCIceTransportPolicy;
}

/** How long to wait for more of what meets the goal. */
const GRACE_MS = 20;
/** As long again where a relayed candidate may follow the reflexive one: behind some NATs it is the only one that works. */
const RELAY_GRACE_MS = 150;
/** How long to hope for IPv4 when there is nothing but IPv6 and mDNS names, which may be all there is. */
const LITERAL_MS = 200;
/** How long to wait while there is no candidate at all. */
const LAST_HOPE_MS = 4000;

/**
 * Makes every `setLocalDescription` of a connection, whoever calls it, resolve when the description has the candidates it needs: in offers
 * and answers, at first and after an ICE restart; with none at all it rejects with `ice-failed`. JsSIP alone waits until the browser has
 * finished (40 s with one dead STUN server), and in the answer to a restart not at all, so that it has none.
 */
export function gatherCandidates(connection: RTCPeerConnection, options: GatheringOptions): void {
	const gathering = new Gathering(connection, options);
	const setLocalDescription = connection.setLocalDescription.bind(connection);
	connection.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit): Promise<void> => {
		await setLocalDescription(description);
		if (description?.type !== 'rollback') await gathering.wait();
	};
}

class Gathering {
	readonly #connection: RTCPeerConnection;
	readonly #options: GatheringOptions;
	readonly #goal: CandidateGoal;
	readonly #known = new Set<string>();

	constructor(connection: RTCPeerConnection, options: GatheringOptions) {
		this.#connection = connection;
		this.#options = options;
		this.#goal = options.policy === 'relay' ? 'relay' : options.iceServers.length > 0 ? 'reflexive' : 'host';
	}

	/** Waits only for what was not waited for before: an offer without a restart carries the candidates of the last one. */
	async wait(): Promise<void> {
		const fresh = fragmentsOf(this.#connection.localDescription?.sdp ?? '').filter((fragment) => !this.#known.has(fragment));
		if (fresh.length > 0) await this.#settle();
		for (const fragment of fresh) this.#known.add(fragment);
		if (this.#outlook === 'none') throw new VoiceError('ice-failed', 'No way to send sound was found: no network interface may be used, or no TURN server answered.');
		this.#releaseJsSip();
	}

	get #outlook(): Outlook {
		return outlookOf(this.#connection.localDescription ?? { type: 'offer' }, this.#goal);
	}

	async #settle(): Promise<void> {
		const beganAt = performance.now();
		const leftMs = (): number => this.#patienceMs + beganAt - performance.now();
		while (!this.#finished && leftMs() > 0) await this.#change(leftMs());
		if (!this.#finished && this.#outlook === 'enough') await wait(this.#graceMs);
	}

	/** A state of `complete` without a candidate is that of the last gathering, while the new one has not begun. */
	get #finished(): boolean {
		const { iceGatheringState, signalingState } = this.#connection;
		return signalingState === 'closed' || (iceGatheringState === 'complete' && this.#outlook !== 'none');
	}

	get #patienceMs(): number {
		const { timeoutMs } = this.#options;
		switch (this.#outlook) {
			case 'enough': return 0;
			case 'some': return this.#goal === 'host' ? Math.min(timeoutMs, LITERAL_MS) : timeoutMs;
			case 'none': return Math.max(timeoutMs, LAST_HOPE_MS);
		}
	}

	get #graceMs(): number {
		return this.#goal === 'reflexive' && canRelay(this.#options.iceServers) ? RELAY_GRACE_MS : GRACE_MS;
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

	/** JsSIP, once we resolve, waits on for the end of gathering: a last candidate of our making is what it takes for that. */
	#releaseJsSip(): void {
		setTimeout(() => this.#connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', { candidate: null })));
	}
}

function wait(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
