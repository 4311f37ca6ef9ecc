import { backoffMs } from './timing.js';
import { ownProperties } from '../core/own-properties.js';

/** Chooses the next server and the pause before it. The first server is the preferred one. */
export class ServerList {
	readonly servers: readonly string[];
	readonly #pauses: readonly number[];
	readonly #unfit = new Map<string, number>();
	#index = 0;
	#failures = 0;

	constructor(servers: readonly string[], pauses: readonly number[]) {
		this.servers = servers;
		this.#pauses = pauses;
	}

	get current(): string {
		return this.servers[this.#index] ?? '';
	}

	/** Servers preferred to the current one, best first, without those to avoid. */
	get better(): readonly string[] {
		return this.servers.slice(0, this.#index).filter((server) => (this.#unfit.get(server) ?? 0) <= Date.now());
	}

	/** The current server answers but does not work: it is not preferred for this many ms. */
	avoid(ms: number): void {
		this.#unfit.set(this.current, Date.now() + ms);
	}

	/**
	 * Moves to the next server after a failure. Returns the pause before it, ms. `lasted`: the connection was stable
	 * before.
	 */
	fail(options?: { readonly lasted?: boolean; readonly random?: () => number }): number {
		const { lasted = false, random = Math.random } = ownProperties<{ lasted?: boolean; random?: () => number }>(
			options,
		);
		if (lasted) this.#failures = 0;
		this.#index = (this.#index + 1) % this.servers.length;
		const rounds = Math.floor(this.#failures++ / this.servers.length);
		return backoffMs(this.#pauses, rounds + 1, random);
	}

	/** Starts again at the first server without a pause. */
	restart(): void {
		this.#index = 0;
		this.#failures = 0;
	}

	moveTo(server: string): void {
		this.#index = Math.max(0, this.servers.indexOf(server));
		this.#failures = 0;
	}
}
