import type { PhoneConfig } from '../core/configuration.js';
import { ownProperties } from '../core/own-properties.js';
import type { Phone } from '../core/phone.js';
import { sameSettings } from '../core/same-settings.js';
import { VoiceError } from '../core/voice-error.js';
import { PageCredentials } from './page-credentials.js';

/** Runs the phone of an element, and nothing throws. A phone that refuses its configuration is not started before it has a better one. */
export class OwnPhone {
	readonly #refused: (mistake: VoiceError) => void;
	readonly #credentials: PageCredentials;
	#config: PhoneConfig | undefined;
	#wanted = false;
	#started = false;
	#configured: Promise<boolean> = Promise.resolve(false);

	/** `refused` is told of every mistake in a configuration. */
	constructor(
		readonly phone: Phone,
		refused: (mistake: VoiceError) => void,
	) {
		this.#refused = refused;
		this.#credentials = new PageCredentials(phone, () => this.#config && this.#configure(this.#config));
	}

	/** Takes another configuration; one that says the same changes nothing, and its mistake is not told again. */
	configure(given: PhoneConfig): void {
		const credentials = this.#credentials.use(given.credentials);
		const config = credentials ? ownProperties<PhoneConfig>(given, { credentials }) : given;
		if (this.#config && sameSettings(config, this.#config)) return;
		this.#config = config;
		this.#configure(config);
		void this.#proceed();
	}

	/** Starts it, once it has its configuration. */
	start(): void {
		this.#wanted = true;
		void this.#proceed();
	}

	/** Hangs up and lets go of everything. */
	stop(): void {
		this.#wanted = this.#started = false;
		this.#credentials.stop();
		void this.phone.stop();
	}

	#configure(config: PhoneConfig): void {
		this.#configured = this.phone.configure(config).then(
			() => true,
			(thrown: unknown) => {
				this.#refused(VoiceError.from(thrown));
				return this.#started;
			},
		);
	}

	async #proceed(): Promise<void> {
		const configured = await this.#configured;
		if (!configured || !this.#wanted || this.#started) return;
		this.#started = true;
		this.phone.start();
	}
}
