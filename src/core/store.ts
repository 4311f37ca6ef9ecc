import { demandArgument, optionsOf } from './arguments.js';
import { ownProperties } from './own-properties.js';

export interface SubscribeOptions {
	/** Ends the subscription. */
	readonly signal?: AbortSignal;
}

/** One frozen, structured-cloneable snapshot that says what is true now, and word of every change. `Phone`, `Call` and `Chat` extend it. */
export class Store<State extends object> extends EventTarget {
	#state: Readonly<State>;

	constructor(initial: State) {
		super();
		this.#state = freeze(initial);
	}

	get state(): Readonly<State> {
		return this.#state;
	}

	/** Calls the listener with every new state, each once, not with the present one. Returns the way to end it. Throws a `VoiceError`, `configuration`, for what is no function. */
	subscribe(listener: (state: Readonly<State>) => void, options?: SubscribeOptions): () => void {
		const { signal } = optionsOf<SubscribeOptions>('options', options);
		demandArgument('listener', typeof listener === 'function', 'a function');
		let told = this.#state;
		// A listener before this one may have changed the state again, and then it was told already.
		const tell = (): void => {
			if (told === this.#state) return;
			told = this.#state;
			listener(told);
		};
		this.addEventListener('change', tell, signal && ownProperties({ signal }));
		return () => this.removeEventListener('change', tell);
	}

	protected setState(next: State): void {
		if (next === this.#state) return;
		this.#state = freeze(next);
		this.dispatchEvent(new Event('change'));
	}

	/** Sets some of it, unless all of that is so already. */
	protected change(part: Partial<State>): void {
		const keys = Object.keys(part) as (keyof State)[];
		const own = ownProperties<State>(this.#state);
		if (keys.some((key) => part[key] !== own[key])) this.setState({ ...this.#state, ...part });
	}
}

/** Freezes plain data through and through; what is frozen already is so to the ground. */
export function freeze<Data extends object>(data: Data): Readonly<Data> {
	for (const value of Object.values(data) as unknown[]) if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) freeze(value);
	return Object.freeze(data);
}
