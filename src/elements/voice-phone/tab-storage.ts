import { ownProperties } from '../../core/own-properties.js';
import { uuid } from '../../core/random.js';
import type { TabStorage } from '../../core/ports/storage.js';

const lockOf = (page: string): string => `voice-elements.calls ${page}`;
/** A page releases its lock about when the next one starts. */
const LEAVES_WITHIN_MS = 800;

/** `sessionStorage` and the lifecycle of the page. One listener serves all phones, and references none. */
class PageStorage implements TabStorage {
	readonly page = uuid();
	readonly #returns = new EventTarget();
	#leaving = false;
	#release: (() => void) | undefined;

	/** Added before any phone opens a connection: listeners of `window` are called in order. */
	constructor() {
		addEventListener('pagehide', () => {
			this.#leaving = true;
			// A page with a lock is not put into the back/forward cache.
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

	/**
	 * Detects by a lock (Web Locks) that a page has ended, however that happens. Insecure pages have neither locks nor
	 * calls.
	 */
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
			// Storage is denied or full; then nothing is restored.
		}
	}

	onReturn(listener: () => void, signal: AbortSignal): void {
		this.#returns.addEventListener('return', listener, ownProperties({ signal }));
	}
}

let storage: PageStorage | undefined;

/** The storage of the tab; `undefined` without a page. */
export function tabStorage(): TabStorage | undefined {
	if (typeof document === 'undefined') return undefined;
	return (storage ??= new PageStorage());
}
