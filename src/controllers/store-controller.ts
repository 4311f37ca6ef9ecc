import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { Store } from '../core/store.js';
import { ownProperties } from '../core/own-properties.js';

/**
 * Subscribes to a phone, call or chat and updates its host on every change: `new StoreController(this, () =>
 * this.#call)`. The function is called before every update and may return another object, or none.
 */
export class StoreController<State extends object> implements ReactiveController {
	readonly #host: ReactiveControllerHost;
	readonly #read: () => Store<State> | undefined;
	readonly #ignored: readonly (keyof State)[];
	#connected = false;
	#watched: Store<State> | undefined;
	#watching = new AbortController();

	/** `ignored`: members of the state that the host does not show. */
	constructor(
		host: ReactiveControllerHost,
		read: () => Store<State> | undefined,
		ignored: readonly (keyof State)[] = [],
	) {
		this.#host = host;
		this.#read = read;
		this.#ignored = ignored;
		host.addController(this);
	}

	/** The current state. */
	get state(): Readonly<State> | undefined {
		return this.#read()?.state;
	}

	hostConnected(): void {
		this.#connected = true;
		this.#watch(this.#read());
		if (this.#watched) this.#host.requestUpdate();
	}

	hostUpdate(): void {
		if (this.#connected) this.#watch(this.#read());
	}

	hostDisconnected(): void {
		this.#connected = false;
		this.#watch(undefined);
	}

	#watch(store: Store<State> | undefined): void {
		if (store === this.#watched) return;
		this.#watching.abort();
		this.#watching = new AbortController();
		this.#watched = store;
		let shown = store?.state;
		store?.subscribe(
			(state) => {
				if (!shown || this.#concern(shown, state)) this.#host.requestUpdate();
				shown = state;
			},
			{ signal: this.#watching.signal },
		);
	}
	/** Whether two states differ in a member that the host shows. */
	#concern(before: Readonly<State>, after: Readonly<State>): boolean {
		const names = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof State>;
		const [old, now] = [ownProperties<State>(before), ownProperties<State>(after)];
		return [...names].some((name) => old[name] !== now[name] && !this.#ignored.includes(name));
	}
}
