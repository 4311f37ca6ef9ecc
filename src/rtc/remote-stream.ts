import { ownProperties } from '../core/own-properties.js';

export interface RemoteStreamOptions {
	/** The stream has its first track. */
	readonly onBegin: () => void;
	/** Sound arrives, not only the promise of it. */
	readonly onSound: () => void;
	readonly signal: AbortSignal;
}

/**
 * What arrives over a connection, as one stream that stays the same object. It is made of the receivers' own tracks: the streams that
 * `track` events bring are emptied by the browser while we are held, and a server may name none.
 */
export class RemoteStream {
	readonly stream = new MediaStream();
	readonly #options: RemoteStreamOptions;

	constructor(connection: RTCPeerConnection, options: RemoteStreamOptions) {
		this.#options = options;
		connection.addEventListener('track', ({ receiver }) => this.#add(receiver.track), ownProperties({ signal: options.signal }));
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
