import { adoptStyles, html, nothing, type CSSResult, type LitElement, type ReactiveController } from 'lit';
import { VoiceErrorEvent } from '../core/events.js';
import { VoiceError } from '../core/voice-error.js';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** Renders an element. Its styles are adopted before the first rendering. */
export interface Look {
	readonly styles: readonly CSSResult[];
	render(): unknown;
}

/**
 * Loads the view of an element when the element is connected, so a page loads only the views it shows. Until then the
 * element works but renders nothing. A failure is shown, reported once by `voice-error`, and retried with growing
 * pauses and when the page is online again.
 *
 * An element implements `render()` as `this.#look.render()` and awaits `loading` in `getUpdateComplete()`.
 */
export class LateLook implements ReactiveController {
	readonly #host: LitElement;
	readonly #fetch: () => Promise<Look>;
	#look: Look | undefined;
	#loading: Promise<void> | undefined;
	#failed = false;
	#retryMs: number = FIRST_RETRY_MS;
	#retry: ReturnType<typeof setTimeout> | undefined;

	constructor(host: LitElement, fetch: () => Promise<Look>) {
		this.#host = host;
		this.#fetch = fetch;
		host.addController(this);
	}

	/** Settles when the current attempt is over. Never rejects. */
	get loading(): Promise<void> | undefined {
		return this.#loading;
	}

	hostConnected(): void {
		addEventListener('online', this.#load);
		this.#load();
	}

	hostDisconnected(): void {
		removeEventListener('online', this.#load);
		clearTimeout(this.#retry);
	}

	render(): unknown {
		if (this.#look) return this.#look.render();
		return this.#failed ? html`<p role="alert" lang="en">This could not be loaded. Are you online?</p>` : nothing;
	}

	readonly #load = (): void => {
		clearTimeout(this.#retry);
		if (!this.#look) this.#loading ??= this.#attempt();
	};

	async #attempt(): Promise<void> {
		try {
			this.#show(await this.#fetch());
		} catch (thrown) {
			this.#fail(thrown);
		} finally {
			this.#loading = undefined;
		}
	}

	#show(look: Look): void {
		adoptStyles(this.#host.renderRoot as ShadowRoot, [...look.styles]);
		this.#look = look;
		this.#host.requestUpdate();
	}

	#fail(cause: unknown): void {
		if (this.#host.isConnected) this.#retry = setTimeout(this.#load, this.#retryMs);
		this.#retryMs = Math.min(this.#retryMs * 2, LONGEST_RETRY_MS);
		if (this.#failed) return;
		this.#failed = true;
		this.#host.requestUpdate();
		const message = `The view of <${this.#host.localName}> could not be loaded: the page is offline, `
			+ 'or a file is missing beside the script. It will be retried.';
		this.#host.dispatchEvent(new VoiceErrorEvent(new VoiceError('failed', message, { cause })));
	}
}
