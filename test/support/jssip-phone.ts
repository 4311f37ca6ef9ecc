import { UA, WebSocketInterface } from 'jssip';
import { toneStream, type Tone } from './tones.js';

export interface JsSipPhoneOptions {
	readonly url: string;
	readonly password?: string;
}

type Session = ReturnType<UA['call']>;

/** A plain JsSIP user agent that sends a tone of its own: what any other client of the server would be. */
export class JsSipPhone {
	readonly #agent: UA;
	readonly #tone: Tone;

	constructor(readonly user: string, readonly hz: number, { url, password = '1234' }: JsSipPhoneOptions) {
		this.#tone = toneStream(hz);
		this.#agent = new UA({ sockets: [new WebSocketInterface(url)], uri: `sip:${user}@voice.test`, password, session_timers: false });
	}

	async register(): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.#agent.once('registered', () => resolve());
			this.#agent.once('registrationFailed', ({ cause }: { cause: string }) => reject(new Error(cause)));
			this.#agent.start();
		});
	}

	/** Calls and waits for the answer. */
	async call(to: string): Promise<JsSipCall> {
		const session = this.#agent.call(`sip:${to}@voice.test`, { mediaStream: this.#tone.stream, mediaConstraints: { audio: true, video: false } });
		await confirmed(session);
		return new JsSipCall(session);
	}

	/** Answers the next call at once. */
	async answer(): Promise<JsSipCall> {
		const session = await new Promise<Session>((resolve) => this.#agent.once('newRTCSession', ({ session: incoming }: { session: Session }) => resolve(incoming)));
		session.answer({ mediaStream: this.#tone.stream });
		await confirmed(session);
		return new JsSipCall(session);
	}

	stop(): void {
		this.#agent.terminateSessions();
		this.#agent.stop();
		this.#tone.stop();
	}
}

export class JsSipCall {
	readonly heard: MediaStream;

	constructor(readonly session: Session) {
		const connection = session.connection as RTCPeerConnection;
		this.heard = new MediaStream(connection.getReceivers().map(({ track }) => track));
	}

	async hold(): Promise<void> {
		await new Promise<void>((resolve) => this.session.hold({}, resolve));
	}

	async resume(): Promise<void> {
		await new Promise<void>((resolve) => this.session.unhold({}, resolve));
	}

	async restartIce(): Promise<void> {
		await new Promise<void>((resolve) => this.session.renegotiate({ rtcOfferConstraints: { iceRestart: true } }, resolve));
	}

	hangUp(): void {
		this.session.terminate();
	}
}

async function confirmed(session: Session): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		session.once('confirmed', () => resolve());
		session.once('failed', ({ cause }: { cause: string }) => reject(new Error(cause)));
	});
}
