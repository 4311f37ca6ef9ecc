import type { ReactiveController, ReactiveControllerHost } from 'lit';

/** Knows whether somebody presses the host: a press takes the focus before it becomes a click, which must find what was pressed. */
export class PressController implements ReactiveController {
	readonly #host: ReactiveControllerHost & HTMLElement;
	#pressed = false;
	#here = new AbortController();

	constructor(host: ReactiveControllerHost & HTMLElement) {
		this.#host = host;
		host.addController(this);
	}

	get pressed(): boolean {
		return this.#pressed;
	}

	hostConnected(): void {
		this.#here = new AbortController();
		const { signal } = this.#here;
		this.#host.addEventListener('pointerdown', () => (this.#pressed = true), { signal, capture: true });
		for (const type of ['pointerup', 'pointercancel']) addEventListener(type, this.#release, { signal, capture: true });
	}

	hostDisconnected(): void {
		this.#here.abort();
		this.#pressed = false;
	}

	/** After the click. */
	readonly #release = (): void => {
		if (this.#pressed) setTimeout(() => this.#end());
	};

	#end(): void {
		this.#pressed = false;
		this.#host.requestUpdate();
	}
}
