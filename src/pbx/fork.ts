import { Attempt, type Branch, type Sending } from './attempt.js';
import type { SipResponse } from './sip-response.js';
import type { Incoming } from './transactions.js';

export interface ForkOptions extends Sending {
	/** Sends a response back to the client that sent the request. */
	relay(response: SipResponse, branch: Branch): void;
	/** Whether a cancelled request is answered at once, without waiting for its targets. */
	readonly backToBack: boolean;
	/** How long a final response may take, ms, and the status to send without one. */
	readonly timeoutMs: number;
	readonly timeoutStatus: number;
}

/** How long cancelled targets may take to respond. */
const cancelledMs = 4000;

/**
 * A request forked to several targets (RFC 3261 sections 16.6 to 16.10): the first 2xx wins, else the best failure is
 * relayed.
 */
export class Fork {
	readonly #attempts: readonly Attempt[];
	readonly #refusals: { readonly response: SipResponse; readonly branch: Branch }[] = [];
	#timer: ReturnType<typeof setTimeout> | undefined;
	#cancelStatus: number | undefined;

	constructor(readonly incoming: Incoming, branches: readonly Branch[], readonly options: ForkOptions) {
		this.#attempts = branches.map(
			(branch) => new Attempt(branch, options, (response, attempt) => this.#received(response, attempt)),
		);
	}

	start(): void {
		this.incoming.onCancel = (cancel) => this.cancel(487, cancel.get('Reason'));
		this.#timer = setTimeout(() => this.cancel(this.options.timeoutStatus), this.options.timeoutMs);
		for (const attempt of this.#attempts) {
			if (!attempt.start()) this.#refused(this.incoming.request.reply(480), attempt);
		}
	}

	/** Cancels every target. Responds with this status when all have ended, or after a short wait. */
	cancel(status: number, reason = ''): void {
		this.#cancelStatus = status;
		this.#cancelRest(reason);
		clearTimeout(this.#timer);
		if (this.options.backToBack || !this.#isInvite) return this.#answer(status);
		this.#timer = setTimeout(() => this.#answer(status), cancelledMs);
	}

	stop(): void {
		clearTimeout(this.#timer);
	}

	get #isInvite(): boolean {
		return this.incoming.request.method === 'INVITE';
	}

	#received(response: SipResponse, attempt: Attempt): void {
		if (response.status < 200) this.#progressed(response, attempt);
		else if (response.status < 300) this.#accepted(response, attempt);
		else this.#refused(response, attempt);
	}

	#progressed(response: SipResponse, attempt: Attempt): void {
		if (this.#isInvite && response.status > 100 && !attempt.cancelled) this.options.relay(response, attempt.branch);
	}

	/** Relays a second 2xx as well: only the caller can end that dialog (RFC 3261 section 16.7). */
	#accepted(response: SipResponse, attempt: Attempt): void {
		clearTimeout(this.#timer);
		if (this.#isInvite || !this.incoming.answered) this.options.relay(response, attempt.branch);
		this.#cancelRest('SIP;cause=200;text="Call completed elsewhere"');
	}

	#refused(response: SipResponse, attempt: Attempt): void {
		this.#refusals.push({ response, branch: attempt.branch });
		if (response.status >= 600) this.#cancelRest(`SIP;cause=${String(response.status)}`);
		if (this.#attempts.every(({ ended }) => ended) && !this.incoming.answered) this.#relayBestRefusal();
	}

	#relayBestRefusal(): void {
		const best = this.#refusals.reduce((one, other) => (rank(other.response) < rank(one.response) ? other : one));
		if (this.#cancelStatus !== undefined && best.response.status < 600) return this.#answer(this.#cancelStatus);
		clearTimeout(this.#timer);
		this.options.relay(best.response, best.branch);
	}

	#answer(status: number): void {
		clearTimeout(this.#timer);
		this.incoming.respond(this.incoming.request.reply(status));
	}

	#cancelRest(reason: string): void {
		for (const attempt of this.#attempts) attempt.cancel(reason);
	}
}

/**
 * Lower is better (RFC 3261 section 16.7): a 6xx first, then the lowest class. Within 4xx, busy is preferred to
 * unavailable.
 */
function rank({ status }: SipResponse): number {
	if (status >= 600) return 0;
	const preferred = [401, 407, 415, 420, 484, 486];
	return preferred.includes(status) ? 400 : status + (status === 408 ? 99 : 1);
}
