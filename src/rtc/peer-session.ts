import { ownProperties } from '../core/own-properties.js';
import { VoiceError } from '../core/voice-error.js';
import { applyCodecs } from './codec-preferences.js';
import { applyHold, holdsUs } from './direction.js';
import { CandidateGathering } from './gathering.js';
import { undoOffer } from './offer-undo.js';
import { RemoteStream } from './remote-stream.js';
import { firstMedia, rejected, splitSdp } from './sdp.js';
import { sendTelephoneEvents } from './telephone-events.js';

export interface PeerSessionOptions {
	/** How long a description waits for its candidates, ms. */
	readonly iceTimeoutMs: number;
	/** Audio codecs in order of preference, in lower case (`opus`, `pcmu`). */
	readonly codecs: readonly string[];
	/** Called when the first remote track is added. */
	readonly onStream: () => void;
	/** Called when remote audio flows. */
	readonly onSound: () => void;
	/** Called when the peer puts us on hold or resumes, by its last description. */
	readonly onHold: (held: boolean) => void;
	/**
	 * Enables trickle ICE (RFC 8838): called per local candidate, `undefined` at the end. Descriptions then do not
	 * wait.
	 */
	readonly onCandidate?: (candidate: RTCIceCandidate | undefined) => void;
	/** Aborts when the call has ended. */
	readonly signal: AbortSignal;
}

/** The `RTCPeerConnection` of a call, for any protocol: descriptions, candidates, directions and tracks. */
export class PeerSession {
	readonly connection: RTCPeerConnection;
	readonly #options: PeerSessionOptions;
	readonly #close: () => void;
	readonly #gathering: CandidateGathering;
	readonly #remote: RemoteStream;
	#remoteSdp = '';
	#held = false;

	/** `connection` must have no description yet. `close` replaces its own method. */
	constructor(connection: RTCPeerConnection, options: PeerSessionOptions, close = (): void => connection.close()) {
		this.#options = ownProperties<PeerSessionOptions>(options);
		const { iceTimeoutMs, onStream, onSound, onCandidate, signal } = this.#options;
		this.connection = connection;
		this.#close = close;
		this.#gathering = new CandidateGathering(connection, iceTimeoutMs);
		this.#remote = new RemoteStream(connection, { onBegin: onStream, onSound, signal });
		connection.addEventListener('signalingstatechange', () => this.#updateHold(), ownProperties({ signal }));
		if (onCandidate)
			connection.addEventListener(
				'icecandidate',
				({ candidate }) => onCandidate(candidate ?? undefined),
				ownProperties({ signal }),
			);
	}

	/** The remote stream, from its first track on. */
	get remoteStream(): MediaStream | undefined {
		return this.#remote.begun ? this.#remote.stream : undefined;
	}

	/** Makes an offer and waits for its candidates. Rejects with `ice-failed` if there are none. */
	async offer(options?: { readonly iceRestart?: boolean }): Promise<string> {
		const { iceRestart = false } = ownProperties<{ iceRestart?: boolean }>(options);
		this.#preferCodecsAtFirst();
		await this.connection.setLocalDescription(await this.connection.createOffer(ownProperties({ iceRestart })));
		return this.#described();
	}

	/** Answers a remote offer. Rejects with `failed` if the browser does not accept it. */
	async answer(sdp: string): Promise<string> {
		const { media } = splitSdp(sdp);
		await this.#setRemote({ type: 'offer', sdp: sdp + this.#mediaBeyond(media.length).map(rejected).join('') });
		this.#preferCodecsAtFirst();
		await this.connection.setLocalDescription(await this.connection.createAnswer());
		return firstMedia(await this.#described(), media.length);
	}

	/** Sets the remote answer to our offer. Rejects with `failed` if the browser does not accept it. */
	accept(sdp: string): Promise<void> {
		return this.#setRemote({ type: 'answer', sdp });
	}

	/** Undoes our offer after a refusal or a timeout. The last negotiated state stays in effect. */
	undo(): Promise<void> {
		return undoOffer(this.connection);
	}

	/** Adds a remote candidate; `undefined` marks the end. */
	addCandidate(candidate: RTCIceCandidateInit | undefined): Promise<void> {
		return this.connection.addIceCandidate(candidate);
	}

	/** Resolves when the local description has its candidates; at once with trickle ICE. */
	async gathered(): Promise<void> {
		if (!this.#options.onCandidate) await this.#gathering.complete();
	}

	/** Holds or resumes with the next description. Returns a function that undoes it. */
	hold(held: boolean): () => void {
		return applyHold(this.connection, held);
	}

	/** Adds a local track with the next description. Returns a function that undoes it. */
	add(track: MediaStreamTrack, stream: MediaStream): () => void {
		const sender = this.connection.addTrack(track, stream);
		return () => this.connection.removeTrack(sender);
	}

	/** Sends this sound in place of the present one, or none. No description is needed for it. */
	async replaceAudio(track: MediaStreamTrack | undefined): Promise<void> {
		const transceiver = this.connection.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
		await transceiver?.sender.replaceTrack(track ?? null);
	}

	/** Stops sending a track with the next description. */
	remove(track: MediaStreamTrack): void {
		const sender = this.connection.getSenders().find((one) => one.track === track);
		if (sender) this.connection.removeTrack(sender);
	}

	/**
	 * Applies the codec preferences. Call it when the transceivers of the first description exist, and before that is
	 * made.
	 */
	preferCodecs(): void {
		applyCodecs(this.connection, this.#options.codecs);
	}

	/** Replaces the ICE servers for later gatherings, because credentials expire. */
	useIceServers(iceServers: readonly RTCIceServer[]): void {
		this.connection.setConfiguration(
			ownProperties({ ...this.connection.getConfiguration(), iceServers: [...iceServers] }),
		);
	}

	/** Sends DTMF digits as telephone events (RFC 4733). Resolves after the last one. */
	sendDigits(digits: string): Promise<void> {
		return sendTelephoneEvents(this.connection, digits, this.#options.signal);
	}

	/** Keeps a remote description as received: the browser's copy replaces addresses by 0.0.0.0. */
	noteRemote(sdp: string): void {
		this.#remoteSdp = sdp;
	}

	close(): void {
		this.#close();
	}

	async #setRemote(description: { readonly type: 'offer' | 'answer'; readonly sdp: string }): Promise<void> {
		this.noteRemote(description.sdp);
		try {
			await this.connection.setRemoteDescription(description);
		} catch (cause) {
			throw new VoiceError('failed', `The browser does not accept the ${description.type} of the other side.`, {
				cause,
			});
		}
	}

	/** Media of an undone offer of ours. The browser keeps their places, and the peer does not know them. */
	#mediaBeyond(count: number): readonly string[] {
		return splitSdp(this.connection.currentLocalDescription?.sdp ?? '').media.slice(count);
	}

	async #described(): Promise<string> {
		await this.gathered();
		return this.connection.localDescription?.sdp ?? '';
	}

	#preferCodecsAtFirst(): void {
		if (!this.connection.currentLocalDescription) this.preferCodecs();
	}

	#updateHold(): void {
		if (this.connection.signalingState !== 'stable') return;
		const held = holdsUs(this.#remoteSdp);
		if (held === this.#held) return;
		this.#held = held;
		this.#options.onHold(held);
	}
}
