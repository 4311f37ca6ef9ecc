import type { ReactiveController } from 'lit';
import type { Face, PhoneController } from '../../controllers/phone-controller.js';
import { VoiceError } from '../../core/voice-error.js';
import { Mistakes } from './mistakes.js';

/** A page that is put together by scripts has its phone by then. */
const LATEST_MS = 5000;

/** Tells of a `phone-id` that names no phone: the face looks like one that has nothing to do. */
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

	/** A face that was removed may be updated once more, without its phone. */
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
