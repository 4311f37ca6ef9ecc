import type { PhoneConfig } from '../core/account/configuration.js';
import { ownProperties } from '../core/own-properties.js';
import type { Phone } from '../core/phone.js';
import { settingsText } from '../core/settings-text.js';
import { VoiceError } from '../core/voice-error.js';
import { PageCredentials } from './page-credentials.js';

/** Runs the phone of an element, and nothing throws. A phone that refuses its configuration is not started before it has a better one. */
export class OwnPhone {
	readonly #refused: (mistake: VoiceError) => void;
	readonly #credentials: PageCredentials;
	#config: PhoneConfig = {};
	#said: string | undefined;
	#wanted = false;
	#started = false;
	#configured: Promise<boolean> = Promise.resolve(false);

	/** `refused` is told of every mistake in a configuration. */
	constructor(
		readonly phone: Phone,
		refused: (mistake: VoiceError) => void,
	) {
		this.#refused = refused;
		this.#credentials = new PageCredentials(phone, () => this.#configure());
	}

	/** Takes another configuration; one that says the same changes nothing, and its mistake is not told again. */
	configure(given: PhoneConfig): void {
		const credentials = this.#credentials.use(given.credentials);
		const said = settingsText(given);
		if (said !== undefined && said === this.#said) return;
		this.#said = said;
		this.#config = ownProperties<PhoneConfig>(given, credentials && { credentials });
		this.#configure();
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
		void this.phone.stop();
	}

	#configure(): void {
		this.#configured = this.phone.configure(this.#config).then(
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
