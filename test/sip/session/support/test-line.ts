import { UA, WebSocketInterface } from 'jssip';
import type { Account } from '../../../../src/core/configuration.js';
import { VoiceError } from '../../../../src/core/voice-error.js';
import type { SessionHost } from '../../../../src/sip/session-host.js';
import { listen } from '../../../../src/sip/listen.js';

export interface LineOptions {
	readonly user: string;
	readonly url: string;
	readonly account?: Partial<Account>;
	readonly iceServers?: readonly RTCIceServer[];
	/** More for the user agent of JsSIP. */
	readonly agent?: object;
}

/** A user agent of JsSIP that registers, as any page would make one. */
export function createAgent({ user, url, agent = {} }: LineOptions): UA {
	return new UA({
		sockets: [new WebSocketInterface(url)],
		uri: `sip:${user}@voice.test`,
		password: '1234',
		connection_recovery_min_interval: 1,
		connection_recovery_max_interval: 1,
		...agent,
	});
}

/** The least that a session needs of its line: a registered user agent. */
export class TestLine implements SessionHost {
	readonly ua: UA;
	readonly account: Account;
	readonly iceServers: readonly RTCIceServer[];
	/** What sessions said of the socket. */
	readonly judgements: boolean[] = [];
	readonly #end = new AbortController();
	readonly #listeners = new Set<(online: boolean) => void>();

	constructor(options: LineOptions) {
		this.ua = createAgent({ ...options, agent: { session_timers: false, ...options.agent } });
		this.iceServers = options.iceServers ?? [];
		this.account = { servers: [options.url], uri: `sip:${options.user}@voice.test`, user: options.user, host: 'voice.test', displayName: '', authUser: options.user, secret: undefined, register: true, iceServers: [], iceTimeoutMs: 1000, codecs: [], dtmf: 'rtp', ...options.account };
		for (const type of ['registered', 'unregistered', 'disconnected']) listen(this.ua, type, () => this.#tell(), this.#end.signal);
		this.ua.start();
	}

	get online(): boolean {
		return this.ua.isConnected() && this.ua.isRegistered();
	}

	async whenOnline(timeoutMs: number, signal: AbortSignal): Promise<void> {
		const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]);
		while (!this.online) {
			if (signal.aborted) throw new DOMException('Ended', 'AbortError');
			if (deadline.aborted) throw new VoiceError('server-unreachable', 'The server is away.');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	onOnlineChange(listener: (online: boolean) => void, signal: AbortSignal): void {
		this.#listeners.add(listener);
		signal.addEventListener('abort', () => this.#listeners.delete(listener));
	}

	answered(answered: boolean): void {
		this.judgements.push(answered);
	}

	stop(): void {
		this.ua.stop();
		this.#end.abort();
	}

	#tell(): void {
		for (const listener of [...this.#listeners]) listener(this.online);
	}
}
