import { inheritedMember } from '../core/inherited-member.js';
import { ownProperties } from '../core/own-properties.js';
import { isRefusal } from './autoplay-policy.js';

export interface PlayOptions {
	readonly signal: AbortSignal;
	/**
	 * Called when the source does not load in time. A refusal by the autoplay policy is no failure: it sets `blocked`.
	 */
	readonly onFailure?: () => void;
}

/** How long a file may take to load, ms. */
const LOAD_MS = 3000;

/**
 * Plays streams and ringtones by audio elements outside the document. Playback refused by the autoplay policy is
 * retried with every new sound and by `retry()`.
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

	/** Plays a stream, or a file in a loop, until the signal aborts. */
	play(source: MediaStream | string, options: PlayOptions): void {
		const { signal, onFailure } = ownProperties<PlayOptions>(options);
		if (signal.aborted) return;
		const element = inheritedMember(document, 'createElement')('audio');
		// A stream that loses its last track ends the element; `autoplay` starts it again with the next track.
		element.autoplay = true;
		if (onFailure) this.#expect(element, { signal, onFailure });
		// The system pauses elements, for instance when headphones are unplugged or a telephone call arrives.
		element.addEventListener('pause', () => element.ended || this.#try(element), ownProperties({ signal }));
		signal.addEventListener('abort', () => this.#end(element), ownProperties({ once: true }));
		load(element, source);
		this.#elements.add(element);
		this.retry();
	}

	/** Plays all elements again that should play. */
	retry(): void {
		for (const element of this.#elements) this.#try(element);
	}

	#expect(element: HTMLAudioElement, { signal, onFailure }: Required<PlayOptions>): void {
		element.addEventListener('error', onFailure, ownProperties({ signal }));
		const timer = setTimeout(() => {
			if (element.readyState < element.HAVE_CURRENT_DATA && !this.#refused.has(element)) onFailure();
		}, LOAD_MS);
		signal.addEventListener('abort', () => clearTimeout(timer), ownProperties({ once: true }));
	}

	#try(element: HTMLAudioElement): void {
		// Other errors fire the element’s `error` event.
		element.play().catch((error: unknown) => isRefusal(error) && this.#mark(element, true));
		// Not paused means allowed, though the promise may resolve only later.
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
