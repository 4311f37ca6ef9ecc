import { ownProperties } from '../core/own-properties.js';
import { applyCodecs } from './codec-preferences.js';
import { holdsUs } from './direction.js';
import { gatherCandidates } from './gathering.js';
import { RemoteStream } from './remote-stream.js';

export interface PeerSessionOptions {
	/** Another connection, or the first sound of one. */
	readonly onChange: () => void;
	/** Sound arrives. */
	readonly onSound: () => void;
	/** The far side has us on hold since its last description, or not any more. */
	readonly onHold: (held: boolean) => void;
	readonly signal: AbortSignal;
}

/** The peer connection of a call as JsSIP made it, brought to gather, prefer and expose as we want it. */
export class PeerSession {
	readonly #options: PeerSessionOptions;
	#connection: RTCPeerConnection | undefined;
	#close: () => void = () => undefined;
	#remote: RemoteStream | undefined;
	#remoteSdp = '';
	#held = false;

	constructor(options: PeerSessionOptions) {
		this.#options = options;
	}

	get connection(): RTCPeerConnection | undefined {
		return this.#connection;
	}

	/** What arrives, from the first track on. */
	get remoteStream(): MediaStream | undefined {
		return this.#remote?.begun ? this.#remote.stream : undefined;
	}

	/** Takes a connection before its first description. */
	adopt(connection: RTCPeerConnection, iceTimeoutMs: number): void {
		const { onChange, onSound, signal } = this.#options;
		if (connection === this.#connection) return;
		this.#connection = connection;
		// JsSIP closes it with its session, and another session may go on with it.
		this.#close = connection.close.bind(connection);
		connection.close = () => undefined;
		gatherCandidates(connection, iceTimeoutMs);
		this.#remote = new RemoteStream(connection, { onBegin: onChange, onSound, signal });
		connection.addEventListener('signalingstatechange', () => this.#judgeHold(connection), ownProperties({ signal }));
		onChange();
	}

	/** To be called when the sections of the description exist and it does not. */
	preferCodecs(names: readonly string[]): void {
		if (this.#connection) applyCodecs(this.#connection, names);
	}

	/** Notes a description as it came: the browser's own copy of it says 0.0.0.0 of every address. */
	setRemoteSdp(sdp: string): void {
		this.#remoteSdp = sdp;
	}

	close(): void {
		this.#close();
		this.#close = () => undefined;
		this.#connection = undefined;
		this.#remote = undefined;
	}

	#judgeHold(connection: RTCPeerConnection): void {
		if (connection.signalingState !== 'stable') return;
		const held = holdsUs(this.#remoteSdp);
		if (held === this.#held) return;
		this.#held = held;
		this.#options.onHold(held);
	}
}
