import { ownProperties } from '../core/own-properties.js';

export interface RemoteStreamOptions {
	/** Called when the first track is added. */
	readonly onBegin: () => void;
	/** Called when audio packets arrive (`unmute`). */
	readonly onSound: () => void;
	readonly signal: AbortSignal;
}

/**
 * The remote tracks of a connection as one stream that never changes its identity. It uses the tracks of the receivers:
 * the browser empties the streams of `track` events while we are held, and a server may signal none.
 */
export class RemoteStream {
	readonly stream = new MediaStream();
	readonly #options: RemoteStreamOptions;

	constructor(connection: RTCPeerConnection, options: RemoteStreamOptions) {
		this.#options = options;
		connection.addEventListener(
			'track',
			({ receiver }) => this.#add(receiver.track),
			ownProperties({ signal: options.signal }),
		);
	}

	get begun(): boolean {
		return this.stream.getTracks().length > 0;
	}

	#add(track: MediaStreamTrack): void {
		const { onBegin, onSound, signal } = this.#options;
		if (this.stream.getTracks().includes(track)) return;
		const isFirst = !this.begun;
		this.stream.addTrack(track);
		track.addEventListener('ended', () => this.stream.removeTrack(track), ownProperties({ signal }));
		if (track.kind === 'audio') track.addEventListener('unmute', onSound, ownProperties({ signal }));
		if (isFirst) onBegin();
	}
}
