import { adoptStyles, html, nothing, type CSSResult, type LitElement, type ReactiveController } from 'lit';
import { VoiceErrorEvent } from '../core/events.js';
import { VoiceError } from '../core/voice-error.js';

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 30_000;

/** Draws an element. Its styles are adopted before it draws first. */
export interface Look {
	readonly styles: readonly CSSResult[];
	render(): unknown;
}

/**
 * Gives an element its look, which is fetched when the element comes to the page: a page pays for the looks it shows, and an element that is not drawn yet does
 * everything else. What cannot be fetched is told once, by `voice-error` and in a sentence, and tried again after a pause that grows, and when the page is online again.
 *
 * An element writes `render()` as `this.#look.render()`, and lets `getUpdateComplete()` wait for `loading`.
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

	/** Settles, and never rejects, when the attempt that is under way is over. */
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
		const message = `What <${this.#host.localName}> looks like could not be loaded: the page is offline, or a file is missing beside the script. It will be tried again.`;
		this.#host.dispatchEvent(new VoiceErrorEvent(new VoiceError('failed', message, { cause })));
	}
}
