import type { ConnectionState } from '../connection-state.js';
import { ownProperties } from '../own-properties.js';

/** How long an account is believed again after it was asked for because no server could be reached, each time, and after asking failed. */
const DOUBT_MS = [30_000, 60_000, 120_000, 300_000, 600_000] as const;
const UNASKED_MS = 5000;

/** Says when the addresses of the servers may have expired: none was reached, or one closed the connection with a reason of its own. Seldom, while that goes on. */
export class ServerDoubt {
	/** No server is reached. */
	away = false;
	#unreached = 0;
	#doubts = 0;
	#believedUntil = 0;

	/** Whether to ask anew. Each pause before the next attempt tells of a server that was not reached. */
	arises(connection: ConnectionState, servers: number): boolean {
		this.away = connection.phase === 'reconnecting' || connection.phase === 'failed';
		if (connection.phase === 'connected') this.#unreached = this.#doubts = 0;
		if (connection.phase !== 'reconnecting' || !Object.hasOwn(connection, 'retryAt')) return false;
		const { error } = ownProperties(connection);
		this.#unreached++;
		if ((this.#unreached < servers && error?.code !== 'refused') || Date.now() < this.#believedUntil) return false;
		this.#believedUntil = Date.now() + (DOUBT_MS[this.#doubts++] ?? DOUBT_MS[4]);
		return true;
	}

	/** Asking brought nothing. */
	unanswered(): void {
		this.#believedUntil = Date.now() + UNASKED_MS;
	}
}
