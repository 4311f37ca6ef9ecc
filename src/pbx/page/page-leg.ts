import { candidatesOf } from '../../rtc/sdp.js';
import type { ServiceCall } from '../service.js';

const gatheringMs = 2000;
let shared: AudioContext | undefined;

/** One for all calls, so that their voices can be mixed. */
export function audioContext(): AudioContext {
	return (shared ??= new AudioContext());
}

/** The page's own end of a call: a second peer connection beside the phone's, and its sound as nodes of WebAudio. */
export class PageLeg {
	/** What the caller says. */
	readonly heard = new GainNode(audioContext());
	/** What the caller hears: whatever is connected here. */
	readonly said = new MediaStreamAudioDestinationNode(audioContext(), { channelCount: 1 });
	readonly #connection = new RTCPeerConnection();
	/** In Chromium a stream from a peer connection flows only while an element plays it. */
	readonly #sink = new Audio();

	constructor(readonly call: Pick<ServiceCall, 'signal'>) {
		this.#sink.muted = true;
		this.#connection.addEventListener('track', ({ track }) => this.#listen(track));
		call.signal.addEventListener('abort', () => this.#close(), { once: true });
	}

	/** Answers an offer, the first or a later one. */
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

	/** Nothing trickles here. After an ICE restart the state still says complete for a moment, but no candidate is there. */
	async #gathered(): Promise<void> {
		const connection = this.#connection;
		const done = (): boolean => connection.iceGatheringState === 'complete' && candidatesOf(connection.localDescription?.sdp ?? '').length > 0;
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
