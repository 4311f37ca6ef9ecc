import { sameAccount, type Address } from '../address.js';

/** Somebody who says nothing more for so many ms writes no more (RFC 3994 section 3.2: the default refresh interval). */
const EXPIRY_MS = 120_000;
/** We say it again while we write, and that we stopped after a pause, in ms (sections 3.1 and 3.2). */
const [REFRESH_MS, IDLE_MS] = [60_000, 15_000] as const;
/** So many are told at once. */
const MAX_TOLD = 8;

/** Who writes in a conversation now. */
export class ComposingOthers {
	readonly #changed: (others: readonly Address[]) => void;
	readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
	#others: readonly Address[] = [];

	constructor(changed: (others: readonly Address[]) => void) {
		this.#changed = changed;
	}

	set(from: Address, composing: boolean): void {
		clearTimeout(this.#timers.get(from.uri));
		this.#timers.delete(from.uri);
		const others = this.#others.filter(({ uri }) => !sameAccount(uri, from.uri));
		const known = others.length < this.#others.length;
		if (composing && others.length < MAX_TOLD) {
			this.#timers.set(from.uri, setTimeout(() => this.set(from, false), EXPIRY_MS));
			if (known) return;
			others.push(from);
		} else if (!known) return;
		this.#others = others;
		this.#changed(others);
	}
}

/** Tells that we write, as seldom as RFC 3994 wants it. */
export class OwnComposing {
	readonly #tell: (composing: boolean) => void;
	#toldAt: number | undefined;
	#idle: ReturnType<typeof setTimeout> | undefined;

	constructor(tell: (composing: boolean) => void) {
		this.#tell = tell;
	}

	/** A key was pressed. */
	compose(): void {
		clearTimeout(this.#idle);
		this.#idle = setTimeout(() => this.stop(), IDLE_MS);
		if (this.#toldAt !== undefined && Date.now() - this.#toldAt < REFRESH_MS) return;
		this.#toldAt = Date.now();
		this.#tell(true);
	}

	/** The text was sent, which says by itself that nobody writes it any more. */
	sent(): void {
		clearTimeout(this.#idle);
		this.#toldAt = undefined;
	}

	stop(): void {
		const told = this.#toldAt !== undefined;
		this.sent();
		if (told) this.#tell(false);
	}
}
