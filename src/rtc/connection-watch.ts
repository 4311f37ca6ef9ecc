import { ownProperties } from '../core/own-properties.js';

/** How long a connection may take to connect, and how long it may be interrupted, as on Wi-Fi. */
const [CONNECT_MS, INTERRUPTION_MS] = [10_000, 2500] as const;

/**
 * Detects whether media can pass a connection. It uses `connectionState`, which includes DTLS: `iceConnectionState` may
 * be connected without DTLS, and stays `disconnected` for minutes after the peer is gone. JsSIP reacts only to an ICE
 * state of `failed`.
 */
export class ConnectionWatch {
	readonly #connection: RTCPeerConnection;
	readonly #report: (lost: boolean) => void;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#everConnected = false;

	constructor(connection: RTCPeerConnection, report: (lost: boolean) => void, signal: AbortSignal) {
		this.#connection = connection;
		this.#report = report;
		connection.addEventListener('connectionstatechange', () => this.#evaluate(), ownProperties({ signal }));
		signal.addEventListener('abort', () => clearTimeout(this.#timer), ownProperties({ once: true }));
		this.#evaluate();
	}

	/** Whether it was ever connected. */
	get everConnected(): boolean {
		return this.#everConnected;
	}

	#evaluate(): void {
		clearTimeout(this.#timer);
		switch (this.#connection.connectionState) {
			case 'connected':
				this.#everConnected = true;
				return this.#report(false);
			case 'failed':
				return this.#report(true);
			case 'disconnected':
				return this.#lostAfter(INTERRUPTION_MS);
			case 'new':
			case 'connecting':
				return this.#lostAfter(CONNECT_MS);
			case 'closed':
		}
	}

	#lostAfter(ms: number): void {
		this.#timer = setTimeout(() => this.#report(true), ms);
	}
}
