import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import type { ServiceCall } from '../service.js';
import { audioOnly } from './audio-only.js';
import { TelephoneEvents } from './telephone-event.js';

export const pcmu = new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: 8000, payloadType: 0 });
export const opus = new RTCRtpCodecParameters({ mimeType: 'audio/opus', clockRate: 48_000, channels: 2, payloadType: 111 });
const telephoneEvent = new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: 8000, payloadType: 101 });

/** Samples, and bytes, of a PCMU frame of 20 ms. */
export const frameSize = 160;

export interface RtpLegOptions {
	readonly addresses: readonly string[];
	readonly codecs: readonly RTCRtpCodecParameters[];
	/** Audio came, in the codec agreed on. */
	heard(packet: RtpPacket): void;
	/** A digit came as telephone event. */
	pressed?(digit: string): void;
}

/** The server's end of a call's audio: WebRTC by werift, and nothing but packets to whoever uses it. Closed when the call ends. */
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
		this.#transceiver.onTrack.subscribe((track) => track.onReceiveRtp.subscribe((packet) => this.#received(packet)));
		call.signal.addEventListener('abort', () => void this.#connection.close(), { once: true });
	}

	/** Answers an offer, the first or a later one. */
	async answer(offer: string): Promise<string> {
		const audio = audioOnly(offer);
		if (!audio) throw new Error('No audio offered');
		await this.#connection.setRemoteDescription({ type: 'offer', sdp: audio.offer });
		await this.#connection.setLocalDescription(await this.#connection.createAnswer());
		this.#reconnect();
		return audio.complete(this.#connection.localDescription?.sdp ?? '');
	}

	/** Sends a frame of PCMU. */
	play(payload: Uint8Array): void {
		this.#send(Buffer.from(payload), { sequenceNumber: this.#sequence++ & 0xffff, timestamp: this.#timestamp });
		this.#timestamp = (this.#timestamp + payload.length) >>> 0;
	}

	/** Sends a packet on as it came. */
	forward({ header, payload }: RtpPacket): void {
		const { sequenceNumber, timestamp, marker } = header;
		this.#send(payload, { sequenceNumber, timestamp, marker });
	}

	/** After an ICE restart werift gathers anew but, as DTLS is up already, checks nothing. */
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
