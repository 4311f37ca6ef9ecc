import type { LitElement, ReactiveController } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

/** Keeps the focus in the element when the focused node is removed or hidden by an update. */
export class FocusKeeper implements ReactiveController {
	readonly #host: LitElement;
	readonly #home: (shown: boolean) => HTMLElement | null;
	#focused: HTMLElement | null = null;
	#shown = false;

	/**
	 * `home` returns the node to focus. `shown`: the focus was `:focus-visible`; after touch no field is focused,
	 * because that opens the on-screen keyboard.
	 */
	constructor(host: LitElement, home: (shown: boolean) => HTMLElement | null) {
		this.#host = host;
		this.#home = home;
		host.addController(this);
	}

	hostUpdate(): void {
		this.#focused = (this.#host.shadowRoot?.activeElement ?? null) as HTMLElement | null;
		this.#shown = this.#focused?.matches(':focus-visible') ?? false;
	}

	hostUpdated(): void {
		if (this.#focused && !this.#focused.checkVisibility({ visibilityProperty: true })) this.#home(this.#shown)?.focus(ownProperties({ preventScroll: true }));
	}
}
