import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { toneStream, type Tone } from '../../../support/tones.js';
import { eventually, type Party, type PartyCall } from './party.js';
import { createAgent, type LineOptions } from './test-line.js';

/** A call of JsSIP, used as its documentation shows. */
export class PlainCall implements PartyCall {
	termination: string | undefined;
	readonly remoteStream = new MediaStream();
	#confirmed = false;

	constructor(readonly session: RTCSession, readonly stream: MediaStream) {
		const hear = (connection: RTCPeerConnection): void => connection.addEventListener('track', ({ track }) => this.remoteStream.addTrack(track));
		if (session.connection) hear(session.connection);
		session.on('peerconnection', ({ peerconnection }) => hear(peerconnection));
		session.on('confirmed', () => (this.#confirmed = true));
		session.on('ended', ({ cause }) => (this.termination = cause));
		session.on('failed', ({ cause }) => (this.termination = cause));
	}

	get phase(): PartyCall['phase'] {
		if (this.termination !== undefined) return 'terminated';
		return this.#confirmed ? 'confirmed' : 'early';
	}

	get connection(): RTCPeerConnection | undefined {
		return this.session.connection ?? undefined;
	}

	get heldLocally(): boolean {
		return this.session.isOnHold().local;
	}

	mute(muted: boolean): void {
		if (muted) this.session.mute();
		else this.session.unmute();
	}

	answer(): Promise<void> {
		this.session.answer({ mediaStream: this.stream });
		return this.until('confirmed');
	}

	hangUp(): void {
		if (!this.session.isEnded()) this.session.terminate();
	}

	hold(held: boolean): Promise<void> {
		return new Promise((resolve, reject) => {
			const accepted = held ? this.session.hold({}, resolve) : this.session.unhold({}, resolve);
			if (!accepted) reject(new Error('JsSIP is not ready'));
		});
	}

	until(phase: PartyCall['phase']): Promise<void> {
		return eventually(() => this.phase === phase, `the plain call is ${phase}`);
	}
}

/** A party on JsSIP alone. */
export class PlainParty implements Party {
	readonly user: string;
	readonly ua: UA;
	readonly calls: PlainCall[] = [];
	readonly tone: Tone;
	/** Gives all calls one and the same stream, as a page does that opens the microphone once. */
	sharesStream = false;
	#arrived: PlainCall[] = [];
	#asked = 0;

	constructor(readonly options: LineOptions, readonly hz: number) {
		this.user = options.user;
		this.tone = toneStream(hz);
		this.ua = createAgent(options);
		this.ua.on('newRTCSession', ({ originator, session }: { originator: string; session: RTCSession }) => {
			if (originator === 'remote') this.#arrived.push(this.#keep(new PlainCall(session, this.#stream)));
		});
		this.ua.start();
	}

	async ready(): Promise<this> {
		await eventually(() => this.ua.isRegistered(), `${this.user} is registered`);
		return this;
	}

	call(user: string): PlainCall {
		const stream = this.#stream;
		const iceServers = [...this.options.iceServers ?? []];
		return this.#keep(new PlainCall(this.ua.call(`sip:${user}@voice.test`, { mediaStream: stream, pcConfig: { iceServers } }), stream));
	}

	async incoming(): Promise<PlainCall> {
		const index = this.#asked++;
		await eventually(() => this.#arrived.length > index, `${this.user} is called`);
		return this.#arrived[index] as PlainCall;
	}

	stop(): void {
		this.ua.stop();
		for (const { stream, connection } of this.calls) {
			connection?.close();
			for (const track of stream.getTracks()) track.stop();
		}
		this.tone.stop();
	}

	get #stream(): MediaStream {
		return this.sharesStream ? this.tone.stream : this.tone.stream.clone();
	}

	#keep(call: PlainCall): PlainCall {
		this.calls.push(call);
		return call;
	}
}
