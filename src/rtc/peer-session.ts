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
	/** How long a description waits for the candidates it needs, ms. */
	readonly iceTimeoutMs: number;
	/** Audio codecs in order of preference, by their names in small letters (`opus`, `pcmu`). */
	readonly codecs: readonly string[];
	/** The first track arrives. */
	readonly onStream: () => void;
	/** Sound arrives. */
	readonly onSound: () => void;
	/** The far side has us on hold since its last description, or not any more. */
	readonly onHold: (held: boolean) => void;
	/** Where it is given, candidates trickle (RFC 8838): descriptions do not wait for them. `undefined` is the last one. */
	readonly onCandidate?: (candidate: RTCIceCandidate | undefined) => void;
	/** Aborts when the call is over. */
	readonly signal: AbortSignal;
}

/** One `RTCPeerConnection` of a call, of whatever protocol: its descriptions, candidates, directions and tracks. */
export class PeerSession {
	readonly connection: RTCPeerConnection;
	readonly #options: PeerSessionOptions;
	readonly #close: () => void;
	readonly #gathering: CandidateGathering;
	readonly #remote: RemoteStream;
	#remoteSdp = '';
	#held = false;

	/** Takes a connection before its first description. `close` closes it, where its own method does not. */
	constructor(connection: RTCPeerConnection, options: PeerSessionOptions, close = (): void => connection.close()) {
		this.#options = ownProperties<PeerSessionOptions>(options);
		const { iceTimeoutMs, onStream, onSound, onCandidate, signal } = this.#options;
		this.connection = connection;
		this.#close = close;
		this.#gathering = new CandidateGathering(connection, iceTimeoutMs);
		this.#remote = new RemoteStream(connection, { onBegin: onStream, onSound, signal });
		connection.addEventListener('signalingstatechange', () => this.#judgeHold(), ownProperties({ signal }));
		if (onCandidate) connection.addEventListener('icecandidate', ({ candidate }) => onCandidate(candidate ?? undefined), ownProperties({ signal }));
	}

	/** What arrives, from the first track on. */
	get remoteStream(): MediaStream | undefined {
		return this.#remote.begun ? this.#remote.stream : undefined;
	}

	/** Makes an offer. Resolves when it has its candidates; rejects with `ice-failed` where there is none. */
	async offer(options?: { readonly iceRestart?: boolean }): Promise<string> {
		const { iceRestart = false } = ownProperties<{ iceRestart?: boolean }>(options);
		this.#preferCodecsAtFirst();
		await this.connection.setLocalDescription(await this.connection.createOffer(ownProperties({ iceRestart })));
		return this.#described();
	}

	/** Answers an offer of the far side. Rejects with `failed` where the browser does not take it. */
	async answer(sdp: string): Promise<string> {
		const { media } = splitSdp(sdp);
		await this.#take({ type: 'offer', sdp: sdp + this.#mediaBeyond(media.length).map(rejected).join('') });
		this.#preferCodecsAtFirst();
		await this.connection.setLocalDescription(await this.connection.createAnswer());
		return firstMedia(await this.#described(), media.length);
	}

	/** Takes the far side’s answer to our offer. Rejects with `failed` where the browser does not. */
	accept(sdp: string): Promise<void> {
		return this.#take({ type: 'answer', sdp });
	}

	/** Takes our offer back, which was refused or met silence: what both sides agreed on before holds. */
	undo(): Promise<void> {
		return undoOffer(this.connection);
	}

	/** Takes a candidate of the far side; `undefined` is the last one. */
	addCandidate(candidate: RTCIceCandidateInit | undefined): Promise<void> {
		return this.connection.addIceCandidate(candidate);
	}

	/** Resolves when the local description has the candidates it needs, at once where they trickle. */
	async gathered(): Promise<void> {
		if (!this.#options.onCandidate) await this.#gathering.complete();
	}

	/** Holds, or talks again, with the next description. Returns the way back. */
	hold(held: boolean): () => void {
		return applyHold(this.connection, held);
	}

	/** Sends a track as well, with the next description. Returns the way back. */
	add(track: MediaStreamTrack, stream: MediaStream): () => void {
		const sender = this.connection.addTrack(track, stream);
		return () => this.connection.removeTrack(sender);
	}

	/** Sends this sound in place of the present one, or none. No description is needed for it. */
	async replaceAudio(track: MediaStreamTrack | undefined): Promise<void> {
		const transceiver = this.connection.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
		await transceiver?.sender.replaceTrack(track ?? null);
	}

	/** Sends a track no more, with the next description. */
	remove(track: MediaStreamTrack): void {
		const sender = this.connection.getSenders().find((one) => one.track === track);
		if (sender) this.connection.removeTrack(sender);
	}

	/** To be called when the media of the first description exist, and it does not. */
	preferCodecs(): void {
		applyCodecs(this.connection, this.#options.codecs);
	}

	/** Gathers by these servers from now on: credentials may have expired. */
	useIceServers(iceServers: readonly RTCIceServer[]): void {
		this.connection.setConfiguration(ownProperties({ ...this.connection.getConfiguration(), iceServers: [...iceServers] }));
	}

	/** Sends digits within the sound (RFC 4733). Resolves when the last was sent. */
	sendDigits(digits: string): Promise<void> {
		return sendTelephoneEvents(this.connection, digits, this.#options.signal);
	}

	/** Notes a description as it came: the browser’s own copy of it says 0.0.0.0 of every address. */
	noteRemote(sdp: string): void {
		this.#remoteSdp = sdp;
	}

	close(): void {
		this.#close();
	}

	async #take(description: { readonly type: 'offer' | 'answer'; readonly sdp: string }): Promise<void> {
		this.noteRemote(description.sdp);
		try {
			await this.connection.setRemoteDescription(description);
		} catch (cause) {
			throw new VoiceError('failed', `The browser cannot use the other side’s ${description.type}.`, { cause });
		}
	}

	/** Media of an offer of ours that was taken back: the browser keeps their places, and the far side never knew of them. */
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

	#judgeHold(): void {
		if (this.connection.signalingState !== 'stable') return;
		const held = holdsUs(this.#remoteSdp);
		if (held === this.#held) return;
		this.#held = held;
		this.#options.onHold(held);
	}
}
