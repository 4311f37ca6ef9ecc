import type { CallState } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import { VoiceAnswerRequestEvent, VoiceDialRequestEvent } from '../../core/events.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError } from '../../core/voice-error.js';
import { ownView } from '../parts/own-view.js';

/** The other side of a previous call. */
export type CallAgain = Pick<CallState, 'id' | 'remote' | 'label' | 'video'>;

/** The commands of the buttons of a call. Requests are dispatched first, from the host, and can be prevented. */
export class CallCommands {
	readonly #host: EventTarget;
	readonly #phone: () => Phone | undefined;

	constructor(host: EventTarget, phone: () => Phone | undefined) {
		this.#host = host;
		this.#phone = phone;
	}

	/** Answers a call. The phone holds the active call once it is answered. */
	answer(call: Call): void {
		if (!this.#host.dispatchEvent(new VoiceAnswerRequestEvent(call))) return;
		void attempt(() => call.answer());
	}

	hangUp(call: Call): void {
		call.hangUp();
	}

	/** Calls again or back, and marks a missed call as seen. */
	redial(call: CallAgain): void {
		const { id, remote, label, video } = ownView(call);
		this.#phone()?.history.see([id]);
		if (!this.#host.dispatchEvent(new VoiceDialRequestEvent(remote.uri, video))) return;
		void attempt(() => void this.#phone()?.call(remote.uri, { video, ...(label && { label }) }));
	}

	/** Removes all ended calls from the list. */
	clearHistory(): void {
		this.#phone()?.history.clear();
	}

	/** Removes an ended call and marks it as seen. */
	dismiss(call: Call): void {
		this.#phone()?.history.see([call.id]);
		this.#phone()?.dismiss(call);
	}

	/** Reconnects at once. */
	reconnect(): void {
		this.#phone()?.retry();
	}

	turnOnSound(): void {
		void attempt(() => this.#phone()?.unblock());
	}
}

/** A failure is part of the call’s state, which is shown. A command that came too late needs no message. */
export async function attempt(command: () => Promise<void> | void | undefined): Promise<void> {
	try {
		await command();
	} catch (thrown) {
		if (!(thrown instanceof VoiceError)) throw thrown;
	}
}
