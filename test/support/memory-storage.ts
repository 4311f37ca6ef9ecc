import type { TabStorage } from '../../src/core/ports/storage.js';

/** A tab whose pages come and go as the test says. Each page has its own view of the one storage. */
export class MemoryStorage implements TabStorage {
	readonly items: Map<string, string>;
	readonly #returns = new EventTarget();
	leaving = false;

	/** The pages in which calls go on. */
	readonly inCall = new Set<string>();

	constructor(readonly page = 'one', items = new Map<string, string>()) {
		this.items = items;
	}

	/** The page that comes next in the tab. */
	next(page = `${this.page}+`): MemoryStorage {
		return new MemoryStorage(page, this.items);
	}

	/** The page is shown again as it was left. */
	return(): void {
		this.leaving = false;
		this.#returns.dispatchEvent(new Event('return'));
	}

	claimCalls(): void {
		this.inCall.add(this.page);
	}

	hasCalls(page: string): Promise<boolean> {
		return Promise.resolve(this.inCall.has(page));
	}

	read(key: string): string | undefined {
		return this.items.get(key);
	}

	write(key: string, value: string | undefined): void {
		if (value === undefined) this.items.delete(key);
		else this.items.set(key, value);
	}

	onReturn(listener: () => void, signal: AbortSignal): void {
		this.#returns.addEventListener('return', listener, { signal });
	}
}
