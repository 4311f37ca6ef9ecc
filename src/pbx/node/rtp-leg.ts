import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { ServiceCall } from '../service.js';
import { audioOnly } from './audio-only.js';
import { TelephoneEvents } from './telephone-event.js';

export const pcmu = new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, payloadType: 0 });
export const opus = new RTCRtpCodecParameters({
	mimeType: 'audio/opus',
	clockRate: 48_000,
	channels: 2,
	payloadType: 111,
});
const telephoneEvent = new RTCRtpCodecParameters({
	mimeType: 'audio/telephone-event',
	clockRate: 8000,
	payloadType: 101,
});

/** Samples, and bytes, of a 20 ms PCMU frame. */
export const frameSize = 160;

export interface RtpLegOptions {
	readonly addresses: readonly string[];
	readonly codecs: readonly RTCRtpCodecParameters[];
	/** Called with each audio packet in the negotiated codec. */
	heard(packet: RtpPacket): void;
	/** Called with each digit received as a telephone event. */
	pressed?(digit: string): void;
}

/** The server's RTP end of a call (werift). Closed when the call ends. */
export class RtpLeg {
	readonly #connection: RTCPeerConnection;
	readonly #track = new MediaStreamTrack({ kind: 'audio' });
	readonly #transceiver;
	readonly #events = new TelephoneEvents();
	#sequence = 0;
	#timestamp = 0;

	constructor(readonly call: Pick<ServiceCall, 'signal'>, readonly options: RtpLegOptions) {
		const [address = '127.0.0.1'] = options.addresses;
		this.#connection = new RTCPeerConnection({
			codecs: { audio: [...options.codecs, telephoneEvent] },
			iceServers: [],
			iceUseIpv4: false,
			iceUseIpv6: false,
			iceAdditionalHostAddresses: [...options.addresses],
			...(options.addresses.length === 1 && { iceInterfaceAddresses: { udp4: address } }),
		});
		this.#transceiver = this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
		this.#transceiver.onTrack.subscribe((track) =>
			track.onReceiveRtp.subscribe((packet) => this.#received(packet)),
		);
		call.signal.addEventListener('abort', () => void this.#connection.close(), { once: true });
	}

	/** Answers the initial offer or a later one. Rejects if it contains no audio. */
	async answer(offer: string): Promise<string> {
		const audio = audioOnly(offer);
		if (!audio) throw new Error('No audio offered');
		await this.#connection.setRemoteDescription({ type: 'offer', sdp: audio.offer });
		await this.#connection.setLocalDescription(await this.#connection.createAnswer());
		this.#reconnect();
		return audio.complete(this.#connection.localDescription?.sdp ?? '');
	}

	/** Sends a PCMU frame. */
	play(payload: Uint8Array): void {
		this.#send(Buffer.from(payload), { sequenceNumber: this.#sequence++ & 0xffff, timestamp: this.#timestamp });
		this.#timestamp = (this.#timestamp + payload.length) >>> 0;
	}

	/** Sends a received packet back unchanged. */
	forward({ header, payload }: RtpPacket): void {
		const { sequenceNumber, timestamp, marker } = header;
		this.#send(payload, { sequenceNumber, timestamp, marker });
	}

	/** After an ICE restart werift gathers again but, with DTLS connected, starts no checks. */
	#reconnect(): void {
		for (const { state, iceTransport } of this.#connection.dtlsTransports) {
			const idle = iceTransport.state === 'new' || iceTransport.state === 'completed';
			if (state === 'connected' && idle) iceTransport.start().catch(() => this.#connection.close());
		}
	}

	#send(payload: Buffer, header: Partial<RtpHeader>): void {
		if (this.#sending) this.#track.writeRtp(new RtpPacket(new RtpHeader(header), payload));
	}

	get #sending(): boolean {
		const direction = this.#transceiver.currentDirection;
		return direction === 'sendrecv' || direction === 'sendonly';
	}

	#received(packet: RtpPacket): void {
		const codec = this.#transceiver.codecs.find(({ payloadType }) => payloadType === packet.header.payloadType);
		if (codec?.name.toLowerCase() === 'telephone-event') this.#digit(packet);
		else if (codec && codec === this.#transceiver.codecs[0]) this.options.heard(packet);
	}

	#digit({ payload, header }: RtpPacket): void {
		const digit = this.#events.read(payload, header.timestamp);
		if (digit) this.options.pressed?.(digit);
	}
}
