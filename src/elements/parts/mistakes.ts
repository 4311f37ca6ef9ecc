import { VoiceErrorEvent } from '../../core/events.js';
import type { VoiceError, VoiceErrorCode } from '../../core/voice-error.js';

/** Errors that only the developer of the page can fix. */
const MISTAKES: ReadonlySet<VoiceErrorCode> = new Set(['configuration', 'credentials-missing']);

/**
 * Reports mistakes in attributes: each as a `voice-error` event, and once in the console unless a listener prevents
 * that event.
 */
export class Mistakes {
	readonly #element: HTMLElement;
	readonly #logged = new Set<string>();

	constructor(element: HTMLElement) {
		this.#element = element;
	}

	tell(error: VoiceError): void {
		const event = new VoiceErrorEvent(error);
		this.#element.dispatchEvent(event);
		this.log(event);
	}

	/** Call it after all listeners. */
	log({ defaultPrevented, error: { code, message } }: VoiceErrorEvent): void {
		if (defaultPrevented || !MISTAKES.has(code) || this.#logged.has(message)) return;
		this.#logged.add(message);
		// eslint-disable-next-line no-console -- whoever makes a page looks here first
		console.error(`<${this.#element.localName}>: ${message}`);
	}
}
