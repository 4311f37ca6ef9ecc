import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';

/** Whether requests can be sent now, and where those wait that cannot. */
export class Reachability extends EventTarget {
	#online = false;
	#refused: VoiceError | undefined;

	get reachable(): boolean {
		return this.#online;
	}

	/** `refused` says why waiting is of no use: then nobody waits. */
	set(online: boolean, refused?: VoiceError): void {
		const changed = online !== this.#online || refused !== this.#refused;
		this.#online = online;
		this.#refused = refused;
		if (changed) this.dispatchEvent(new Event('change'));
	}

	/** Calls the listener at every change of `online`. */
	observe(listener: (online: boolean) => void, signal: AbortSignal): void {
		let known = this.#online;
		this.addEventListener('change', () => {
			if (known === this.#online) return;
			known = this.#online;
			listener(known);
		}, ownProperties({ signal }));
	}

	/** Resolves when online; rejects with `server-unreachable` after so many ms, with what was refused, or with the signal's reason. */
	async whenReachable(timeoutMs: number, signal: AbortSignal): Promise<void> {
		signal.throwIfAborted();
		const settled = new AbortController();
		try {
			await new Promise<void>((resolve, reject) => {
				const look = (): void => {
					if (this.#online) resolve();
					else if (this.#refused) reject(this.#refused);
				};
				const timer = setTimeout(() => reject(new VoiceError('server-unreachable', 'The phone is not connected. It is tried again by itself; try again when it is.')), timeoutMs);
				settled.signal.addEventListener('abort', () => clearTimeout(timer));
				signal.addEventListener('abort', () => reject(signal.reason as Error), ownProperties({ signal: settled.signal }));
				this.addEventListener('change', look, ownProperties({ signal: settled.signal }));
				look();
			});
		} finally {
			settled.abort();
		}
	}
}
