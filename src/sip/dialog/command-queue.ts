import { OperationQueue } from '../../core/operation-queue.js';
import { VoiceError } from '../../core/voice-error.js';
import type { SessionHost } from '../session-host.js';
import type { ConfirmedDialog } from './confirmed-dialog.js';

/** The commands of a call, one at a time. A failure may mean more than itself: that the server does not hear us, or the far side has left. */
export class CommandQueue {
	readonly #host: SessionHost;
	readonly #dialog: () => ConfirmedDialog | undefined;
	readonly #queue = new OperationQueue();

	constructor(host: SessionHost, dialog: () => ConfirmedDialog | undefined) {
		this.#host = host;
		this.#dialog = dialog;
	}

	/** Settles as the action does. Rejects with a `VoiceError`. */
	run(action: () => Promise<void>): Promise<void> {
		return this.#queue.run(async () => {
			try {
				await action();
			} catch (thrown) {
				const error = VoiceError.from(thrown);
				if (error.code === 'timeout') this.#host.doubt();
				if (error.status === 481) this.#dialog()?.renegotiate({ wish: 'say whether the call goes on' }).catch(() => undefined);
				throw error;
			}
		});
	}
}
