import { ownProperties } from '../../core/own-properties.js';
import { pause } from '../../core/pause.js';
import { audioTransports, closedByPeer, isAudioAgreed, receivedRtp } from '../rtp-flow.js';

export interface RtpWatchOptions {
	/** Called when the peer seems to have left without a BYE. */
	readonly onSilence: () => void;
	readonly signal: AbortSignal;
}

const LOOK_MS = 1000;
/** Number of intervals without packets that count as silence. */
const SILENT_LOOKS = 2;
/** Media that continues this long without the server does not pass through it. */
const OUTLIVED_MS = 2000;
/** A BYE may arrive after the end of the media, because it takes another path. */
const BYE_MS = 1000;

/**
 * Watches for a peer that left unnoticed. Its BYE gets lost while our socket is down, and some servers (FreeSWITCH)
 * send it to the old socket even when there is a new one.
 */
export class RtpWatch {
	readonly #connection: RTCPeerConnection;
	readonly #options: RtpWatchOptions;
	#listening = false;
	#leftAt = Infinity;
	#heardAt = -Infinity;

	/** Construct it after the negotiation. */
	constructor(connection: RTCPeerConnection, options: RtpWatchOptions) {
		this.#connection = connection;
		this.#options = options;
		for (const transport of audioTransports(connection)) {
			transport.addEventListener(
				'statechange',
				() => void this.#noteClosed(),
				ownProperties({ signal: options.signal }),
			);
		}
	}

	/** Whether media continued after the server was lost. If it ends later, the peer has left. */
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
