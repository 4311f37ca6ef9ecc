import { ownProperties } from '../core/own-properties.js';

/** How long a connection may take to come about, and how long it may be interrupted: Wi-Fi does that all the time. */
const [CONNECT_MS, INTERRUPTION_MS] = [10_000, 2500] as const;

/**
 * Judges whether sound can pass over a connection. It goes by `connectionState`, which also counts DTLS: a path may be found and never used, and
 * `iceConnectionState` stays `disconnected` for minutes after the far side is gone. JsSIP looks only for an ICE state of `failed`.
 */
export class ConnectionWatch {
	readonly #connection: RTCPeerConnection;
	readonly #tell: (lost: boolean) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#everConnected = false;

	constructor(connection: RTCPeerConnection, tell: (lost: boolean) => void, signal: AbortSignal) {
		this.#connection = connection;
		this.#tell = tell;
		connection.addEventListener('connectionstatechange', () => this.#judge(), ownProperties({ signal }));
		signal.addEventListener('abort', () => clearTimeout(this.#timer), ownProperties({ once: true }));
		this.#judge();
	}

	/** Whether there ever was a way. */
	get everConnected(): boolean {
		return this.#everConnected;
	}

	#judge(): void {
		clearTimeout(this.#timer);
		switch (this.#connection.connectionState) {
			case 'connected':
				this.#everConnected = true;
				return this.#tell(false);
			case 'failed':
				return this.#tell(true);
			case 'disconnected':
				return this.#lostAfter(INTERRUPTION_MS);
			case 'new':
			case 'connecting':
				return this.#lostAfter(CONNECT_MS);
			case 'closed':
		}
	}

	#lostAfter(ms: number): void {
		this.#timer = setTimeout(() => this.#tell(true), ms);
	}
}
