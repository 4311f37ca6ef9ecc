import { FreeSwitch } from '../../../src/pbx/freeswitch/freeswitch.js';
import * as tones from '../../support/tones.js';

const freeswitch = new FreeSwitch('voice.test');

/** The far end of a replayed call: sends a tone, listens, and answers in the SDP of FreeSWITCH. */
export class FarEnd {
	readonly #connection = new RTCPeerConnection();
	readonly #heard = new MediaStream();
	readonly #answers = new Map<string, Promise<string>>();
	readonly #tone: tones.Tone;

	constructor(hz: number) {
		this.#tone = tones.toneStream(hz);
		this.#connection.addEventListener('track', ({ track }) => this.#heard.addTrack(track));
		for (const track of this.#tone.stream.getTracks()) this.#connection.addTrack(track);
	}

	/** The same answer to the same offer: FreeSWITCH says it in the 183, and once more in the 200. */
	readonly answer = (offer: string): Promise<string> => {
		const answer = this.#answers.get(offer) ?? this.#negotiate(offer);
		this.#answers.set(offer, answer);
		return answer;
	};

	hears(hz: number): Promise<unknown> {
		return tones.hears(this.#heard, hz);
	}

	hearsNothingAt(hz: number): Promise<void> {
		return tones.silentAt(this.#heard, hz);
	}

	close(): void {
		this.#connection.close();
		this.#tone.stop();
	}

	async #negotiate(sdp: string): Promise<string> {
		const connection = this.#connection;
		await connection.setRemoteDescription({ type: 'offer', sdp });
		await connection.setLocalDescription();
		while (connection.iceGatheringState !== 'complete') await new Promise((resolve) => connection.addEventListener('icegatheringstatechange', resolve, { once: true }));
		return freeswitch.sdp(connection.localDescription?.sdp ?? '');
	}
}
