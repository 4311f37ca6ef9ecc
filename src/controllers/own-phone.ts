import type { PhoneConfig } from '../core/configuration.js';
import type { Phone } from '../core/phone.js';
import { VoiceError } from '../core/voice-error.js';

/** Runs the phone of an element, and nothing throws. A phone that refuses its configuration is not started before it has a better one. */
export class OwnPhone {
	readonly #refused: (mistake: VoiceError) => void;
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
	}

	/** Takes another configuration; the same once more changes nothing, and its mistake is not told again. */
	configure(config: PhoneConfig): void {
		if (this.#config && equal(config, this.#config)) return;
		this.#config = config;
		this.#configured = this.phone.configure(config).then(
			() => true,
			(thrown: unknown) => {
				this.#refused(VoiceError.from(thrown));
				return this.#started;
			},
		);
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

	async #proceed(): Promise<void> {
		const configured = await this.#configured;
		if (!configured || !this.#wanted || this.#started) return;
		this.#started = true;
		this.phone.start();
	}
}

function equal(one: PhoneConfig, other: PhoneConfig): boolean {
	const names = new Set([...Object.keys(one), ...Object.keys(other)]) as Set<keyof PhoneConfig>;
	return [...names].every((name) => one[name] === other[name]);
}
