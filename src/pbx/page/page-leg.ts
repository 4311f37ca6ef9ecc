import { candidatesOf } from '../../rtc/sdp.js';
import type { ServiceCall } from '../service.js';

const gatheringMs = 2000;
let shared: AudioContext | undefined;

/** Shared by all calls, so that their audio can be mixed. */
export function audioContext(): AudioContext {
	return (shared ??= new AudioContext());
}

/** The server's end of a call in the page: a peer connection, with its audio as Web Audio nodes. */
export class PageLeg {
	/** Audio from the caller. */
	readonly heard = new GainNode(audioContext());
	/** Audio to the caller; connect sources here. */
	readonly said = new MediaStreamAudioDestinationNode(audioContext(), { channelCount: 1 });
	readonly #connection = new RTCPeerConnection();
	/** Chromium delivers a remote stream to Web Audio only while an element plays it. */
	readonly #sink = new Audio();

	constructor(readonly call: Pick<ServiceCall, 'signal'>) {
		this.#sink.muted = true;
		this.#connection.addEventListener('track', ({ track }) => this.#listen(track));
		call.signal.addEventListener('abort', () => this.#close(), { once: true });
	}

	/** Answers the initial offer or a later one. Rejects if it contains no audio. */
	async answer(offer: string): Promise<string> {
		const connection = this.#connection;
		void audioContext().resume();
		await connection.setRemoteDescription({ type: 'offer', sdp: offer });
		const [transceiver] = connection.getTransceivers();
		const [track] = this.said.stream.getTracks();
		if (!transceiver || !track) throw new Error('No audio offered');
		transceiver.direction = 'sendrecv';
		await transceiver.sender.replaceTrack(track);
		await connection.setLocalDescription();
		await this.#gathered();
		return connection.localDescription?.sdp ?? '';
	}

	#listen(track: MediaStreamTrack): void {
		if (track.kind !== 'audio') return;
		const stream = new MediaStream([track]);
		this.#sink.srcObject = stream;
		this.#sink.play().catch(() => undefined);
		new MediaStreamAudioSourceNode(audioContext(), { mediaStream: stream }).connect(this.heard);
	}

	/** Waits for candidates, because nothing trickles. After an ICE restart the state stays `complete` for a moment. */
	async #gathered(): Promise<void> {
		const connection = this.#connection;
		const done = (): boolean =>
			connection.iceGatheringState === 'complete'
			&& candidatesOf(connection.localDescription?.sdp ?? '').length > 0;
		const deadline = AbortSignal.timeout(gatheringMs);
		while (!done() && !deadline.aborted) {
			await new Promise((resolve) => {
				connection.addEventListener('icegatheringstatechange', resolve, { once: true });
				deadline.addEventListener('abort', resolve, { once: true });
			});
		}
	}

	#close(): void {
		this.#connection.close();
		this.#sink.srcObject = null;
		this.heard.disconnect();
	}
}
