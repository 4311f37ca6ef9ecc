import { ownProperties } from '../core/own-properties.js';
import { guardEnabled } from './enabled-guard.js';
import type { Kind, Loan } from './open-device.js';

/** What a lost device is exchanged for. Rejects where there is no other. */
export type Replace = (kind: Kind, signal: AbortSignal) => Promise<Loan[]>;

/**
 * What one call sends: tracks of its own, in a stream of its own. `audible` alone decides whether the microphone is heard, and `visible` whether the camera is
 * seen, whoever else writes `track.enabled`.
 *
 * When a device is lost (unplugged, taken away by the system) the track ends, and a track of another device takes its place in the
 * stream, just as audible or visible; a peer connection that sends the old one learns it by `onExchange`. Where there is no other, the stream is
 * left with a track that has ended.
 */
export class TrackUplink {
	readonly stream = new MediaStream();
	/** Told when one track took the place of another. */
	onExchange: ((lost: MediaStreamTrack, fresh: MediaStreamTrack) => void) | undefined = undefined;
	readonly #loans = new Set<Loan>();
	readonly #switches = new Map<Loan, (enabled: boolean) => void>();
	readonly #ending = new AbortController();
	readonly #replace: Replace;
	readonly #passes: Record<Kind, boolean> = { audio: true, video: true };

	constructor(loans: readonly Loan[], replace: Replace) {
		this.#replace = replace;
		for (const loan of loans) this.#add(loan);
	}

	/** Aborts when the uplink is stopped. */
	get ended(): AbortSignal {
		return this.#ending.signal;
	}

	get audible(): boolean {
		return this.#passes.audio;
	}

	set audible(audible: boolean) {
		this.#pass('audio', audible);
	}

	get visible(): boolean {
		return this.#passes.video;
	}

	set visible(visible: boolean) {
		this.#pass('video', visible);
	}

	stop(): void {
		this.#ending.abort();
		for (const loan of this.#loans) loan.giveBack();
	}

	#pass(kind: Kind, passes: boolean): void {
		this.#passes[kind] = passes;
		for (const [loan, enable] of this.#switches) if (loan.kind === kind) enable(passes);
	}

	#add(loan: Loan): void {
		this.#loans.add(loan);
		this.#guard(loan);
		this.stream.addTrack(loan.track);
		loan.track.addEventListener('ended', () => void this.#recover(loan), ownProperties({ signal: this.#ending.signal }));
	}

	#guard(loan: Loan): void {
		const enable = guardEnabled(loan.track);
		enable(this.#passes[loan.kind]);
		this.#switches.set(loan, enable);
	}

	async #recover(lost: Loan): Promise<void> {
		lost.giveBack();
		// Where nothing can be had the ended track says so: the call's watch finds it.
		const fresh = await this.#replace(lost.kind, this.#ending.signal).catch(() => []);
		for (const loan of fresh) {
			if (this.ended.aborted) loan.giveBack();
			else this.#exchange(lost, loan);
		}
	}

	#exchange(lost: Loan, fresh: Loan): void {
		this.#loans.delete(lost);
		this.#switches.delete(lost);
		this.stream.removeTrack(lost.track);
		this.#add(fresh);
		this.onExchange?.(lost.track, fresh.track);
	}
}
