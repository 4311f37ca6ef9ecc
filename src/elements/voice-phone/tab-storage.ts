import { ownProperties } from '../../core/own-properties.js';
import { uuid } from '../../core/random.js';
import type { TabStorage } from '../../core/ports/storage.js';

const lockOf = (page: string): string => `voice-elements.calls ${page}`;
/** A page that is left releases its lock about when the next one begins. */
const LEAVES_WITHIN_MS = 800;

/** `sessionStorage`, and the life of the page. It listens once for all phones of the page, and keeps none of them. */
class PageStorage implements TabStorage {
	readonly page = uuid();
	readonly #returns = new EventTarget();
	#leaving = false;
	#release: (() => void) | undefined;

	/** Whoever listens to `window` first is told first: this is there before any phone has a connection that it would close for the page that goes. */
	constructor() {
		addEventListener('pagehide', () => {
			this.#leaving = true;
			// With a lock it would not be kept for the way back.
			this.#release?.();
			this.#release = undefined;
		});
		addEventListener('pageshow', ({ persisted }) => {
			this.#leaving = false;
			if (persisted) this.#returns.dispatchEvent(new Event('return'));
		});
	}

	get leaving(): boolean {
		return this.#leaving;
	}

	/** By a lock (Web Locks), which ends with the page in whatever way that ends. Insecure pages have none, and no calls either. */
	claimCalls(): void {
		if (this.#release || this.#leaving) return;
		const left = new Promise<void>((release) => (this.#release = release));
		this.#locks?.request(lockOf(this.page), () => left).catch(() => undefined);
	}

	async hasCalls(page: string): Promise<boolean> {
		for (const end = Date.now() + LEAVES_WITHIN_MS; Date.now() < end;) {
			const locks = await this.#locks?.query().catch(() => undefined);
			if (!locks?.held?.some(({ name }) => name === lockOf(page))) return false;
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
		return true;
	}

	get #locks(): LockManager | undefined {
		return (navigator as Partial<Navigator>).locks;
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
		this.#returns.addEventListener('return', listener, ownProperties({ signal }));
	}
}

let storage: PageStorage | undefined;

/** The storage of the tab; nothing where there is no page. */
export function tabStorage(): TabStorage | undefined {
	if (typeof document === 'undefined') return undefined;
	return (storage ??= new PageStorage());
}
