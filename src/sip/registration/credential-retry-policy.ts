import { backoffMs } from '../../net/timing.js';
import type { Refused } from './registration-error.js';

/**
 * What credentials are worth when a server challenges them anew. Those that it never accepted are wrong. Those that it did accept may have come to another server of the same
 * name, which knows nothing of the challenge that they answer: servers behind one address that share no secret for their nonces, or one that was just restarted.
 * They are shown again, and only a few times: servers lock accounts for trying.
 */
export class CredentialRetryPolicy {
	readonly #pausesMs: readonly number[];
	#accepted = false;
	#refusals = 0;

	constructor(pausesMs: readonly number[]) {
		this.#pausesMs = pausesMs;
	}

	/** Whether they were refused since they were accepted. */
	get rejectedSinceAccepted(): boolean {
		return this.#refusals > 0;
	}

	accept(): void {
		this.#accepted = true;
		this.#refusals = 0;
	}

	/** These are other credentials. */
	reset(): void {
		this.#accepted = false;
		this.#refusals = 0;
	}

	/** They were refused. How long to wait before they are shown again; nothing when that is of no use. */
	refuse({ status, challenged }: Pick<Refused, 'status' | 'challenged'>): number | undefined {
		if (!this.#accepted || status === 403 || !challenged || this.#refusals === this.#pausesMs.length) return undefined;
		return backoffMs(this.#pausesMs, ++this.#refusals);
	}
}
