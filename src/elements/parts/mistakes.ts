import { VoiceErrorEvent } from '../../core/events.js';
import type { VoiceError, VoiceErrorCode } from '../../core/voice-error.js';

/** What only whoever made the page can mend. */
const MISTAKES: ReadonlySet<VoiceErrorCode> = new Set(['configuration', 'credentials-missing']);

/** Tells whoever makes a page of their mistakes in attributes: each as an event, and once in the console, unless a listener of `voice-error` prevents that. */
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

	/** To be called when all listeners were. */
	log({ defaultPrevented, error: { code, message } }: VoiceErrorEvent): void {
		if (defaultPrevented || !MISTAKES.has(code) || this.#logged.has(message)) return;
		this.#logged.add(message);
		// eslint-disable-next-line no-console -- whoever makes a page looks here first
		console.error(`<${this.#element.localName}>: ${message}`);
	}
}
