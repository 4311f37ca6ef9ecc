import type { RTCSession } from 'jssip/lib/RTCSession.js';
import type { IncomingRequest } from 'jssip/lib/SIPMessage.js';
import type { URI } from 'jssip';
import type { Address } from '../core/address.js';
import type { Direction } from '../core/call-state.js';
import type { InviteOptions, Refusal, Session, SessionFact } from '../core/signaling.js';
import type { Termination } from '../core/termination.js';
import { VoiceError } from '../core/voice-error.js';
import { listen } from './listen.js';
import type { SessionHost } from './session-host.js';
import { CallMedia } from './session/call-media.js';
import { dialogOfRequest, dialogOfResponse, type DialogId } from './session/dialog-id.js';
import { sendDigitsByInfo, sendDigitsByRtp } from './session/digits.js';
import { EarlyAnswer } from './session/early-answer.js';
import { FactRelay } from './session/fact-relay.js';
import { bidFarewell } from './session/farewell.js';
import { holdChange } from './session/hold.js';
import { asksToBeAnswered, assertedIdentity, isConference } from './session/identity.js';
import { asJsSipSession, endFork, forget, placeCall, type JsSipSession, type SipMessage, type SipResponse, type TerminateOptions } from './session/jssip-session.js';
import { Negotiation, type Change } from './session/negotiation.js';
import { OperationQueue } from './session/operation-queue.js';
import { pause } from './session/pause.js';
import { Recovery } from './session/recovery.js';
import { watchResponses } from './session/responses.js';
import { vetoSoftFailures } from './session/soft-failures.js';
import { over } from './session/sip-errors.js';
import { transfer } from './session/transfer.js';
import { verdictOn, type SessionEnd } from './session/verdict.js';
import { toAddress, toSipUri } from './sip-uri.js';

/** How long an outgoing call waits for the server. */
const REACH_MS = 20_000;
/** How long an INVITE may go without any response before the socket is doubted. */
const SILENCE_MS = 4000;
/** How long a party that was transferred may take to hang up by itself. */
const PARTING_MS = 2000;

const REFUSALS: Readonly<Record<Refusal, number>> = { declined: 603, busy: 486, unavailable: 480 };
const ICE_FAILED = new VoiceError('ice-failed', 'No sound could get through: no network path between the two sides works. A TURN server in “ice-servers” would help.').state;
const LINE_LOST = new VoiceError('server-unreachable', 'The connection to the server was lost before the call was answered.').state;

/**
 * A call by SIP, above JsSIP's defects: a request that fails never ends it, an outage of the server or of the sound is got over, a cancel that
 * loses its race hangs up, and at the end nothing stays behind. It is over for us at once when we end it; what must still be said is said later.
 *
 * Transfers that others ask of us (REFER, INVITE with Replaces) are refused: whoever knows a call could otherwise make this page call
 * anybody, or take the place of the one it talks to. A server that transfers us does so without asking.
 */
export class SipSession implements Session {
	readonly capabilities = { hold: true, digits: true, transfer: true } as const;
	readonly direction: Direction;
	readonly intercom: boolean;
	readonly #host: SessionHost;
	readonly #ending = new AbortController();
	readonly #facts = new FactRelay();
	readonly #commands = new OperationQueue();
	readonly #early = new EarlyAnswer();
	readonly #media: CallMedia;
	#remote: Address;
	#jssip: JsSipSession | undefined;
	#callId: string | undefined;
	#dialog: DialogId | undefined;
	#negotiation: Negotiation | undefined;
	#verdict: Termination | undefined;
	#held = false;
	#sounding = false;
	#heard = false;
	#answer: { readonly resolve: () => void; readonly reject: (error: VoiceError) => void } | undefined;

	/** Calls, as soon as the server is there. */
	static outgoing(host: SessionHost, target: Address, options: InviteOptions): SipSession {
		const uri = toSipUri(target);
		const session = new SipSession(host, { direction: 'outgoing', remote: target, intercom: false });
		void session.#dial(uri, options);
		return session;
	}

	/** Takes over what JsSIP calls a new session; to be called within that event. */
	static incoming(host: SessionHost, jssip: RTCSession, request: IncomingRequest): SipSession {
		const invite = request as unknown as SipMessage;
		const session = new SipSession(host, { direction: 'incoming', remote: toAddress(request.from), intercom: asksToBeAnswered(invite) });
		session.#dialog = dialogOfRequest(invite);
		session.#attach(asJsSipSession(jssip));
		if (isConference(invite)) session.#facts.tell({ type: 'remote', remote: session.remote, room: true });
		return session;
	}

	private constructor(host: SessionHost, { direction, remote, intercom }: { direction: Direction; remote: Address; intercom: boolean }) {
		const { signal } = this.#ending;
		this.#host = host;
		this.direction = direction;
		this.#remote = remote;
		this.intercom = intercom;
		this.#media = new CallMedia({
			onChange: () => this.#facts.tell({ type: 'media' }),
			onSound: () => this.#hearEarly(),
			onHold: (held) => this.#negotiation && this.#facts.tell({ type: 'remote-hold', held }),
			signal,
		});
		host.onOnlineChange((online) => !online && this.#loseServer(), signal);
		addEventListener('pagehide', () => this.hangUp(), { signal });
	}

	get remote(): Address {
		return this.#remote;
	}

	get connection(): RTCPeerConnection | undefined {
		return this.#media.connection;
	}

	get remoteStream(): MediaStream | undefined {
		return this.#media.remoteStream;
	}

	observe(report: (fact: SessionFact) => void): void {
		this.#facts.observe(report);
	}

	async answer(stream: MediaStream): Promise<void> {
		const session = this.#jssip;
		if (!session || session.status !== session.C.STATUS_WAITING_FOR_ANSWER) throw new VoiceError('invalid-state', 'There is no call to answer any more, or it was answered before.');
		const confirmed = new Promise<void>((resolve, reject) => (this.#answer = { resolve, reject }));
		session.answer(this.#mediaOptions(stream));
		return confirmed;
	}

	hangUp(): void {
		const cause = this.#negotiation ? 'hung-up' : this.direction === 'outgoing' ? 'cancelled' : 'unavailable';
		this.#close({ by: 'local', cause });
	}

	refuse(refusal: Refusal): void {
		this.#close({ by: 'local', cause: refusal }, { status_code: REFUSALS[refusal] });
	}

	hold(held: boolean): Promise<void> {
		return this.#command(async () => {
			if (held === this.#held) return;
			const { connection } = this.#talking(held ? 'hold it' : 'resume it');
			await this.#renegotiate(holdChange(connection, held));
			this.#held = held;
		});
	}

	sendDigits(digits: string): Promise<void> {
		const { signal } = this.#ending;
		return this.#command(async () => {
			const { connection } = this.#media;
			if (!this.#jssip || !connection) throw over('send digits');
			await (this.#host.account.dtmf === 'info' ? sendDigitsByInfo(this.#jssip, digits, signal) : sendDigitsByRtp(connection, digits, signal));
		});
	}

	/** When it succeeded, the far side usually hangs up; where it does not, we do. */
	transfer(target: Address | Session): Promise<void> {
		const other = target instanceof SipSession ? target : undefined;
		const address = 'direction' in target ? target.remote : target;
		return this.#command(async () => {
			const { session } = this.#talking('transfer it');
			await transfer(session, toSipUri(address), {
				replaces: other && other.#talking('be transferred to').dialog,
				signal: this.#ending.signal,
				leftByPeer: () => this.#verdict?.by === 'remote',
			});
			for (const left of other ? [this, other] : [this]) void left.#part();
		});
	}

	async #dial(target: URI, { stream, headers }: InviteOptions): Promise<void> {
		try {
			await this.#host.whenOnline(REACH_MS, this.#ending.signal);
			if (this.#ending.signal.aborted) return;
			const extraHeaders = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
			this.#attach(placeCall(this.#host.ua, target, { ...this.#mediaOptions(stream), extraHeaders }));
		} catch (thrown) {
			this.#close({ by: 'network', cause: 'error', error: VoiceError.from(thrown).state });
		}
	}

	/** JsSIP does nothing before the end of this task, so that nothing is missed. */
	#attach(session: JsSipSession): void {
		this.#jssip = session;
		const on = <Event>(type: string, listener: (event: Event) => void): void => listen(session, type, listener, this.#ending.signal);
		on<{ peerconnection: RTCPeerConnection }>('peerconnection', ({ peerconnection }) => this.#adopt(peerconnection));
		on<{ request: SipMessage }>('connecting', ({ request }) => this.#prepare(request.call_id));
		on('sending', () => void this.#expectResponse());
		on<{ originator: string; sdp: string }>('sdp', ({ originator, sdp }) => originator === 'remote' && this.#media.heardRemote(sdp));
		on<{ originator: string }>('progress', ({ originator }) => originator === 'remote' && this.#facts.tell({ type: 'progress', earlyMedia: this.#sounding }));
		on<{ response: SipResponse | null }>('accepted', ({ response }) => response && this.#meet(response));
		on('confirmed', () => this.#confirm(session));
		on<SessionEnd>('ended', (end) => this.#finish(this.#verdict ?? verdictOn(end)));
		on<SessionEnd>('failed', (end) => this.#finish(this.#verdict ?? verdictOn(end)));
		on('peerconnection:setlocaldescriptionfailed', (error) => this.#loseCandidates(error));
		for (const type of ['refer', 'replaces']) on<{ reject(): void }>(type, (wish) => wish.reject());
		vetoSoftFailures(session, (cause) => (this.#verdict ??= cause === undefined ? undefined : verdictOn({ message: null, cause })));
		if (session.connection) this.#adopt(session.connection);
	}

	#mediaOptions(mediaStream: MediaStream): object {
		return { mediaStream, pcConfig: { iceServers: [...this.#host.iceServers], iceCandidatePoolSize: 1, bundlePolicy: 'balanced' } };
	}

	#adopt(connection: RTCPeerConnection): void {
		this.#media.adopt(connection, { iceServers: this.#host.iceServers, timeoutMs: this.#host.account.iceTimeoutMs });
	}

	#prepare(callId: string): void {
		this.#callId = callId;
		this.#media.preferCodecs(this.#host.account.codecs);
		watchResponses(this.#host.ua, callId, { rule: (response, method) => this.#take(response, method), signal: this.#ending.signal });
	}

	#take(response: SipResponse, method: string): void | 'taken' {
		this.#heard = true;
		this.#host.answered(true);
		if (method !== 'INVITE' || !this.#jssip) return;
		if (response.status_code >= 200 && response.status_code < 300 && this.#isFork(response)) return 'taken';
		if (this.#negotiation) return this.#negotiation.take(response, method);
		this.#early.mend(response);
	}

	/** Notes the dialog that the first 2xx makes; ends any other one. */
	#isFork(response: SipResponse): boolean {
		const session = this.#jssip;
		if (this.#ending.signal.aborted && session) setTimeout(() => forget(this.#host.ua, session));
		this.#dialog ??= dialogOfResponse(response);
		if (!session || this.#dialog.remoteTag === response.to_tag) return false;
		endFork(session, response);
		return true;
	}

	/** A socket that is dead and does not know it yet answers nothing. */
	async #expectResponse(): Promise<void> {
		await pause(SILENCE_MS, this.#ending.signal);
		if (!this.#heard && !this.#ending.signal.aborted) this.#host.answered(false);
	}

	/** The server may know better than we whom we reached. */
	#meet(response: SipResponse): void {
		const identity = assertedIdentity(response);
		const room = isConference(response);
		if (!identity && !room) return;
		this.#remote = identity ?? this.#remote;
		this.#facts.tell({ type: 'remote', remote: this.#remote, ...(room && { room }) });
	}

	#hearEarly(): void {
		this.#sounding = true;
		if (this.direction === 'outgoing' && !this.#negotiation) this.#facts.tell({ type: 'progress', earlyMedia: true });
	}

	#confirm(session: JsSipSession): void {
		const { connection } = this.#media;
		const { signal } = this.#ending;
		if (this.#negotiation || !connection) return;
		this.#negotiation = new Negotiation(session, { host: this.#host, direction: this.direction, signal, onAnswer: (sdp) => this.#media.heardRemote(sdp) });
		this.#facts.tell({ type: 'confirmed', at: Date.now() });
		this.#answer?.resolve();
		new Recovery(connection, {
			host: this.#host,
			restart: () => this.#renegotiate({ wish: 'renew the connection', iceRestart: true }),
			report: (of) => this.#facts.tell(of ? { type: 'recovering', of, at: Date.now() } : { type: 'recovered' }),
			giveUp: (everConnected) => this.#close({ by: 'network', cause: everConnected ? 'lost' : 'media', error: ICE_FAILED }),
			signal,
		});
	}

	/** A far side that knows no such call has ended it, and we did not hear. */
	async #renegotiate(change: Change): Promise<void> {
		try {
			await this.#negotiation?.renegotiate(change);
		} catch (thrown) {
			if (statusOf(thrown) === 481) this.#close({ by: 'network', cause: 'lost', status: 481 });
			throw thrown;
		}
	}

	/** One command at a time. A failure may mean more than itself: that the server does not hear us, or the far side has left. */
	#command(action: () => Promise<void>): Promise<void> {
		return this.#commands.run(async () => {
			try {
				await action();
			} catch (thrown) {
				const error = VoiceError.from(thrown);
				if (error.code === 'timeout') this.#host.answered(false);
				if (error.status === 481) this.#renegotiate({ wish: 'say whether the call goes on' }).catch(() => undefined);
				throw error;
			}
		});
	}

	#talking(wish: string): { session: JsSipSession; connection: RTCPeerConnection; dialog: DialogId } {
		const session = this.#jssip;
		const { connection } = this.#media;
		if (!session || !connection || !this.#dialog || !this.#negotiation) throw new VoiceError('invalid-state', `One cannot ${wish} before the call is answered, or after it.`);
		return { session, connection, dialog: this.#dialog };
	}

	async #part(): Promise<void> {
		await pause(PARTING_MS, this.#ending.signal);
		this.hangUp();
	}

	/** JsSIP tells nobody that a ringing call cannot be answered any more when the socket drops. */
	#loseServer(): void {
		const session = this.#jssip;
		if (session?.isInProgress() && !this.#host.ua.isConnected()) this.#close({ by: 'network', cause: 'lost', error: LINE_LOST });
	}

	#loseCandidates(error: unknown): void {
		if (this.#negotiation || !(error instanceof VoiceError)) return;
		this.#close({ by: 'network', cause: 'media', error: error.state }, { status_code: REFUSALS.unavailable });
	}

	#close(termination: Termination, options: TerminateOptions = {}): void {
		if (this.#ending.signal.aborted) return;
		this.#verdict = termination;
		if (this.#jssip && !this.#jssip.isEnded()) bidFarewell(this.#host, this.#jssip, { callId: this.#callId, options });
		this.#finish(termination);
	}

	#finish(termination: Termination): void {
		if (this.#ending.signal.aborted) return;
		this.#verdict = termination;
		this.#facts.tell({ type: 'terminated', at: Date.now(), termination });
		this.#ending.abort();
		this.#answer?.reject(over('answer it'));
		this.#media.close();
		if (this.#jssip) forget(this.#host.ua, this.#jssip);
	}
}

function statusOf(thrown: unknown): number | undefined {
	return thrown instanceof VoiceError ? thrown.status : undefined;
}
