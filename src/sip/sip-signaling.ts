import type { UA } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { Address } from '../core/address.js';
import type { Account } from '../core/account/configuration.js';
import { ownProperties } from '../core/own-properties.js';
import type { InviteOptions, Session } from '../core/ports/session.js';
import type { OutgoingText, Signaling, SignalingFact, TextOutcome, TraceEntry } from '../core/ports/signaling.js';
import { VoiceError } from '../core/voice-error.js';
import { IceServers } from '../rtc/ice-servers.js';
import { Reachability } from '../net/reachability.js';
import type { SocketClass } from '../net/open-socket.js';
import { OutgoingTexts } from './texts/outgoing-texts.js';
import { SipUserAgent } from './sip-user-agent.js';
import { TIMING, type Timing } from './timing.js';
import { Trace } from '../net/trace.js';
import { newIdentity } from './transport/user-agent.js';
import { onConnectivityHint } from '../net/connectivity-hints.js';
import { listen } from './transport/listen.js';
import { redact } from './message/redact.js';
import type { SessionHost } from './session-host.js';
import { SipSession } from './sip-session.js';

export interface SipSignalingOptions {
	/** In place of the browser's: a server in the page. */
	readonly WebSocket?: SocketClass;
	/** Other patience than usual. */
	readonly timing?: Partial<Timing>;
}

/**
 * The port on SIP over WebSocket (RFC 7118), above JsSIP. The account runs on one `SipUserAgent`; a change that needs another one (address, servers) waits until no call
 * is left on the present one. When the page goes, everything ends; when it comes back from the back-forward cache, the line begins anew.
 */
export class SipSignaling implements Signaling, SessionHost {
	readonly #WebSocket: SocketClass;
	readonly #timing: Timing;
	readonly #identity = newIdentity();
	readonly #trace = new Trace(redact);
	readonly #reachability = new Reachability();
	readonly #end = new AbortController();
	readonly #iceServers = new IceServers({ onWarning: (error) => this.#report({ type: 'trouble', error }) });
	readonly #texts: OutgoingTexts;
	/** The calls that go on. */
	readonly #sessions = new Set<SipSession>();
	#report: (fact: SignalingFact) => void = () => undefined;
	#userAgent: SipUserAgent | undefined;
	/** Of the line, also when it is closed: sessions end a little later. */
	#ua: UA | undefined;
	#account: Account | undefined;
	/** An account that waits for the end of the calls. */
	#wanted: Account | undefined;

	constructor(options?: SipSignalingOptions) {
		const { WebSocket = globalThis.WebSocket, timing = {} } = ownProperties<SipSignalingOptions>(options);
		this.#WebSocket = WebSocket;
		this.#timing = { ...TIMING, ...timing };
		this.#texts = new OutgoingTexts(this, { waitMs: this.#timing.textMs, signal: this.#end.signal });
	}

	get ua(): UA {
		if (!this.#ua) throw notStarted();
		return this.#ua;
	}

	get account(): Account {
		if (!this.#account) throw notStarted();
		return this.#account;
	}

	get iceServers(): readonly RTCIceServer[] {
		return this.#iceServers.usable;
	}

	get connected(): boolean {
		return this.ua.isConnected();
	}

	get reachable(): boolean {
		return this.#reachability.reachable;
	}

	/** What crossed the socket lately, without secrets. Oldest first. */
	get trace(): readonly TraceEntry[] {
		return this.#trace.entries;
	}

	whenReachable(timeoutMs: number, signal: AbortSignal): Promise<void> {
		return this.#reachability.whenReachable(timeoutMs, signal);
	}

	onConnectedChange(listener: (connected: boolean) => void, signal: AbortSignal): void {
		listen(this.ua, 'connected', () => listener(true), signal);
		listen(this.ua, 'disconnected', () => listener(false), signal);
	}

	confirm(): void {
		this.#userAgent?.confirm();
	}

	doubt(): void {
		this.#userAgent?.doubt();
	}

	start(account: Account, report: (fact: SignalingFact) => void): void {
		const { signal } = this.#end;
		this.#report = report;
		this.#begin(account);
		onConnectivityHint(() => this.#handleConnectivityHint(), signal);
		globalThis.addEventListener('pagehide', () => this.#hide(), ownProperties({ signal }));
		globalThis.addEventListener('pageshow', ({ persisted }) => persisted && this.#begin(this.#wanted ?? this.account), ownProperties({ signal }));
	}

	update(account: Account): void {
		this.#iceServers.use(account.iceServers);
		const { account: present } = this;
		if (this.#reachesElsewhere(account)) return;
		const needsNewLine = JSON.stringify(bindingOf(account)) !== JSON.stringify(bindingOf(present));
		this.#wanted = needsNewLine ? account : undefined;
		this.#account = needsNewLine ? { ...account, ...bindingOf(present), secret: present.secret, authUser: present.authUser } : account;
		this.#userAgent?.update(this.#account);
		this.#moveOn();
	}

	retry(): void {
		this.#userAgent?.retry();
		this.#iceServers.retry({ now: true });
	}

	async stop(): Promise<void> {
		this.#hangUpAll();
		const line = this.#userAgent;
		await line?.leave();
		this.#close();
		this.#end.abort(new VoiceError('server-unreachable', 'The phone was turned off.'));
	}

	invite(target: Address, options: InviteOptions): Session {
		return this.#add(SipSession.outgoing(this, target, options));
	}

	sendText(text: OutgoingText): Promise<TextOutcome> {
		return this.#texts.send(text);
	}

	/** No such requests are sent yet. */
	sendComposing(): void {}

	/** No subscriptions are made yet. */
	watch(): void {}

	/** Whoever has no server goes on with other ones at once, in a call as well: there is nothing to lose. */
	#reachesElsewhere(account: Account): boolean {
		const moved = JSON.stringify(bindingOf({ ...account, servers: this.account.servers })) === JSON.stringify(bindingOf(this.account)) && this.#userAgent?.useServers(account.servers);
		if (!moved) return false;
		this.#wanted = undefined;
		this.#account = account;
		this.#userAgent?.update(account);
		return true;
	}

	#begin(account: Account): void {
		this.#close();
		this.#account = account;
		this.#wanted = undefined;
		this.#iceServers.use(account.iceServers);
		try {
			this.#userAgent = this.#userAgentFor(account);
			this.#ua = this.#userAgent.ua;
			this.#userAgent.start();
		} catch (thrown) {
			const error = VoiceError.from(thrown);
			this.#reachability.set(false, error);
			this.#report({ type: 'connection', connection: { phase: 'failed', error: error.state } });
		}
	}

	#userAgentFor(account: Account): SipUserAgent {
		return new SipUserAgent(account, {
			WebSocket: this.#WebSocket,
			timing: this.#timing,
			identity: this.#identity,
			trace: this.#trace,
			busy: () => this.#busy,
			events: {
				connection: (connection) => {
					this.#report({ type: 'connection', connection });
					if (this.#wanted && connection.phase === 'reconnecting') this.#reachesElsewhere(this.#wanted);
				},
				registration: (registration) => this.#report({ type: 'registration', registration }),
				online: (online, refused) => this.#reachability.set(online, refused),
				session: (session, request) => this.#ring(session, request),
				text: (text) => this.#report({ type: 'text', text }),
			},
		});
	}

	#close(): void {
		this.#iceServers.stop();
		this.#userAgent?.close();
		this.#userAgent = undefined;
	}

	/** Goes over to the account that waits, unless a call would be lost. */
	#moveOn(): void {
		const line = this.#userAgent;
		if (!this.#wanted || line?.busy) return;
		if (!line) return this.#begin(this.#wanted);
		void line.leave().then(() => {
			if (this.#userAgent !== line) return;
			if (this.#wanted && !line.busy) this.#begin(this.#wanted);
			else line.stay();
		});
	}

	#ring(session: RTCSession, request: IncomingRequest): void {
		this.#report({ type: 'session', session: this.#add(SipSession.incoming(this, session, request)) });
	}

	#add(session: SipSession): Session {
		this.#sessions.add(session);
		// What waits for the end of the call comes after everything else that its end means.
		session.ended.addEventListener('abort', () => setTimeout(() => this.#remove(session)), ownProperties({ once: true }));
		return session;
	}

	/** What still waits for a server, any server may have. */
	get #busy(): boolean {
		return [...this.#sessions].some(({ callId }) => callId !== undefined);
	}

	#remove(session: SipSession): void {
		if (this.#sessions.delete(session) && !this.#busy) this.#moveOn();
	}

	#handleConnectivityHint(): void {
		this.#userAgent?.wake();
		this.#iceServers.retry();
	}

	/** A page that goes into the cache or away must not leave calls and a registration behind, which others would ring. */
	#hide(): void {
		this.#hangUpAll();
		void this.#userAgent?.leave();
		this.#close();
		this.#report({ type: 'connection', connection: { phase: 'idle' } });
	}

	#hangUpAll(): void {
		for (const session of this.#sessions) session.hangUp();
	}
}

/** What a line cannot change while it runs. */
function bindingOf({ servers, uri, user, host, register }: Account): Pick<Account, 'servers' | 'uri' | 'user' | 'host' | 'register'> {
	return { servers, uri, user, host, register };
}

function notStarted(): VoiceError {
	return new VoiceError('invalid-state', 'The phone is not connected.');
}
