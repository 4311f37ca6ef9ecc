import type { ReactiveController, ReactiveControllerHost } from 'lit';

export interface Presence {
	/** Called when the host comes to the page, also when it comes back after it had departed. */
	readonly arrived?: () => void;
	/** Called when it was removed and not put back within a task. */
	readonly departed: () => void;
}

/** Tells an element that is moved from one that is gone: what it owns ends only with `departed`, and a move is neither. */
export class PresenceController implements ReactiveController {
	readonly #presence: Presence;
	#present = false;
	#departure: ReturnType<typeof setTimeout> | undefined;

	constructor(host: ReactiveControllerHost, presence: Presence) {
		this.#presence = presence;
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
		this.#presence.arrived?.();
	}

	hostDisconnected(): void {
		this.#departure = setTimeout(() => {
			this.#present = false;
			this.#presence.departed();
		});
	}
}
