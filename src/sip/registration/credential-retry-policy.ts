import { backoffMs } from '../../net/timing.js';
import type { Refused } from './registration-error.js';

/**
 * Decides whether rejected credentials are retried. Credentials never accepted are wrong. Credentials accepted before
 * may be re-challenged by another server of a cluster without a shared nonce secret, or by a restarted one. They are
 * retried only a few times, because servers lock accounts.
 */
export class CredentialRetryPolicy {
	readonly #pausesMs: readonly number[];
	#accepted = false;
	#refusals = 0;

	constructor(pausesMs: readonly number[]) {
		this.#pausesMs = pausesMs;
	}

	/** Whether they were rejected since they were last accepted. */
	get rejectedSinceAccepted(): boolean {
		return this.#refusals > 0;
	}

	accept(): void {
		this.#accepted = true;
		this.#refusals = 0;
	}

	/** The credentials were replaced. */
	reset(): void {
		this.#accepted = false;
		this.#refusals = 0;
	}

	/** Notes a rejection. Returns the pause before a retry, ms; `undefined` if a retry is pointless. */
	refuse({ status, challenged }: Pick<Refused, 'status' | 'challenged'>): number | undefined {
		if (!this.#accepted || status === 403 || !challenged || this.#refusals === this.#pausesMs.length) return undefined;
		return backoffMs(this.#pausesMs, ++this.#refusals);
	}
}
