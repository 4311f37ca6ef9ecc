import { ownProperties } from '../core/own-properties.js';

export type Kind = 'audio' | 'video';

/** A track of one's own, cloned from a device that others may be using too. */
export interface Loan {
	readonly kind: Kind;
	readonly track: MediaStreamTrack;
	/** Stops the track, and lets go of the device if nobody else uses it. */
	giveBack(): void;
}

/** Somebody's wish to use a device, counted from the moment it is asked for. */
export interface Claim {
	/** The user's answer to the prompt. */
	readonly granted: Promise<unknown>;
	/** To be called once, after `granted`, and not after `drop`. */
	lend(): Loan;
	drop(): void;
}

/**
 * A device that is open, or whose prompt is still being answered, with everyone who claims it. It is let go with the last claim: also
 * when the user grants only after the last claim was dropped, else the microphone would stay live with no call to stop it.
 */
export class OpenDevice {
	readonly #claims = new Set<Claim>();
	readonly #granted: Promise<MediaStreamTrack>;
	readonly #asked: readonly Kind[];
	#track: MediaStreamTrack | undefined;
	#usable = true;

	/** `asked` is everything that this prompt asks for: a missing camera refuses the microphone, too. */
	constructor(
		readonly kind: Kind,
		{ prompt, asked }: { prompt: Promise<MediaStream>; asked: readonly Kind[] },
	) {
		this.#asked = asked;
		this.#granted = prompt.then((stream) => this.#own(stream));
		this.#granted.then(() => this.#closeUnclaimed(), () => (this.#usable = false));
	}

	/** Whether who wants these kinds may share it: it is still there, or its prompt is open and asks for nothing beyond them. */
	serves(kinds: readonly Kind[]): boolean {
		if (this.#track) return this.#usable && this.#track.readyState === 'live';
		return this.#usable && this.#asked.every((kind) => kinds.includes(kind));
	}

	claim(): Claim {
		const claim: Claim = {
			granted: this.#granted,
			lend: () => this.#lend(claim),
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

	#lend(claim: Claim): Loan {
		if (!this.#track) throw new DOMException(`The ${this.kind} device is not open yet.`, 'InvalidStateError');
		const track = this.#track.clone();
		// No stop() of ours fires this: the device is gone, and whoever asks next needs another one.
		track.addEventListener('ended', () => (this.#usable = false), ownProperties({ once: true }));
		return {
			kind: this.kind,
			track,
			giveBack: () => {
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
