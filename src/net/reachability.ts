import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';

/** Whether requests can be sent now. Holds those that must wait. */
export class Reachability extends EventTarget {
	#online = false;
	#refused: VoiceError | undefined;

	get reachable(): boolean {
		return this.#online;
	}

	/** `refused` is the reason why waiting is pointless; all waiting requests reject with it. */
	set(online: boolean, refused?: VoiceError): void {
		const changed = online !== this.#online || refused !== this.#refused;
		this.#online = online;
		this.#refused = refused;
		if (changed) this.dispatchEvent(new Event('change'));
	}

	/** Calls the listener on every change of `online`. */
	observe(listener: (online: boolean) => void, signal: AbortSignal): void {
		let known = this.#online;
		this.addEventListener('change', () => {
			if (known === this.#online) return;
			known = this.#online;
			listener(known);
		}, ownProperties({ signal }));
	}

	/**
	 * Resolves when online. Rejects with `server-unreachable` after this many ms, with the refusal, or with the reason
	 * of the signal.
	 */
	async whenReachable(timeoutMs: number, signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		const settled = new AbortController();
		try {
			await new Promise<void>((resolve, reject) => {
				const look = (): void => {
					if (this.#online) resolve();
					else if (this.#refused) reject(this.#refused);
				};
				const message = 'The phone is not connected. It reconnects by itself; try again when it is connected.';
				const timer = setTimeout(() => reject(new VoiceError('server-unreachable', message)), timeoutMs);
				settled.signal.addEventListener('abort', () => clearTimeout(timer));
				signal.addEventListener(
					'abort',
					() => reject(signal.reason as Error),
					ownProperties({ signal: settled.signal }),
				);
				this.addEventListener('change', look, ownProperties({ signal: settled.signal }));
				look();
			});
		} finally {
			settled.abort();
		}
	}
}
