import { UA, WebSocketInterface } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { Address } from '../../../../src/core/address.js';
import type { Account } from '../../../../src/core/account/configuration.js';
import type { InviteOptions } from '../../../../src/core/ports/session.js';
import { VoiceError } from '../../../../src/core/voice-error.js';
import type { SessionHost } from '../../../../src/sip/session-host.js';
import { listen } from '../../../../src/sip/transport/listen.js';
import { isSuccessor } from '../../../../src/sip/dialog/replacing-invite.js';
import { SipSession } from '../../../../src/sip/sip-session.js';

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

export function accountOf({ user, url, iceServers = [], account = {} }: LineOptions): Account {
	return { servers: [url], uri: `sip:${user}@voice.test`, user, host: 'voice.test', displayName: '', authUser: user, secret: { password: '1234' }, register: true, iceServers, iceTimeoutMs: 1000, codecs: [], dtmf: 'rtp', protocol: {}, ...account };
}

/** A line with sessions on it. */
export interface OurLine extends SessionHost {
	invite(target: Address, options: InviteOptions): SipSession;
	onSession(listener: (session: SipSession) => void): void;
	stop(): void;
}

/** The least that a session needs of its line: a registered user agent. */
export class TestLine implements OurLine {
	readonly ua: UA;
	readonly account: Account;
	readonly iceServers: readonly RTCIceServer[];
	/** What sessions said of the socket. */
	readonly judgements: boolean[] = [];
	readonly #end = new AbortController();

	constructor(options: LineOptions) {
		this.ua = createAgent({ ...options, agent: { session_timers: false, ...options.agent } });
		this.iceServers = options.iceServers ?? [];
		this.account = accountOf(options);
		this.ua.start();
	}

	get reachable(): boolean {
		return this.ua.isConnected() && this.ua.isRegistered();
	}

	async whenReachable(timeoutMs: number, signal: AbortSignal): Promise<void> {
		const deadline = AbortSignal.any([AbortSignal.timeout(timeoutMs), signal]);
		while (!this.reachable) {
			if (signal.aborted) throw new DOMException('Ended', 'AbortError');
			if (deadline.aborted) throw new VoiceError('server-unreachable', 'The server is away.');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	get connected(): boolean {
		return this.ua.isConnected();
	}

	onConnectedChange(listener: (connected: boolean) => void, signal: AbortSignal): void {
		listen(this.ua, 'connected', () => listener(true), signal);
		listen(this.ua, 'disconnected', () => listener(false), signal);
	}

	confirm(): void {
		this.judgements.push(true);
	}

	doubt(): void {
		this.judgements.push(false);
	}

	invite(target: Address, options: InviteOptions): SipSession {
		return SipSession.outgoing(this, target, options);
	}

	onSession(listener: (session: SipSession) => void): void {
		listen<{ originator: string; session: RTCSession; request: IncomingRequest }>(this.ua, 'newRTCSession', ({ originator, session, request }) => {
			if (originator === 'remote' && !isSuccessor(session)) listener(SipSession.incoming(this, session, request));
		}, this.#end.signal);
	}

	stop(): void {
		this.ua.stop();
		this.#end.abort();
	}
}
