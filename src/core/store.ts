export interface SubscribeOptions {
	/** Ends the subscription. */
	readonly signal?: AbortSignal;
}

/** One frozen, structured-cloneable snapshot that says what is true now, and word of every change. `Phone`, `Call` and `Chat` extend it. */
export class Store<State extends object> extends EventTarget {
	#state: Readonly<State>;

	constructor(initial: State) {
		super();
		this.#state = Object.freeze(initial);
	}

	get state(): Readonly<State> {
		return this.#state;
	}

	/** Calls the listener with every new state, not with the present one. Returns the way to end it. */
	subscribe(listener: (state: Readonly<State>) => void, { signal }: SubscribeOptions = {}): () => void {
		const tell = (): void => listener(this.#state);
		this.addEventListener('change', tell, signal ? { signal } : undefined);
		return () => this.removeEventListener('change', tell);
	}

	protected setState(next: State): void {
		if (next === this.#state) return;
		this.#state = Object.freeze(next);
		this.dispatchEvent(new Event('change'));
	}
}
