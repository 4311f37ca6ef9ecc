import type { URI } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { Address } from '../core/address.js';
import type { Account } from '../core/account/configuration.js';
import type { Direction } from '../core/call/call-state.js';
import type { SendKind } from '../core/call/features/mute.js';
import type { MediaSource } from '../core/ports/media.js';
import type { InviteOptions, Refusal, Session, SessionFact } from '../core/ports/session.js';
import { ownProperties } from '../core/own-properties.js';
import { capabilities } from '../core/call/capabilities.js';
import { terminationOfFailure, type Termination } from '../core/call/termination.js';
import { VoiceError } from '../core/voice-error.js';
import type { SessionHost } from './session-host.js';
import { PeerSession } from '../rtc/peer-session.js';
import { dialogOfRequest, type DialogId } from './dialog/dialog-id.js';
import { CommandQueue } from './dialog/command-queue.js';
import { sendDigitsByInfo } from './dialog/info-digits.js';
import { ConfirmedDialog } from './dialog/confirmed-dialog.js';
import { EarlyMedia } from './dialog/early-media.js';
import { FactRelay } from '../core/ports/fact-relay.js';
import { detachConnection } from './dialog/jssip-connection.js';
import { asksToBeAnswered, assertedIdentities, assertedIdentity, isConference } from './dialog/identity.js';
import { asJsSipSession, type JsSipSession, type JsSipMessage, type JsSipResponse, type TerminateOptions } from './dialog/jssip-session.js';
import { SessionAdapter, type SessionEvents } from './dialog/session-adapter.js';
import { retryWhenReachable } from '../net/retry-when-reachable.js';
import { pause } from '../core/pause.js';
import { over, unsupported } from '../rtc/command-errors.js';
import { outgoingInvite } from './dialog/outgoing-invite.js';
import { lostBeforeAnswer, errorOf } from './dialog/request-errors.js';
import { refusalOptions, UNAVAILABLE } from './dialog/refusals.js';
import { referTo } from './dialog/transfer.js';
import { PrewarmedConnection } from '../rtc/prewarmed-connection.js';
import { rtcConfiguration } from '../rtc/rtc-configuration.js';
import { toAddress, toSipUri } from './message/sip-uri.js';

/** How long what somebody wants waits for the server. */
const REACH_MS = 20_000;
/** How long a party that was transferred may take to hang up by itself. */
const PARTING_MS = 2000;

const CAPABILITIES = capabilities('hold', 'digits', 'transfer', 'attended-transfer', 'messages');

/**
 * A call by SIP, above JsSIP's defects: a request that fails never ends it, an outage of the server or of the sound is got over, a cancel that
 * loses its race hangs up, and at the end nothing stays behind. It is over for us at once when we end it; what must still be said is said later.
 *
 * Transfers that others ask of us (REFER, INVITE with Replaces) are refused: whoever knows a call could otherwise make this page call
 * anybody, or take the place of the one it talks to. A server that transfers us does so without asking. Only the far side itself may take up its own call again.
 */
export class SipSession implements Session {
	readonly capabilities = CAPABILITIES;
	readonly direction: Direction;
	readonly intercom: boolean;
	readonly asserted?: readonly Address[];
	readonly #host: SessionHost;
	readonly #ending = new AbortController();
	/** Aborts when the call is over. */
	readonly ended = this.#ending.signal;
	/** Aborts when the call is answered. */
	readonly #early = new AbortController();
	readonly #facts = new FactRelay();
	readonly #earlyMedia = new EarlyMedia({ tell: (fact) => this.#facts.tell(fact), signal: AbortSignal.any([this.#ending.signal, this.#early.signal]) });
	readonly #commands: CommandQueue;
	#peer: PeerSession | undefined;
	#remote: Address;
	#adapter: SessionAdapter | undefined;
	#confirmed: ConfirmedDialog | undefined;
	#termination: Termination | undefined;
	#held = false;
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
		this.#commands = new CommandQueue(host, () => this.#confirmed);
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

	async answer(source: MediaSource): Promise<void> {
		this.#requireUnanswered();
		const mediaStream = await source.acquire(source.wish, this.#ending.signal);
		const adapter = this.#requireUnanswered();
		const answered = new Promise<void>((resolve, reject) => (this.#answered = { resolve, reject }));
		adapter.answer(ownProperties({ mediaStream, pcConfig: rtcConfiguration(this.#host.iceServers) }));
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
		return this.#commands.run(async () => {
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
		return this.#commands.run(async () => {
			if (!this.#adapter || !this.#peer) throw over('send digits');
			await (this.#host.account.dtmf === 'info' ? sendDigitsByInfo(this.#adapter.session, digits, signal) : this.#peer.sendDigits(digits));
		});
	}

	/** When it succeeded the far side usually hangs up; where it does not, we do. */
	transfer(target: Address | Session): Promise<void> {
		const other = target instanceof SipSession ? target : undefined;
		if (!other && !Object.hasOwn(target, 'uri')) throw new VoiceError('unsupported', 'A call can only be transferred to another call of the same kind.');
		return this.#commands.run(async () => {
			const { session } = this.#requireConfirmed('transfer it');
			await referTo(session, toSipUri(other ? other.remote : target as Address), {
				replaces: other && other.#requireConfirmed('be transferred to').dialog,
				signal: this.#ending.signal,
				leftByPeer: () => this.#termination?.by === 'remote',
			});
			for (const left of other ? [this, other] : [this]) void pause(PARTING_MS, left.#ending.signal).then(() => left.hangUp());
		});
	}

	acceptTransfer(): Promise<void> {
		return unsupported('follow a transfer');
	}

	refuseTransfer(): Promise<void> {
		return unsupported('refuse a transfer');
	}

	moderate(): Promise<void> {
		return unsupported('moderate');
	}

	send(kind: SendKind, track?: MediaStreamTrack): Promise<void> {
		if (kind !== 'audio') return unsupported(`send the ${kind}`);
		return this.#commands.run(() => this.#requireConfirmed('send another sound').peer.replaceAudio(track));
	}

	async #dial(target: URI, options: InviteOptions): Promise<void> {
		const { signal } = this.#ending;
		try {
			const place = await outgoingInvite(this.#host, target, { ...options, reachMs: REACH_MS, signal });
			this.#attach(place());
		} catch (thrown) {
			this.#end(terminationOfFailure(VoiceError.from(thrown)));
		}
	}

	#attach(session: JsSipSession, dialog?: DialogId): void {
		this.#adapter = new SessionAdapter(this.#host, session, { ...(dialog && { dialog, prewarmed: new PrewarmedConnection(rtcConfiguration(this.#host.iceServers), this.#ending.signal) }), signal: this.#ending.signal, events: this.#eventsOf(session) });
	}

	#eventsOf(session: JsSipSession): SessionEvents {
		const { account } = this.#host;
		return {
			connection: (connection) => this.#adopt(connection, account),
			preparing: () => this.#peer?.preferCodecs(),
			described: (sdp) => this.#peer?.noteRemote(sdp),
			progressed: (described) => void this.#earlyMedia.progressed({ described }),
			accepted: (response) => this.#updateRemote(response),
			confirmed: () => this.#confirm(),
			cutOff: (error) => this.#confirmed ?? this.#end({ by: 'network', cause: 'media', error: error.state }, { status_code: UNAVAILABLE }),
			disconnected: () => session.isInProgress() && this.#end({ by: 'network', cause: 'lost', error: lostBeforeAnswer().state }),
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
			onSound: () => this.direction === 'outgoing' && this.#earlyMedia.sounded(),
			onHold: (held) => this.#confirmed && this.#facts.tell({ type: 'remote-hold', held }),
			signal: this.#ending.signal,
		}, detachConnection(connection, () => peer.gathered()));
		this.#peer = peer;
		changed();
	}

	/** The server may know better than we whom we reached. */
	#updateRemote(response: JsSipResponse): void {
		const room = isConference(response);
		const identity = assertedIdentity(response);
		this.#remote = identity ?? this.#remote;
		if (identity || room) this.#facts.tell({ type: 'remote', remote: this.#remote, ...(room && { room }) });
	}

	#confirm(): void {
		const peer = this.#peer;
		const adapter = this.#adapter;
		if (this.#confirmed || !peer || !adapter) return;
		this.#early.abort();
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

	#requireUnanswered(): SessionAdapter {
		const adapter = this.#adapter;
		if (!adapter || adapter.session.status !== adapter.session.C.STATUS_WAITING_FOR_ANSWER) throw new VoiceError('invalid-state', 'Cannot answer: the call does not ring any more.');
		return adapter;
	}

	#requireConfirmed(wish: string): { session: JsSipSession; peer: PeerSession; dialog: DialogId; confirmed: ConfirmedDialog } {
		const { session, dialog } = this.#adapter ?? {};
		const peer = this.#peer;
		const confirmed = this.#confirmed;
		if (!session || !peer || !dialog || !confirmed) throw new VoiceError('invalid-state', `Cannot ${wish}: the call is not confirmed.`);
		return { session, peer, dialog, confirmed };
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
