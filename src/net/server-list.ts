import { backoffMs } from './timing.js';
import { ownProperties } from '../core/own-properties.js';

/** Which server is tried next, and after what pause. The first of the list is the preferred one. */
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

	/** Those that would be better than the current one, best first. */
	get better(): readonly string[] {
		return this.servers.slice(0, this.#index).filter((server) => (this.#unfit.get(server) ?? 0) <= Date.now());
	}

	/** The current server answers, and does not do its work. For so long it is no better one. */
	avoid(ms: number): void {
		this.#unfit.set(this.current, Date.now() + ms);
	}

	/** The current server failed: the next one's turn, in so many ms. `lasted` says that it had served for a while before. */
	fail(options?: { readonly lasted?: boolean; readonly random?: () => number }): number {
		const { lasted = false, random = Math.random } = ownProperties<{ lasted?: boolean; random?: () => number }>(options);
		if (lasted) this.#failures = 0;
		this.#index = (this.#index + 1) % this.servers.length;
		const rounds = Math.floor(this.#failures++ / this.servers.length);
		return backoffMs(this.#pauses, rounds + 1, random);
	}

	/** Begins at the top again, without a pause: the network is another one, or somebody asks. */
	restart(): void {
		this.#index = 0;
		this.#failures = 0;
	}

	moveTo(server: string): void {
		this.#index = Math.max(0, this.servers.indexOf(server));
		this.#failures = 0;
	}
}
