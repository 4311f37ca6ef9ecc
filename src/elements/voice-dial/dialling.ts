import type { PhoneController } from '../../controllers/phone-controller.js';
import type { Call } from '../../core/call/call.js';
import { ownProperties } from '../../core/own-properties.js';
import type { PhoneState } from '../../core/phone-state.js';
import type { ErrorState } from '../../core/voice-error.js';

/** What one types and dials at a `<voice-dial>`, whether it is drawn or not. */
export class Dialling {
	readonly phone: PhoneController;
	typed = '';
	/** What came of the last attempt, if it was no call. */
	trouble: ErrorState | undefined = undefined;
	readonly #labelOf: (to: string) => string;
	#callId: string | undefined;
	/** A call that the element alone answers for: its account attributes created the phone. */
	#owned: Call | undefined;

	/** `labelOf`: what is written on the button that calls somebody. */
	constructor(phone: PhoneController, labelOf: (to: string) => string) {
		this.phone = phone;
		this.#labelOf = labelOf;
	}

	/** Whom one dialled last, here or elsewhere. */
	get last(): string {
		return ownProperties<Partial<PhoneState>>(this.phone.state).lastDialled ?? '';
	}

	/** The call that began here last, or before that at another element for the same destination. */
	callTo(to: string): Call | undefined {
		const calls = this.phone.phone?.calls ?? [];
		const own = calls.find(({ id }) => id === this.#callId);
		return own ?? (to && to === this.last ? calls.findLast(({ direction }) => direction === 'outgoing') : undefined);
	}

	/** To be called when the element was removed: a phone that it shares with others goes on, and its call does not. */
	end(): void {
		this.#owned?.hangUp();
		this.#owned = undefined;
	}

	/** @throws {VoiceError} When nobody of that name can be called. */
	dial(to: string, { video }: { readonly video: boolean }): Call {
		const call = this.phone.demand().call(to, { label: this.#labelOf(to), ...(video && { video }) });
		this.#callId = call.id;
		this.#owned = this.phone.created ? call : undefined;
		this.typed = '';
		this.trouble = undefined;
		return call;
	}
}
