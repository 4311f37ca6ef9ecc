import type { ReactiveController } from 'lit';
import type { Face, PhoneController } from '../../controllers/phone-controller.js';
import { VoiceError } from '../../core/voice-error.js';
import { Mistakes } from './mistakes.js';

/** Time for a page built by scripts to add its phone. */
const LATEST_MS = 5000;

/** Reports a `phone-id` that matches no phone, because the element would merely look idle. */
export class PhoneIdCheck implements ReactiveController {
	readonly #face: Face;
	readonly #phones: PhoneController;
	readonly #mistakes: Mistakes;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(face: Face, phones: PhoneController) {
		this.#face = face;
		this.#phones = phones;
		this.#mistakes = new Mistakes(face);
		face.addController(this);
	}

	/** A removed element may be updated once more, without its phone. */
	hostUpdated(): void {
		if (this.#face.isConnected && this.#face.phoneId && !this.#phones.phone) this.#timer ??= setTimeout(() => this.#check(), LATEST_MS);
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer);
		this.#timer = undefined;
	}

	#check(): void {
		this.#timer = undefined;
		if (!this.#face.phoneId) return;
		try {
			this.#phones.demand();
		} catch (cause) {
			this.#mistakes.tell(new VoiceError('configuration', VoiceError.from(cause).message, { cause, subject: 'phone-id' }));
		}
	}
}
