import { ownProperties } from '../core/own-properties.js';
import { guardEnabled } from './enabled-guard.js';
import type { Kind, TrackLease } from './open-device.js';

/** Acquires a replacement for a lost device. Rejects if there is none. */
export type Replace = (kind: Kind, signal: AbortSignal) => Promise<TrackLease[]>;

/**
 * The outgoing tracks of one call, in a stream of its own. Only `audible` and `visible` enable its tracks, whoever else
 * writes `track.enabled`.
 *
 * When a device is lost (unplugged, or taken by the system), its track is replaced in the stream by one of another
 * device, with the same state; `onExchange` lets a peer connection follow. If there is no other device, the ended track
 * stays.
 */
export class TrackUplink {
	readonly stream = new MediaStream();
	/** Called when a track replaced another. */
	onExchange: ((lost: MediaStreamTrack, fresh: MediaStreamTrack) => void) | undefined = undefined;
	readonly #leases = new Set<TrackLease>();
	readonly #switches = new Map<TrackLease, (enabled: boolean) => void>();
	readonly #ending = new AbortController();
	readonly #replace: Replace;
	readonly #passes: Record<Kind, boolean> = { audio: true, video: true };

	constructor(leases: readonly TrackLease[], replace: Replace) {
		this.#replace = replace;
		for (const lease of leases) this.#add(lease);
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
		for (const lease of this.#leases) lease.release();
	}

	#pass(kind: Kind, passes: boolean): void {
		this.#passes[kind] = passes;
		for (const [lease, enable] of this.#switches) if (lease.kind === kind) enable(passes);
	}

	#add(lease: TrackLease): void {
		this.#leases.add(lease);
		this.#guard(lease);
		this.stream.addTrack(lease.track);
		lease.track.addEventListener(
			'ended',
			() => void this.#recover(lease),
			ownProperties({ signal: this.#ending.signal }),
		);
	}

	#guard(lease: TrackLease): void {
		const enable = guardEnabled(lease.track);
		enable(this.#passes[lease.kind]);
		this.#switches.set(lease, enable);
	}

	async #recover(lost: TrackLease): Promise<void> {
		lost.release();
		// Without a replacement the ended track stays, which the watch of the call reports.
		const fresh = await this.#replace(lost.kind, this.#ending.signal).catch(() => []);
		for (const lease of fresh) {
			if (this.ended.aborted) lease.release();
			else this.#exchange(lost, lease);
		}
	}

	#exchange(lost: TrackLease, fresh: TrackLease): void {
		this.#leases.delete(lost);
		this.#switches.delete(lost);
		this.stream.removeTrack(lost.track);
		this.#add(fresh);
		this.onExchange?.(lost.track, fresh.track);
	}
}
