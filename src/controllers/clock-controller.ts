import type { ReactiveController, ReactiveControllerHost } from 'lit';

/**
 * Updates a host that shows seconds. Reading `secondsSince()` or `secondsUntil()` in `render()` schedules the next
 * update; otherwise no timer runs.
 */
export class ClockController implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#nextAt = Infinity;

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	/** Whole seconds since an instant (epoch ms). */
	secondsSince(at: number): number {
		const elapsedMs = Math.max(0, Date.now() - at);
		this.#tickIn(1000 - (elapsedMs % 1000));
		return Math.floor(elapsedMs / 1000);
	}

	/** Whole seconds until an instant (epoch ms), at least 1; 0 when it has passed. */
	secondsUntil(at: number): number {
		const remainingMs = at - Date.now();
		if (remainingMs <= 0) return 0;
		this.#tickIn(remainingMs % 1000 || 1000);
		return Math.ceil(remainingMs / 1000);
	}

	hostUpdate(): void {
		this.hostDisconnected();
	}

	hostConnected(): void {
		this.#host.requestUpdate();
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer);
		this.#nextAt = Infinity;
	}

	#tickIn(ms: number): void {
		const at = Date.now() + ms;
		if (at >= this.#nextAt) return;
		this.#nextAt = at;
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => this.#host.requestUpdate(), ms + 1);
	}
}
