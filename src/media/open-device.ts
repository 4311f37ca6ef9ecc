import { ownProperties } from '../core/own-properties.js';

export type Kind = 'audio' | 'video';

/** A clone of the track of a shared device. */
export interface TrackLease {
	readonly kind: Kind;
	readonly track: MediaStreamTrack;
	/** Stops the track. Closes the device with its last lease. */
	release(): void;
}

/** A reference to a device, counted from the request on. */
export interface Claim {
	/** Settles with the user’s answer to the prompt. */
	readonly granted: Promise<unknown>;
	/** Call it once, after `granted` and before `drop`. */
	acquire(): TrackLease;
	drop(): void;
}

/**
 * A device that is open or being prompted for, with reference counting. It closes with the last claim, also if the user
 * grants the prompt only after that; else the microphone would stay open without a call.
 */
export class OpenDevice {
	readonly #claims = new Set<Claim>();
	readonly #granted: Promise<MediaStreamTrack>;
	readonly #asked: readonly Kind[];
	#track: MediaStreamTrack | undefined;
	#usable = true;

	/** `asked`: all kinds in the same prompt, because a missing camera rejects the microphone as well. */
	constructor(
		readonly kind: Kind,
		{ prompt, asked }: { prompt: Promise<MediaStream>; asked: readonly Kind[] },
	) {
		this.#asked = asked;
		this.#granted = prompt.then((stream) => this.#own(stream));
		this.#granted.then(() => this.#closeUnclaimed(), () => (this.#usable = false));
	}

	/** Whether a request for these kinds can share it: it is open, or its prompt asks for nothing beyond them. */
	serves(kinds: readonly Kind[]): boolean {
		if (this.#track) return this.#usable && this.#track.readyState === 'live';
		return this.#usable && this.#asked.every((kind) => kinds.includes(kind));
	}

	claim(): Claim {
		const claim: Claim = {
			granted: this.#granted,
			acquire: () => this.#acquire(claim),
			drop: () => {
				this.#claims.delete(claim);
				this.#closeUnclaimed();
			},
		};
		this.#claims.add(claim);
		return claim;
	}

	#own(stream: MediaStream): MediaStreamTrack {
		const track = stream.getTracks().find(({ kind }) => kind === this.kind);
		if (!track) throw new DOMException(`The browser granted no ${this.kind} track.`, 'NotFoundError');
		return (this.#track = track);
	}

	#acquire(claim: Claim): TrackLease {
		if (!this.#track) throw new DOMException(`The ${this.kind} device is not open yet.`, 'InvalidStateError');
		const track = this.#track.clone();
		// Not fired by `stop()`: the device is gone, and the next request needs another one.
		track.addEventListener('ended', () => (this.#usable = false), ownProperties({ once: true }));
		return {
			kind: this.kind,
			track,
			release: () => {
				track.stop();
				claim.drop();
			},
		};
	}

	#closeUnclaimed(): void {
		if (this.#claims.size > 0 || !this.#track) return;
		this.#usable = false;
		this.#track.stop();
	}
}
