import { uuid } from '../core/random.js';
import type { TabStorage } from '../core/storage.js';

/** `sessionStorage`, and the life of the page. It listens once for all phones of the page, and keeps none of them. */
class PageStorage implements TabStorage {
	readonly page = uuid();
	readonly #returns = new EventTarget();
	#leaving = false;

	/** Whoever listens to `window` first is told first: this is there before any phone has a connection that it would close for the page that goes. */
	constructor() {
		addEventListener('pagehide', () => (this.#leaving = true));
		addEventListener('pageshow', ({ persisted }) => {
			this.#leaving = false;
			if (persisted) this.#returns.dispatchEvent(new Event('return'));
		});
	}

	get leaving(): boolean {
		return this.#leaving;
	}

	read(key: string): string | undefined {
		try {
			return sessionStorage.getItem(key) ?? undefined;
		} catch {
			return undefined;
		}
	}

	write(key: string, value: string | undefined): void {
		try {
			if (value === undefined) sessionStorage.removeItem(key);
			else sessionStorage.setItem(key, value);
		} catch {
			// The page may store nothing, or no more: then nothing outlasts it.
		}
	}

	onReturn(listener: () => void, signal: AbortSignal): void {
		this.#returns.addEventListener('return', listener, { signal });
	}
}

let storage: PageStorage | undefined;

/** The storage of the tab; nothing where there is no page. */
export function tabStorage(): TabStorage | undefined {
	if (typeof document === 'undefined') return undefined;
	return (storage ??= new PageStorage());
}
