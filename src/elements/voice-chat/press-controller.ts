import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ownProperties } from '../../core/own-properties.js';

/** Nobody holds what he presses still for so long. */
const LONGEST_MS = 5000;

/**
 * Knows whether somebody presses the host: a press takes the focus before it becomes a click, which must find what was
 * pressed. It ends also where no release comes: out of the window, in a drag, or where what was pressed is gone. A finger
 * takes the focus after it was lifted, by the mouse events that follow.
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

	/** A button that is not down any more was released where nobody told us. */
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
