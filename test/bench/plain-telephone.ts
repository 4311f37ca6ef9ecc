import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { Talk, Telephone, Wishes } from './telephone.js';

/** JsSIP alone, used as its documentation shows. */
export class PlainTelephone implements Telephone {
	onCall: ((talk: Talk) => void) | undefined;
	readonly #agent: UA;
	readonly #pcConfig: RTCConfiguration;

	constructor({ servers, user, password, iceServers = [] }: Wishes) {
		this.#pcConfig = { iceServers: [...iceServers] };
		this.#agent = new UA({ sockets: preferred(servers), uri: `sip:${user}@voice.test`, password });
		// Without a listener JsSIP refuses every text.
		this.#agent.on('newMessage', () => undefined);
		this.#agent.on('newRTCSession', ({ originator, session }: { originator: string; session: RTCSession }) => {
			if (originator === 'remote') this.onCall?.(new PlainTalk(session, this.#pcConfig));
		});
	}

	get isRegistered(): boolean {
		return this.#agent.isRegistered();
	}

	start(): void {
		this.#agent.start();
	}

	call(user: string): Talk {
		return new PlainTalk(this.#agent.call(`sip:${user}@voice.test`, { mediaConstraints: { audio: true, video: false }, pcConfig: this.#pcConfig }), this.#pcConfig);
	}

	write(user: string, text: string): Promise<void> {
		return new Promise((resolve, reject) => {
			this.#agent.sendMessage(`sip:${user}@voice.test`, text, { eventHandlers: { succeeded: () => resolve(), failed: ({ cause }) => reject(new Error(cause)) } });
		});
	}

	stop(): Promise<void> {
		this.#agent.stop();
		return Promise.resolve();
	}
}

/** Among servers of the same weight JsSIP chooses by chance. */
function preferred(servers: readonly string[]): { socket: WebSocketInterface; weight: number }[] {
	return servers.map((server, index) => ({ socket: new WebSocketInterface(server), weight: servers.length - index }));
}

class PlainTalk implements Talk {
	readonly #audio = new Audio();
	#confirmed = false;
	#cause: string | undefined;
	#tell: () => void = () => undefined;

	constructor(readonly session: RTCSession, readonly pcConfig: RTCConfiguration) {
		session.on('confirmed', () => this.#note(() => (this.#confirmed = true)));
		for (const type of ['ended', 'failed'] as const) session.on(type, ({ cause }: { cause: string }) => this.#note(() => this.#end(cause)));
		if (session.connection) this.#play(session.connection);
		session.on('peerconnection', ({ peerconnection }) => this.#play(peerconnection));
	}

	get connection(): RTCPeerConnection | undefined {
		return this.session.connection ?? undefined;
	}

	get isOver(): boolean {
		return this.#cause !== undefined;
	}

	answer(): void {
		this.session.answer({ mediaConstraints: { audio: true, video: false }, pcConfig: this.pcConfig });
	}

	hangUp(): void {
		this.session.terminate();
	}

	async hold(): Promise<void> {
		let held = false;
		this.session.hold({}, () => this.#note(() => (held = true)));
		await this.#until(() => held || this.isOver);
		if (!held) throw new Error(this.#cause);
	}

	async confirmed(): Promise<void> {
		await this.#until(() => this.#confirmed || this.isOver);
		if (!this.#confirmed) throw new Error(this.#cause);
	}

	over(): Promise<void> {
		return this.#until(() => this.isOver);
	}

	#play(connection: RTCPeerConnection): void {
		connection.addEventListener('track', ({ streams: [stream] }) => {
			this.#audio.srcObject = stream ?? null;
			this.#audio.play().catch(() => undefined);
		});
	}

	#end(cause: string): void {
		this.#cause = cause;
		this.#audio.srcObject = null;
	}

	#note(change: () => void): void {
		change();
		this.#tell();
	}

	#until(isSo: () => boolean): Promise<void> {
		return new Promise((resolve) => {
			this.#tell = () => isSo() && resolve();
			this.#tell();
		});
	}
}
