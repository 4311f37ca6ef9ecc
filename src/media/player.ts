import { ownProperties } from '../core/own-properties.js';
import { isRefusal } from './autoplay-policy.js';

export interface PlayOptions {
	readonly signal: AbortSignal;
	/** Told where the sound cannot be had in time. A refusal by the autoplay policy is no failure: it is `blocked`, and can be healed. */
	readonly onFailure?: () => void;
}

/** How long a file may take to load. */
const PATIENCE_MS = 3000;

/**
 * What the page plays through audio elements: one for each call, and one for a ringtone. They are heard without being in the document.
 * What the browser's autoplay policy refuses is tried again with every new sound and with `retry()`.
 */
export class Player {
	readonly #elements = new Set<HTMLAudioElement>();
	readonly #refused = new Set<HTMLAudioElement>();
	readonly #onChange: () => void;

	constructor(onChange: () => void) {
		this.#onChange = onChange;
	}

	get blocked(): boolean {
		return this.#refused.size > 0;
	}

	/** Plays a stream, or the file at a URL over and over, until the signal aborts. */
	play(source: MediaStream | string, options: PlayOptions): void {
		const { signal, onFailure } = ownProperties<PlayOptions>(options);
		if (signal.aborted) return;
		const element = document.createElement('audio');
		// A stream that loses its last track ends the element; this starts it again with the next track.
		element.autoplay = true;
		if (onFailure) this.#expect(element, { signal, onFailure });
		// The system pauses us, too: headphones are pulled out, or a telephone call comes in between.
		element.addEventListener('pause', () => element.ended || this.#try(element), ownProperties({ signal }));
		signal.addEventListener('abort', () => this.#end(element), ownProperties({ once: true }));
		load(element, source);
		this.#elements.add(element);
		this.retry();
	}

	/** Plays again whatever should be heard. */
	retry(): void {
		for (const element of this.#elements) this.#try(element);
	}

	#expect(element: HTMLAudioElement, { signal, onFailure }: Required<PlayOptions>): void {
		element.addEventListener('error', onFailure, ownProperties({ signal }));
		const timer = setTimeout(() => {
			if (element.readyState < element.HAVE_CURRENT_DATA && !this.#refused.has(element)) onFailure();
		}, PATIENCE_MS);
		signal.addEventListener('abort', () => clearTimeout(timer), ownProperties({ once: true }));
	}

	#try(element: HTMLAudioElement): void {
		// Of other errors the element's own `error` event tells.
		element.play().catch((error: unknown) => isRefusal(error) && this.#mark(element, true));
		// Allowed, though the first sound may be yet to come, and the promise with it.
		if (!element.paused) this.#mark(element, false);
	}

	#mark(element: HTMLAudioElement, refused: boolean): void {
		if (!this.#elements.has(element) || this.#refused.has(element) === refused) return;
		if (refused) this.#refused.add(element);
		else this.#refused.delete(element);
		this.#onChange();
	}

	#end(element: HTMLAudioElement): void {
		this.#mark(element, false);
		this.#elements.delete(element);
		element.srcObject = null;
		element.removeAttribute('src');
		element.load();
	}
}

function load(element: HTMLAudioElement, source: MediaStream | string): void {
	if (source instanceof MediaStream) element.srcObject = source;
	else Object.assign(element, { src: source, loop: true });
}
