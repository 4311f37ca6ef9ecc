import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

/** No press lasts longer than this. */
const LONGEST_MS = 5000;

/**
 * Knows whether the host is being pressed. A press moves the focus before its click, which must find the pressed
 * element unchanged. It also ends without a release: outside the window, in a drag, or when the pressed node is
 * removed. A touch moves the focus after its release, by emulated mouse events.
 */
export class PressController implements ReactiveController {
	readonly #host: ReactiveControllerHost & HTMLElement;
	#pressed = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
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
		const options = ownProperties({ signal: this.#here.signal, capture: true, passive: true });
		for (const type of ['pointerdown', 'mousedown']) this.#host.addEventListener(type, this.#press, options);
		for (const type of ['pointerup', 'pointercancel', 'mouseup', 'dragstart', 'pagehide']) addEventListener(type, this.#release, options);
		addEventListener('pointermove', this.#move, options);
		addEventListener('blur', ({ target }) => target === window && this.#release(), options);
	}

	hostDisconnected(): void {
		this.#here.abort();
		clearTimeout(this.#timer);
		this.#pressed = false;
	}

	readonly #press = (): void => {
		this.#pressed = true;
		this.#endIn(LONGEST_MS);
	};

	/** The button is up, so its release happened elsewhere. */
	readonly #move = ({ buttons }: PointerEvent): void => {
		if (this.#pressed) this.#endIn(buttons === 0 ? 0 : LONGEST_MS);
	};

	/** After the click. */
	readonly #release = (): void => {
		if (this.#pressed) this.#endIn(0);
	};

	#endIn(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			this.#pressed = false;
			this.#host.requestUpdate();
		}, ms);
	}
}
