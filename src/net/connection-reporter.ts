import type { ConnectionState } from '../core/connection-state.js';
import type { ErrorState, VoiceError } from '../core/voice-error.js';
import { displayUrl } from './connection-error.js';

/** A newer `provedAt` is reported only when the last one is older than this. */
const FRESH_MS = 10_000;

/** Reports the events of a connection as the `ConnectionState` of a phone. */
export class ConnectionReporter {
	readonly #report: (state: ConnectionState) => void;
	#since: number | undefined;
	#error: VoiceError | undefined;
	#lastProof: { readonly server: string; readonly at: number } | undefined;

	constructor(report: (state: ConnectionState) => void) {
		this.#report = report;
	}

	connecting(server: string): void {
		this.#lastProof = undefined;
		if (this.#since === undefined) this.#report({ phase: 'connecting', server: displayUrl(server) });
		else this.#report({ phase: 'reconnecting', since: this.#since, server: displayUrl(server), ...this.#because });
	}

	/** The server answered a request. */
	proved(server: string): void {
		const at = Date.now();
		this.#since = this.#error = undefined;
		if (this.#lastProof?.server === server && at - this.#lastProof.at < FRESH_MS) return;
		this.#lastProof = { server, at };
		this.#report({ phase: 'connected', server: displayUrl(server), provedAt: at });
	}

	lost(error: VoiceError | undefined): void {
		this.#lastProof = undefined;
		this.#error = error;
		this.#since ??= Date.now();
	}

	waiting(server: string, { retryAt, error }: { readonly retryAt: number; readonly error: VoiceError }): void {
		this.lost(error);
		this.#report({
			phase: 'reconnecting',
			since: this.#since ?? Date.now(),
			server: displayUrl(server),
			retryAt,
			...this.#because,
		});
	}

	failed(error: VoiceError): void {
		this.lost(error);
		this.#report({ phase: 'failed', error: error.state });
	}

	get #because(): { readonly error?: ErrorState } {
		return this.#error ? { error: this.#error.state } : {};
	}
}
