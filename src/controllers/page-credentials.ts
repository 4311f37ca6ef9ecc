import type { Credentials } from '../core/account/configuration.js';
import type { PhoneState } from '../core/phone-state.js';
import type { Phone } from '../core/phone.js';

type Ask = () => Promise<Credentials>;

const LONGEST_PAUSE_MS = 60_000;

/**
 * The `credentials` of an element, as one function that stays the same: frameworks make another at each render. Whichever is the newest is asked when the phone
 * needs credentials. Where it failed for want of good ones, another function is a reason to ask again, for somebody may have signed in to the site; but after a
 * pause, longer each time, since a page that renders because of the failure would ask for ever.
 */
export class PageCredentials {
	readonly #phone: Phone;
	readonly #askAgain: () => void;
	#newest: Ask | undefined;
	#asked: Ask | undefined;
	#pauseMs = 0;
	#waiting = false;

	constructor(phone: Phone, askAgain: () => void) {
		this.#phone = phone;
		this.#askAgain = askAgain;
		phone.subscribe(() => this.#follow());
	}

	/** Takes the function of the element, and gives the one for the phone. */
	use(newest: Ask | undefined): Ask | undefined {
		this.#newest = newest;
		this.#follow();
		return newest && this.#ask;
	}

	readonly #ask: Ask = async () => {
		this.#asked = this.#newest;
		return (this.#newest as Ask)();
	};

	get #helps(): boolean {
		return this.#newest !== undefined && this.#newest !== this.#asked && lacksCredentials(this.#phone.state);
	}

	#follow(): void {
		if (this.#phone.state.registration.phase === 'registered') this.#pauseMs = 0;
		if (this.#waiting || !this.#helps) return;
		this.#waiting = true;
		this.#pauseMs = Math.min(this.#pauseMs * 2 || 1000, LONGEST_PAUSE_MS);
		setTimeout(() => {
			this.#waiting = false;
			if (this.#helps) this.#askAgain();
		}, this.#pauseMs);
	}
}

/** Whether it waits for better ones, and not only for its next attempt; a page where nobody has signed in yet may also give nothing that is any. */
function lacksCredentials({ connection, registration, signInNeeded }: PhoneState): boolean {
	return signInNeeded || [connection, registration].some((state) => state.phase === 'failed' && !('retryAt' in state) && /^(?:credentials|configuration)/.test(state.error.code));
}
