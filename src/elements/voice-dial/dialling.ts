import type { PhoneController } from '../../controllers/phone-controller.js';
import type { Call } from '../../core/call.js';
import type { ErrorState } from '../../core/voice-error.js';

/** What one types and dials at a `<voice-dial>`, whether it is drawn or not. */
export class Dialling {
	readonly phone: PhoneController;
	typed = '';
	/** What came of the last attempt, if it was no call. */
	trouble: ErrorState | undefined;
	#last = '';
	#callId: string | undefined;

	constructor(phone: PhoneController) {
		this.phone = phone;
	}

	/** Whom one dialled last. */
	get last(): string {
		return this.#last;
	}

	/** The call that began here last. */
	get call(): Call | undefined {
		return this.phone.phone?.calls.find(({ id }) => id === this.#callId);
	}

	/** @throws {VoiceError} When nobody of that name can be called. */
	dial(to: string, { video }: { readonly video: boolean }): Call {
		const call = this.phone.demand().call(to, video ? { video } : {});
		this.#callId = call.id;
		this.#last = to;
		this.typed = '';
		this.trouble = undefined;
		return call;
	}
}
