import type { CallState } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import { VoiceAnswerRequestEvent, VoiceDialRequestEvent } from '../../core/events.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError } from '../../core/voice-error.js';
import { ownView } from '../parts/own-view.js';

/** Whom one called before, or was called by, and how. */
export type CallAgain = Pick<CallState, 'id' | 'remote' | 'label' | 'video'>;

/** What one can do with a call by pressing something. Requests are told first, from the host, so that the page can prevent them. */
export class CallCommands {
	readonly #host: EventTarget;
	readonly #phone: () => Phone | undefined;

	constructor(host: EventTarget, phone: () => Phone | undefined) {
		this.#host = host;
		this.#phone = phone;
	}

	/** Takes a call. The phone holds whoever one talks to meanwhile, once it is answered. */
	answer(call: Call): void {
		if (!this.#host.dispatchEvent(new VoiceAnswerRequestEvent(call))) return;
		void attempt(() => call.answer());
	}

	hangUp(call: Call): void {
		call.hangUp();
	}

	/** Calls again, or back: a missed call was seen by whoever does. */
	redial(call: CallAgain): void {
		const { id, remote, label, video } = ownView(call);
		this.#phone()?.history.see([id]);
		if (!this.#host.dispatchEvent(new VoiceDialRequestEvent(remote.uri, video))) return;
		void attempt(() => void this.#phone()?.call(remote.uri, { video, ...(label && { label }) }));
	}

	/** Takes every call that is over out of the list. */
	clearHistory(): void {
		this.#phone()?.history.clear();
	}

	/** Takes an ended call away, which was seen by whoever does. */
	dismiss(call: Call): void {
		this.#phone()?.history.see([call.id]);
		this.#phone()?.dismiss(call);
	}

	/** Tries at once to reach the server. */
	reconnect(): void {
		this.#phone()?.retry();
	}

	turnOnSound(): void {
		void attempt(() => this.#phone()?.unblock());
	}
}

/** What fails stands in the state of its call, which shows it; what came too late has nothing left to do. */
export async function attempt(command: () => Promise<void> | void | undefined): Promise<void> {
	try {
		await command();
	} catch (thrown) {
		if (!(thrown instanceof VoiceError)) throw thrown;
	}
}
