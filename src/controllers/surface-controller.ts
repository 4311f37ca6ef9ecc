import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Phone } from '../core/phone.js';
import { ElementLifecycleController } from './element-lifecycle-controller.js';

/**
 * Tells a phone that its calls can be answered at the host: `new SurfaceController(this, () => this.#phone.phone)`. While a phone has no such surface, callers hear
 * that nobody can be reached (480). A host that is moved goes on being one.
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

	/** Not before an update: a host that is moved has no phone for the moment in which its controllers are connected one after the other. */
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
