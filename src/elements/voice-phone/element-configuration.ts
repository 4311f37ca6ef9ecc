import type { Credentials, PhoneConfig } from '../../core/account/settings.js';
import { settingsText } from '../../core/account/settings-text.js';
import { ownProperties } from '../../core/own-properties.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { Phone } from '../../core/phone.js';

type Ask = () => Promise<Credentials>;

const LONGEST_PAUSE_MS = 60_000;

/**
 * The configuration of an element's phone. One that says the same changes nothing, and its mistake is not reported
 * again; the phone itself reports a mistake.
 *
 * The phone gets one `credentials` function that stays the same: frameworks make another at each render. Whichever is
 * the newest is asked when the phone needs credentials. Where it failed for want of good ones, another function is a
 * reason to ask again, for somebody may have signed in to the site; but after a pause, longer each time, since a page
 * that renders because of the failure would ask for ever.
 */
export class ElementConfiguration {
	readonly #phone: Phone;
	#config: PhoneConfig = {};
	#said: string | undefined;
	#settled: Promise<void> = Promise.resolve();
	#newest: Ask | undefined;
	#asked: Ask | undefined;
	#pauseMs = 0;
	#waiting = false;

	constructor(phone: Phone) {
		this.#phone = phone;
		phone.subscribe(() => this.#follow());
	}

	/** Settles, and never rejects, when the phone has taken the last configuration, or refused it. */
	get settled(): Promise<void> {
		return this.#settled;
	}

	/** Takes what the element says now. */
	update(given: PhoneConfig): void {
		this.#newest = given.credentials;
		this.#follow();
		const said = settingsText(given);
		if (said !== undefined && said === this.#said) return;
		this.#said = said;
		this.#config = ownProperties<PhoneConfig>(given, given.credentials && { credentials: this.#ask });
		this.#apply();
	}

	readonly #ask: Ask = async () => {
		this.#asked = this.#newest;
		return (this.#newest as Ask)();
	};

	#apply(): void {
		this.#settled = this.#phone.configure(this.#config).catch(() => undefined);
	}

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
			if (this.#helps) this.#apply();
		}, this.#pauseMs);
	}
}

/**
 * Whether it waits for better ones, and not only for its next attempt; a page where nobody has signed in yet may also
 * give nothing that is any.
 */
function lacksCredentials({ connection, registration, signInNeeded }: PhoneState): boolean {
	return signInNeeded || [connection, registration].some((state) => state.phase === 'failed' && !('retryAt' in state) && /^(?:credentials|configuration)/.test(state.error.code));
}
