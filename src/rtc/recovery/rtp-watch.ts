import { ownProperties } from '../../core/own-properties.js';
import { pause } from '../../core/pause.js';
import { audioTransports, closedByPeer, isAudioAgreed, receivedRtp } from '../rtp-flow.js';

export interface RtpWatchOptions {
	/** The far side seems to have left, and nobody said so. */
	readonly onSilence: () => void;
	readonly signal: AbortSignal;
}

const LOOK_MS = 1000;
/** Looks without a packet that make a silence. */
const SILENT_LOOKS = 2;
/** Sound that goes on for so long without the server does not pass through it, and does not end with it. */
const OUTLIVED_MS = 2000;
/** A BYE takes another way than the end of the media, and comes a little later. */
const BYE_MS = 1000;

/**
 * Listens whether the far side still talks. It may leave without our hearing of it: its BYE gets lost while our socket is
 * away, and some servers send it to the socket that is gone even when there is a new one (FreeSWITCH).
 */
export class RtpWatch {
	readonly #connection: RTCPeerConnection;
	readonly #options: RtpWatchOptions;
	#listening = false;
	#leftAt = Infinity;
	#heardAt = -Infinity;

	/** To be made when both sides have agreed. */
	constructor(connection: RTCPeerConnection, options: RtpWatchOptions) {
		this.#connection = connection;
		this.#options = options;
		for (const transport of audioTransports(connection)) {
			transport.addEventListener('statechange', () => void this.#noteClosed(), ownProperties({ signal: options.signal }));
		}
	}

	/** Whether sound went on when the server left: what ended it later was the far side. */
	get outlived(): boolean {
		return this.#heardAt - this.#leftAt >= OUTLIVED_MS;
	}

	serverLeft(): void {
		this.#leftAt = performance.now();
		if (!this.#listening) void this.#listen();
	}

	async #listen(): Promise<void> {
		const { onSilence, signal } = this.#options;
		this.#listening = true;
		for (let silent = 0; !signal.aborted;) {
			const received = await receivedRtp(this.#connection, LOOK_MS, signal);
			if (received === 'some') this.#heardAt = performance.now();
			silent = received === 'none' && isAudioAgreed(this.#connection) ? silent + 1 : 0;
			if (silent === SILENT_LOOKS && !signal.aborted) onSilence();
		}
	}

	async #noteClosed(): Promise<void> {
		const { onSilence, signal } = this.#options;
		if (!closedByPeer(this.#connection)) return;
		await pause(BYE_MS, signal);
		if (!signal.aborted) onSilence();
	}
}
