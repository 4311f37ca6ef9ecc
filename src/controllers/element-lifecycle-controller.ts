import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';

export interface ElementLifecycle {
	/** Called when the host is connected, again after each `detached`. */
	readonly attached?: () => void;
	/** Called when the host was disconnected and not connected again within a task. */
	readonly detached: () => void;
}

/** Tells a removed element from a moved one: moving it calls neither `attached` nor `detached`. */
export class ElementLifecycleController implements ReactiveController {
	readonly #lifecycle: ElementLifecycle;
	#attached = false;
	#detaching: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost, lifecycle: ElementLifecycle) {
		this.#lifecycle = ownProperties<ElementLifecycle>(lifecycle);
		host.addController(this);
	}

	/** Whether the host is attached, or being moved. */
	get attached(): boolean {
		return this.#attached;
	}

	hostConnected(): void {
		clearTimeout(this.#detaching);
		if (this.#attached) return;
		this.#attached = true;
		this.#lifecycle.attached?.();
	}

	hostDisconnected(): void {
		this.#detaching = setTimeout(() => {
			this.#attached = false;
			this.#lifecycle.detached();
		});
	}
}
