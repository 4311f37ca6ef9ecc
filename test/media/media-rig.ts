import { PageMedia } from '../../src/media/page-media.js';
import type { TrackUplink } from '../../src/media/uplink.js';
import { toneDevices } from '../support/tones.js';
import { connectPeers, type Peers } from './peers.js';

/** What the side under test sends, and what the other. */
export const NEAR = 440;
export const FAR = 830;

const voice = { audio: true, video: false };

/** A phone's media with tones for devices, and calls of it. */
export class MediaRig {
	readonly devices = toneDevices(NEAR);
	readonly media = new PageMedia({ devices: this.devices });
	readonly #ending = new AbortController();
	readonly #peers: Peers[] = [];

	/** Aborts when the rig ends. */
	get signal(): AbortSignal {
		return this.#ending.signal;
	}

	capture(wish = voice, signal = this.signal): Promise<TrackUplink> {
		return this.media.capture(wish, signal);
	}

	/** A call that sends this uplink. */
	async call(uplink: TrackUplink): Promise<Peers> {
		const far = await toneDevices(FAR).getUserMedia({ audio: true });
		const peers = await connectPeers(uplink.stream, far);
		this.#peers.push(peers);
		return peers;
	}

	end(): void {
		for (const peers of this.#peers) peers.close();
		this.#ending.abort();
		this.media.stop();
	}
}

/** The voice of an uplink. */
export function voiceOf({ stream }: TrackUplink): MediaStreamTrack {
	const [track] = stream.getAudioTracks();
	if (!track) throw new Error('There is no audio track.');
	return track;
}
