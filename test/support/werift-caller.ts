import { MediaStreamTrack, RTCPeerConnection, RTCRtpCodecParameters, RtpHeader, RtpPacket } from 'werift';
import { decodeUlaw, encodeUlaw } from '../../src/pbx/g711.js';
import { everyFrame } from '../../src/pbx/node/clock.js';
import type { Pbx } from '../../src/pbx/pbx.js';
import type { SipResponse } from '../../src/pbx/sip-response.js';
import { levelAt } from './pitch.js';
import { RawClient, type RawDialog } from './raw-client.js';

const sampleRate = 8000;
const frameSize = 160;
const secondsHeard = 0.4;
const videoSection = 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:v\r\na=rtpmap:96 VP8/90000\r\na=sendrecv\r\n';

/** A telephone in Node that sends a tone of its own and listens for those of others, over real WebRTC in PCMU. */
export class WeriftCaller {
	readonly client: RawClient;
	readonly #connection = new RTCPeerConnection({
		codecs: { audio: [
			new RTCRtpCodecParameters({ mimeType: 'audio/PCMU', clockRate: sampleRate, payloadType: 0 }),
			new RTCRtpCodecParameters({ mimeType: 'audio/telephone-event', clockRate: sampleRate, payloadType: 101 }),
		] },
		iceServers: [],
		iceUseIpv4: false,
		iceUseIpv6: false,
		iceAdditionalHostAddresses: ['127.0.0.1'],
	});
	readonly #track = new MediaStreamTrack({ kind: 'audio' });
	readonly #transceiver = this.#connection.addTransceiver(this.#track, { direction: 'sendrecv' });
	readonly #silent = new AbortController();
	#heard: number[] = [];
	#sent = 0;
	#sequence = 0;
	#dialog: RawDialog | undefined;

	constructor(pbx: Pbx, user: string, readonly hz: number) {
		this.client = new RawClient(pbx, user);
		this.#transceiver.onTrack.subscribe((track) => track.onReceiveRtp.subscribe(({ payload }) => this.#heard.push(...decodeUlaw(payload))));
	}

	get dialog(): RawDialog {
		if (!this.#dialog) throw new Error('There is no call');
		return this.#dialog;
	}

	/** Calls a number, and sends the tone from then on. Video is offered as a browser would, though there is none to send. */
	async call(number: string, { video = false } = {}): Promise<SipResponse> {
		const invite = this.client.request('INVITE', `sip:${number}@voice.test`, { headers: [['Content-Type', 'application/sdp']], body: await this.#offer() + (video ? videoSection : '') });
		const accepted = await this.client.ask(invite);
		if (accepted.status !== 200) throw new Error(`${number} answered ${accepted.status} ${accepted.get('Warning')}`);
		this.client.send(this.client.ackTo(accepted));
		this.#dialog = this.client.dialogOf(accepted);
		await this.#connection.setRemoteDescription({ type: 'answer', sdp: accepted.body.replace(/^m=video[^]*/m, '') });
		everyFrame(() => this.#speak(), this.#silent.signal);
		return accepted;
	}

	/** Offers again: with another direction, or with new ICE credentials and, as JsSIP does, no candidates. */
	async renegotiate({ direction = 'sendrecv', iceRestart = false }: { direction?: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'; iceRestart?: boolean }): Promise<SipResponse> {
		this.#transceiver.setDirection(direction);
		const answer = await this.client.ask(this.client.within(this.dialog, 'INVITE', { headers: [['Content-Type', 'application/sdp']], body: iceRestart ? withoutCandidates(await this.#offer(iceRestart)) : await this.#offer() }));
		this.client.send(this.client.ackTo(answer));
		await this.#connection.setRemoteDescription({ type: 'answer', sdp: answer.body });
		if (iceRestart) for (const { iceTransport } of this.#connection.dtlsTransports) void iceTransport.start();
		return answer;
	}

	/** Level in dB of a pitch in what came last; -180 while nothing comes. */
	hears(hz: number): number {
		const recent = this.#heard.slice(-secondsHeard * sampleRate);
		return recent.length < secondsHeard * sampleRate ? -180 : levelAt(recent, sampleRate, hz);
	}

	/** How much came, silence counted. */
	get heardMs(): number {
		return this.#heard.length * 1000 / sampleRate;
	}

	/** Forgets what was heard so far. */
	listenAnew(): void {
		this.#heard = [];
	}

	/** Presses a key as telephone event: three packets, the last as RFC 4733 ends one. */
	press(digit: string): void {
		const event = '0123456789*#'.indexOf(digit);
		const timestamp = this.#sent;
		for (const end of [0, 0, 0x80]) this.#send(Buffer.from([event, end | 10, 0x03, 0x20]), timestamp, 101);
	}

	/** Takes the phone from the hook without a word. */
	async vanish(): Promise<void> {
		this.#silent.abort();
		await this.#connection.close();
	}

	async hangUp(): Promise<void> {
		await this.client.ask(this.client.within(this.dialog, 'BYE'));
		await this.vanish();
	}

	async #offer(iceRestart = false): Promise<string> {
		await this.#connection.setLocalDescription(await this.#connection.createOffer({ iceRestart }));
		return this.#connection.localDescription?.sdp ?? '';
	}

	#speak(): void {
		const samples = Int16Array.from({ length: frameSize }, (_, i) => 8000 * Math.sin(2 * Math.PI * this.hz * (this.#sent + i) / sampleRate));
		this.#send(Buffer.from(encodeUlaw(samples)), this.#sent);
		this.#sent += frameSize;
	}

	#send(payload: Buffer, timestamp: number, payloadType?: number): void {
		const packet = new RtpPacket(new RtpHeader({ sequenceNumber: this.#sequence++ & 0xffff, timestamp }), payload);
		const { sender, codecs } = this.#transceiver;
		const [voice] = codecs;
		const other = codecs.find((codec) => codec.payloadType === payloadType);
		if (other) sender.codec = other;
		void sender.sendRtp(packet);
		if (voice) sender.codec = voice;
	}
}

const withoutCandidates = (sdp: string): string => sdp.replace(/^a=(candidate|end-of-candidates).*\r?\n/gm, '');
