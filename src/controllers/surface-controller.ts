import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Phone } from '../core/phone.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';

/**
 * Registers its host as a surface of a phone, where calls can be answered: `new SurfaceController(this, () =>
 * this.#phone.phone)`. Without a surface, a phone rejects incoming calls with 480. Moving the host keeps the
 * registration.
 */
export class SurfaceController implements ReactiveController {
	readonly #host: ReactiveControllerHost & Element;
	readonly #read: () => Phone | undefined;
	#phone: Phone | undefined;
	#serving = new AbortController();

	constructor(host: ReactiveControllerHost & Element, read: () => Phone | undefined) {
		this.#host = host;
		this.#read = read;
		host.addController(this);
		new ElementLifecycleController(host, { detached: () => this.#serve(undefined) });
	}

	/** Not in `hostConnected()`: a moved host has no phone until all of its controllers are connected. */
	hostUpdate(): void {
		if (this.#host.isConnected) this.#serve(this.#read());
	}

	#serve(phone: Phone | undefined): void {
		if (phone === this.#phone) return;
		const before = this.#serving;
		this.#serving = new AbortController();
		this.#phone = phone;
		phone?.addSurface({ signal: this.#serving.signal });
		before.abort();
	}
}
