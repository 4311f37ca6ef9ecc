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
	#stopping: Promise<void> = Promise.resolve();

	constructor(readonly phone: Phone) {}

	async configure(config: PhoneConfig): Promise<void> {
		try {
			await this.phone.configure(config);
		} catch (thrown) {
			await this.#refuse(VoiceError.from(thrown));
		}
	}

	/** Starts it, when a stop that is under way is over. */
	start(): void {
		if (this.#running) return;
		this.#running = true;
		void this.#stopping.then(() => this.#running && this.phone.start());
	}

	/** Hangs up and lets go of everything. */
	stop(): void {
		if (!this.#running) return;
		this.#running = false;
		this.#stopping = this.phone.stop();
	}

	/** A phone with nothing but a mistake to connect with fails with that mistake, in its state and as an event. */
	async #refuse(mistake: VoiceError): Promise<void> {
		const { phase } = this.phone.state.connection;
		if (phase === 'idle' || phase === 'failed') await this.phone.configure({ credentials: () => Promise.reject(mistake) });
		else this.phone.dispatchEvent(new VoiceErrorEvent(mistake));
	}
}
