import type { PhoneConfig } from '../core/configuration.js';
import { VoiceErrorEvent } from '../core/events.js';
import type { Phone } from '../core/phone.js';
import { VoiceError } from '../core/voice-error.js';

/**
 * A phone that lives and ends with an element. Nothing here throws: a mistake in the configuration is told as `voice-error`, and a phone that does not
 * run yet has it as the reason why its connection failed; one that runs goes on with what it had.
 */
export class OwnPhone {
	#running = false;
	#configuring: Promise<void> = Promise.resolve();
	#stopping: Promise<void> = Promise.resolve();

	constructor(readonly phone: Phone) {}

	configure(config: PhoneConfig): void {
		this.#configuring = this.phone.configure(config).catch((thrown: unknown) => this.#refuse(VoiceError.from(thrown), config));
	}

	/** Starts it, once it has its configuration and a stop that is under way is over. */
	start(): void {
		if (this.#running) return;
		this.#running = true;
		void Promise.all([this.#configuring, this.#stopping]).then(() => this.#running && this.phone.start());
	}

	/** Hangs up and lets go of everything. */
	stop(): void {
		if (!this.#running) return;
		this.#running = false;
		this.#stopping = this.phone.stop();
	}

	/** The phone does not take such a configuration; it finds the mistake where it may show it, when it is given the same as the answer of a function. */
	async #refuse(mistake: VoiceError, config: PhoneConfig): Promise<void> {
		const { phase } = this.phone.state.connection;
		if (phase === 'idle' || phase === 'failed') await this.phone.configure({ credentials: () => Promise.resolve(config) });
		else this.phone.dispatchEvent(new VoiceErrorEvent(mistake));
	}
}
