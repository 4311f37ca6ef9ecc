import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../core/own-properties.js';

export interface ElementLifecycle {
	/** Called when the host comes to the page, also when it comes back after it had departed. */
	readonly attached?: () => void;
	/** Called when it was removed and not put back within a task. */
	readonly detached: () => void;
}

/** Tells an element that is moved from one that is gone: what it owns ends only with `departed`, and a move is neither. */
export class ElementLifecycleController implements ReactiveController {
	readonly #presence: ElementLifecycle;
	#present = false;
	#departure: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost, presence: ElementLifecycle) {
		this.#presence = ownProperties<ElementLifecycle>(presence);
		host.addController(this);
	}

	/** Whether the host is on the page, or is being moved. */
	get present(): boolean {
		return this.#present;
	}

	hostConnected(): void {
		clearTimeout(this.#departure);
		if (this.#present) return;
		this.#present = true;
		this.#presence.attached?.();
	}

	hostDisconnected(): void {
		this.#departure = setTimeout(() => {
			this.#present = false;
			this.#presence.detached();
		});
	}
}
