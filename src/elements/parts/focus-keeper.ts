import type { LitElement, ReactiveController } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

/** Keeps the focus in a face when what had it is gone or hidden after an update. */
export class FocusKeeper implements ReactiveController {
	readonly #host: LitElement;
	readonly #home: (shown: boolean) => HTMLElement | null;
	#focused: HTMLElement | null = null;
	#shown = false;

	/** `home` says where the focus goes; `shown` is whether it could be seen, as that of a keyboard, and not of a finger whom a field would cover half the screen. */
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
