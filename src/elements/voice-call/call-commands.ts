import type { CallState } from '../../core/call/call-state.js';
import type { Call } from '../../core/call/call.js';
import { VoiceAnswerRequestEvent, VoiceDialRequestEvent } from '../../core/events.js';
import type { Phone } from '../../core/phone.js';
import { VoiceError, type ErrorState } from '../../core/voice-error.js';
import { ownView } from '../parts/own-view.js';

/** Whom one called before, or was called by, and how. */
export type CallAgain = Pick<CallState, 'remote' | 'label' | 'video'>;

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

	toggleMute(call: Call): void {
		const { state } = call;
		void attempt(() => (state.phase !== 'terminated' && state.muted ? call.unmute() : call.mute()));
	}

	toggleHold(call: Call): void {
		const { state } = call;
		if (state.phase !== 'confirmed') return;
		void attempt(() => (state.hold.local ? call.resume() : call.hold()));
	}

	sendDigit(call: Call, digit: string): void {
		void attempt(() => call.sendDigits(digit));
	}

	/** Calls again, or back. */
	redial(call: CallAgain): void {
		const { remote, label, video } = ownView(call);
		if (!this.#host.dispatchEvent(new VoiceDialRequestEvent(remote.uri, video))) return;
		void attempt(() => void this.#phone()?.call(remote.uri, { video, ...(label && { label }) }));
	}

	/** Takes every call that is over out of the list. */
	clearHistory(): void {
		this.#phone()?.history.clear();
	}

	dismiss(call: Call): void {
		this.#phone()?.dismiss(call);
	}

	/** Hands the other side on, to a number or to somebody one talks to already. Gives what is wrong with the number, if anything is. */
	transfer(call: Call, target: string | Call): ErrorState | undefined {
		try {
			// What the other side makes of it stands in the state of the call.
			call.transfer(target).catch(() => undefined);
		} catch (thrown) {
			return VoiceError.from(thrown).state;
		}
		return undefined;
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
async function attempt(command: () => Promise<void> | void | undefined): Promise<void> {
	try {
		await command();
	} catch (thrown) {
		if (!(thrown instanceof VoiceError)) throw thrown;
	}
}
