import type { Credentials } from '../core/configuration.js';
import type { PhoneState } from '../core/phone-state.js';
import type { Phone } from '../core/phone.js';

type Ask = () => Promise<Credentials>;

/** How long after a failure another function is asked at the earliest: longer each time, for a page that renders because of the failure would ask for ever. */
const PAUSES_MS = [1000, 2000, 5000, 10_000, 30_000, 60_000] as const;

/**
 * The `credentials` of an element, as one function that stays the same: frameworks make another at each render. Whichever is the newest is asked when the phone
 * needs credentials. Where it failed for want of good ones, another function is a reason to ask again, for somebody may have signed in to the site; but seldom.
 */
export class PageCredentials {
	readonly #phone: Phone;
	readonly #askAgain: () => void;
	#newest: Ask | undefined;
	#asked: Ask | undefined;
	#failing = false;
	#failedAt = 0;
	#failures = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;

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

	/** Asks nothing by itself any more, until the phone fails again. */
	stop(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
		this.#failing = false;
	}

	readonly #ask: Ask = async () => {
		this.#asked = this.#newest;
		return (this.#newest as Ask)();
	};

	#follow(): void {
		const { state } = this.#phone;
		if (!lacksCredentials(state)) {
			if (state.connection.phase === 'connected' && /registered|none/.test(state.registration.phase)) this.#failures = 0;
			return this.stop();
		}
		if (!this.#failing) this.#failedAt = Date.now();
		this.#failing = true;
		if (this.#timer !== undefined || !this.#newest || this.#newest === this.#asked) return;
		const pause = PAUSES_MS[this.#failures] ?? PAUSES_MS[5];
		this.#timer = setTimeout(() => this.#retry(), Math.max(0, this.#failedAt + pause - Date.now()));
	}

	#retry(): void {
		this.#timer = undefined;
		this.#failures++;
		this.#failedAt = Date.now();
		this.#askAgain();
	}
}

/** Whether it failed, for good, for want of good credentials; a page where nobody has signed in yet may also give nothing that is any. */
function lacksCredentials({ connection, registration, signInNeeded }: PhoneState): boolean {
	if (connection.phase === 'failed') return /^(?:credentials-missing|credentials-refused|configuration)$/.test(connection.error.code);
	if (connection.phase === 'idle') return signInNeeded;
	return registration.phase === 'failed' && registration.retryAt === undefined && registration.error.code === 'credentials-refused';
}
