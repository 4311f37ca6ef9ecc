import type { URI } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { Address } from '../core/address.js';
import type { Account } from '../core/account/configuration.js';
import type { Direction } from '../core/call/call-state.js';
import type { InviteOptions, Refusal, Session, SessionFact } from '../core/ports/signaling.js';
import { ownProperties } from '../core/own-properties.js';
import type { Termination } from '../core/call/termination.js';
import { VoiceError } from '../core/voice-error.js';
import type { SessionHost } from './session-host.js';
import { PeerSession } from '../rtc/peer-session.js';
import { dialogOfRequest, type DialogId } from './dialog/dialog-id.js';
import { sendDigitsByInfo } from './dialog/info-digits.js';
import { ConfirmedDialog } from './dialog/confirmed-dialog.js';
import { FactRelay } from '../core/ports/fact-relay.js';
import { detachConnection } from './dialog/jssip-connection.js';
import { asksToBeAnswered, assertedIdentities, assertedIdentity, isConference } from './dialog/identity.js';
import { asJsSipSession, placeCall, type JsSipSession, type JsSipMessage, type JsSipResponse, type TerminateOptions } from './dialog/jssip-session.js';
import { SessionAdapter, type SessionEvents } from './dialog/session-adapter.js';
import { OperationQueue } from '../core/operation-queue.js';
import { retryWhenReachable } from '../net/retry-when-reachable.js';
import { pause } from '../core/pause.js';
import { over } from '../rtc/command-errors.js';
import { errorOf } from './dialog/request-errors.js';
import { refusalOptions, UNAVAILABLE } from './dialog/refusals.js';
import { referTo } from './dialog/transfer.js';
import { PrewarmedConnection } from '../rtc/prewarmed-connection.js';
import { toAddress, toSipUri } from './message/sip-uri.js';

/** How long what somebody wants waits for the server. */
const REACH_MS = 20_000;
/** How long sound may take that the network announced before the answer. */
const SOUND_MS = 1500;
/** How long a party that was transferred may take to hang up by itself. */
const PARTING_MS = 2000;

const LINE_LOST = new VoiceError('server-unreachable', 'The connection to the server was lost before the call was answered. Call again when it is back.').state;

/**
 * A call by SIP, above JsSIP's defects: a request that fails never ends it, an outage of the server or of the sound is got over, a cancel that
 * loses its race hangs up, and at the end nothing stays behind. It is over for us at once when we end it; what must still be said is said later.
 *
 * Transfers that others ask of us (REFER, INVITE with Replaces) are refused: whoever knows a call could otherwise make this page call
 * anybody, or take the place of the one it talks to. A server that transfers us does so without asking. Only the far side itself may take up its own call again.
 */
export class SipSession implements Session {
	readonly capabilities = { hold: true, digits: true, transfer: true } as const;
	readonly direction: Direction;
	readonly intercom: boolean;
	readonly asserted?: readonly Address[];
	readonly #host: SessionHost;
	readonly #ending = new AbortController();
	readonly #facts = new FactRelay();
	readonly #commands = new OperationQueue();
	#peer: PeerSession | undefined;
	#remote: Address;
	#adapter: SessionAdapter | undefined;
	#confirmed: ConfirmedDialog | undefined;
	#termination: Termination | undefined;
	#held = false;
	#sounding = false;
	#answered: { readonly resolve: () => void; readonly reject: (error: VoiceError) => void } | undefined;

	/** Calls, as soon as the server is there. */
	static outgoing(host: SessionHost, target: Address, options: InviteOptions): SipSession {
		const session = new SipSession(host, { direction: 'outgoing', remote: target, intercom: false });
		void session.#dial(toSipUri(target), options);
		return session;
	}

	/** Takes over what JsSIP calls a new session; to be called within that event. */
	static incoming(host: SessionHost, jssip: RTCSession, request: IncomingRequest): SipSession {
		const invite = request as unknown as JsSipMessage;
		const asserted = assertedIdentities(invite);
		const session = new SipSession(host, { direction: 'incoming', remote: toAddress(request.from), intercom: asksToBeAnswered(invite), ...(asserted && { asserted }) });
		session.#attach(asJsSipSession(jssip), dialogOfRequest(invite));
		if (isConference(invite)) session.#facts.tell({ type: 'remote', remote: session.remote, room: true });
		return session;
	}

	private constructor(host: SessionHost, options: Pick<Session, 'direction' | 'remote' | 'intercom' | 'asserted'>) {
		const { direction, remote, intercom, asserted } = ownProperties<typeof options>(options);
		this.#host = host;
		if (asserted) this.asserted = asserted;
		this.direction = direction;
		this.#remote = remote;
		this.intercom = intercom;
	}

	get remote(): Address {
		return this.#remote;
	}

	get callId(): string | undefined {
		return this.#adapter?.callId;
	}

	get connection(): RTCPeerConnection | undefined {
		return this.#peer?.connection;
	}

	get remoteStream(): MediaStream | undefined {
		return this.#peer?.remoteStream;
	}

	observe(report: (fact: SessionFact) => void): void {
		this.#facts.observe(report);
	}

	async answer(stream: MediaStream): Promise<void> {
		const adapter = this.#adapter;
		if (!adapter || adapter.session.status !== adapter.session.C.STATUS_WAITING_FOR_ANSWER) throw new VoiceError('invalid-state', 'There is no call to answer any more, or it was answered before.');
		const answered = new Promise<void>((resolve, reject) => (this.#answered = { resolve, reject }));
		adapter.answer(ownProperties({ mediaStream: stream, pcConfig: this.#configuration }));
		return answered;
	}

	hangUp(): void {
		const cause = this.#confirmed ? 'hung-up' : this.direction === 'outgoing' ? 'cancelled' : 'unavailable';
		this.#end({ by: 'local', cause });
	}

	refuse(refusal: Refusal): void {
		this.#end({ by: 'local', cause: refusal === 'declined-everywhere' ? 'declined' : refusal }, refusalOptions(refusal));
	}

	hold(held: boolean): Promise<void> {
		return this.#command(async () => {
			if (held === this.#held) return;
			await retryWhenReachable(this.#host, { waitMs: REACH_MS, signal: this.#ending.signal }, async (leftMs) => {
				const { peer, confirmed } = this.#requireConfirmed(held ? 'hold it' : 'resume it');
				await confirmed.whenRefreshed(leftMs);
				await confirmed.renegotiate({ wish: held ? 'be held' : 'talk again', apply: () => peer.hold(held) });
			});
			this.#held = held;
		});
	}

	sendDigits(digits: string): Promise<void> {
		const { signal } = this.#ending;
		return this.#command(async () => {
			if (!this.#adapter || !this.#peer) throw over('send digits');
			await (this.#host.account.dtmf === 'info' ? sendDigitsByInfo(this.#adapter.session, digits, signal) : this.#peer.sendDigits(digits));
		});
	}

	/** When it succeeded the far side usually hangs up; where it does not, we do. */
	transfer(target: Address | Session): Promise<void> {
		const other = target instanceof SipSession ? target : undefined;
		if (!other && !Object.hasOwn(target, 'uri')) throw new VoiceError('unsupported', 'A call can only be transferred to another call of the same kind.');
		return this.#command(async () => {
			const { session } = this.#requireConfirmed('transfer it');
			await referTo(session, toSipUri(other ? other.remote : target as Address), {
				replaces: other && other.#requireConfirmed('be transferred to').dialog,
				signal: this.#ending.signal,
				leftByPeer: () => this.#termination?.by === 'remote',
			});
			for (const left of other ? [this, other] : [this]) void left.#hangUpLater();
		});
	}

	async #dial(target: URI, { stream, headers }: InviteOptions): Promise<void> {
		try {
			await this.#host.whenReachable(REACH_MS, this.#ending.signal);
			if (this.#ending.signal.aborted) return;
			const extraHeaders = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
			this.#attach(placeCall(this.#host.ua, target, ownProperties({ mediaStream: stream, pcConfig: this.#configuration, extraHeaders })));
		} catch (thrown) {
			this.#end({ by: 'network', cause: 'error', error: VoiceError.from(thrown).state });
		}
	}

	/** No candidate pool: in Chromium some connections that had one never gathered. */
	get #configuration(): RTCConfiguration {
		return ownProperties<RTCConfiguration>({ iceServers: [...this.#host.iceServers], bundlePolicy: 'balanced' });
	}

	#attach(session: JsSipSession, dialog?: DialogId): void {
		this.#adapter = new SessionAdapter(this.#host, session, { ...(dialog && { dialog, prewarmed: new PrewarmedConnection(this.#configuration, this.#ending.signal) }), signal: this.#ending.signal, events: this.#eventsOf(session) });
	}

	#eventsOf(session: JsSipSession): SessionEvents {
		const { account } = this.#host;
		return {
			connection: (connection) => this.#adopt(connection, account),
			preparing: () => this.#peer?.preferCodecs(),
			described: (sdp) => this.#peer?.noteRemote(sdp),
			progressed: (described) => void this.#reportProgress(described),
			accepted: (response) => this.#updateRemote(response),
			confirmed: () => this.#confirm(),
			cutOff: (error) => this.#confirmed ?? this.#end({ by: 'network', cause: 'media', error: error.state }, { status_code: UNAVAILABLE }),
			disconnected: () => session.isInProgress() && this.#end({ by: 'network', cause: 'lost', error: LINE_LOST }),
			over: (termination) => this.#finish(this.#termination ?? termination),
			replaced: (replacement) => this.#confirmed ? this.#confirmed.acceptReplacement(replacement) : replacement.reject(),
			responded: (response, method) => this.#confirmed?.intercept(response, method),
		};
	}

	#adopt(connection: RTCPeerConnection, { iceTimeoutMs, codecs }: Account): void {
		if (connection === this.#peer?.connection) return;
		const changed = (): void => this.#facts.tell({ type: 'media' });
		const peer: PeerSession = new PeerSession(connection, {
			iceTimeoutMs,
			codecs,
			onStream: changed,
			onSound: () => this.#handleSound(),
			onHold: (held) => this.#confirmed && this.#facts.tell({ type: 'remote-hold', held }),
			signal: this.#ending.signal,
		}, detachConnection(connection, () => peer.gathered()));
		this.#peer = peer;
		changed();
	}

	/** The server may know better than we whom we reached. */
	#updateRemote(response: JsSipResponse): void {
		const identity = assertedIdentity(response);
		const room = isConference(response);
		if (!identity && !room) return;
		this.#remote = identity ?? this.#remote;
		this.#facts.tell({ type: 'remote', remote: this.#remote, ...(room && { room }) });
	}

	/** Sound that is announced gets time to arrive: a ringback of ours would begin only to break off. */
	async #reportProgress(described: boolean): Promise<void> {
		const { signal } = this.#ending;
		if (described && !this.#sounding) await pause(SOUND_MS, signal);
		if (!signal.aborted && !this.#confirmed) this.#facts.tell({ type: 'progress', earlyMedia: this.#sounding });
	}

	#handleSound(): void {
		this.#sounding = true;
		if (this.direction === 'outgoing' && !this.#confirmed) this.#facts.tell({ type: 'progress', earlyMedia: true });
	}

	#confirm(): void {
		const peer = this.#peer;
		const adapter = this.#adapter;
		if (this.#confirmed || !peer || !adapter) return;
		this.#facts.tell({ type: 'confirmed', at: Date.now() });
		this.#answered?.resolve();
		this.#confirmed = new ConfirmedDialog({
			host: this.#host,
			direction: this.direction,
			peer,
			present: () => this.#adapter ?? adapter,
			remote: () => this.#remote,
			eventsOf: (successor) => this.#eventsOf(successor),
			moveTo: (successor) => (this.#adapter = successor),
			tell: (fact) => this.#facts.tell(fact),
			end: (termination) => this.#end(termination),
			signal: this.#ending.signal,
		});
	}

	/** One command at a time. A failure may mean more than itself: that the server does not hear us, or the far side has left. */
	#command(action: () => Promise<void>): Promise<void> {
		return this.#commands.run(async () => {
			try {
				await action();
			} catch (thrown) {
				const error = VoiceError.from(thrown);
				if (error.code === 'timeout') this.#host.doubt();
				if (error.status === 481) this.#confirmed?.renegotiate({ wish: 'say whether the call goes on' }).catch(() => undefined);
				throw error;
			}
		});
	}

	#requireConfirmed(wish: string): { session: JsSipSession; peer: PeerSession; dialog: DialogId; confirmed: ConfirmedDialog } {
		const { session, dialog } = this.#adapter ?? {};
		const peer = this.#peer;
		const confirmed = this.#confirmed;
		if (!session || !peer || !dialog || !confirmed) throw new VoiceError('invalid-state', `Cannot ${wish}: the call is not confirmed.`);
		return { session, peer, dialog, confirmed };
	}

	async #hangUpLater(): Promise<void> {
		await pause(PARTING_MS, this.#ending.signal);
		this.hangUp();
	}

	#end(termination: Termination, options: TerminateOptions = {}): void {
		if (this.#ending.signal.aborted) return;
		this.#termination = termination;
		this.#adapter?.terminate(options);
		this.#finish(termination);
	}

	#finish(termination: Termination): void {
		if (this.#ending.signal.aborted) return;
		this.#termination = termination;
		this.#facts.tell({ type: 'terminated', at: Date.now(), termination });
		this.#ending.abort();
		this.#answered?.reject(errorOf(termination) ?? over('answer it'));
		this.#peer?.close();
		this.#peer = undefined;
		this.#adapter?.forget();
	}
}
