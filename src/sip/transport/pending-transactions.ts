import type { UA } from 'jssip';
import { pause } from '../../core/pause.js';
import { listen } from './listen.js';

interface Transaction {
	readonly type: string;
}

/** Tracks pending client transactions, so that BYE and un-REGISTER complete before the socket closes. */
export class PendingTransactions {
	readonly #open = new Set<Transaction>();
	#quiet: (() => void) | undefined;

	constructor(ua: UA, signal: AbortSignal) {
		listen<{ transaction: Transaction }>(ua, 'newTransaction', ({ transaction }) => {
			if (transaction.type === 'nict') this.#open.add(transaction);
		}, signal);
		listen<{ transaction: Transaction }>(ua, 'transactionDestroyed', ({ transaction }) => {
			this.#open.delete(transaction);
			if (this.#open.size === 0) this.#quiet?.();
		}, signal);
	}

	/** Resolves when all have a response, or after this many ms. */
	async settled(timeoutMs: number): Promise<void> {
		if (this.#open.size === 0) return;
		const quiet = new AbortController();
		this.#quiet = (): void => quiet.abort();
		await pause(timeoutMs, quiet.signal);
	}
}
