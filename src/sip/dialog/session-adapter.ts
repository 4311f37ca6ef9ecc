import type { UA } from 'jssip';
import type { Termination } from '../../core/call/termination.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../transport/listen.js';
import type { SessionHost } from '../session-host.js';
import { dialogOfResponse, type DialogId } from './dialog-id.js';
import { EarlySdp } from './early-sdp.js';
import { terminateSession } from './terminate-session.js';
import { endFork, forget, type JsSipSession, type JsSipMessage, type JsSipResponse, type TerminateOptions } from './jssip-session.js';
import { pause } from '../../core/pause.js';
import { cancelWhenBackOnline } from './cancel-orphaned-invite.js';
import type { Replacement } from './replacing-invite.js';
import { interceptResponses } from './intercept-responses.js';
import { observeRequests } from './sent-requests.js';
import { suppressAutoTerminate } from './suppress-auto-terminate.js';
import { withPeerConnection } from './with-peer-connection.js';
import { terminationOf, type SessionEnd } from './termination-from-jssip.js';
import type { PrewarmedConnection } from '../../rtc/prewarmed-connection.js';
import { ownProperties } from '../../core/own-properties.js';

export interface SessionEvents {
	connection(connection: RTCPeerConnection): void;
	/** The media are known; there is no description yet. */
	preparing(): void;
	/** A remote SDP, as received. */
	described(sdp: string): void;
	/** It rings. `described`: with SDP for early media. */
	progressed(described: boolean): void;
	accepted(response: JsSipResponse): void;
	confirmed(): void;
	/** No connection is possible: gathering found no candidate, or the browser makes no connection. */
	cutOff(error: VoiceError): void;
	/** The server became unreachable. */
	disconnected(): void;
	over(termination: Termination): void;
	/** An INVITE with Replaces for this dialog. */
	replaced(replacement: Replacement): void;
	/** A response to a request of a confirmed call. */
	responded(response: JsSipResponse, method: string): void | 'handled';
}

export interface SessionAdapterOptions {
	/** Known from the start for an incoming call. */
	readonly dialog?: DialogId;
	/** Of an incoming call. */
	readonly prewarmed?: PrewarmedConnection;
	readonly events: SessionEvents;
	/** Aborts when the call has ended. */
	readonly signal: AbortSignal;
}

/** How long an INVITE may go without a response before the connection is doubtful. */
const SILENCE_MS = 4000;

/**
 * Adapts a JsSIP session: reports its events, and prevents JsSIP from ending calls on its own, from mixing up forked
 * answers, and from keeping ended sessions.
 */
export class SessionAdapter {
	readonly session: JsSipSession;
	/** Aborts when the call has ended or continues in another adapter. */
	readonly signal: AbortSignal;
	readonly #host: SessionHost;
	/** The user agent may have been replaced before the call ends. */
	readonly #ua: UA;
	readonly #options: SessionAdapterOptions;
	readonly #retired = new AbortController();
	readonly #earlySdp = new EarlySdp();
	#callId: string | undefined;
	#dialog: DialogId | undefined;
	#cause: string | undefined;
	#hasResponse = false;

	/** JsSIP starts only after the task that made the session, so no event is missed. */
	constructor(host: SessionHost, session: JsSipSession, options: SessionAdapterOptions) {
		this.session = session;
		this.#host = host;
		this.#ua = host.ua;
		this.#options = ownProperties<SessionAdapterOptions>(options);
		this.signal = AbortSignal.any([options.signal, this.#retired.signal]);
		this.#dialog = this.#options.dialog;
		suppressAutoTerminate(session, (cause) => (this.#cause ??= cause));
		this.#listen(options.events, this.signal);
		if (session.connection) options.events.connection(session.connection);
	}

	get callId(): string | undefined {
		return this.#dialog?.callId ?? this.#callId;
	}

	/** Known once the call is accepted. */
	get dialog(): DialogId | undefined {
		return this.#dialog;
	}

	/** Answers an incoming call. */
	answer(media: object): void {
		const answer = (): void => this.session.answer(media);
		try {
			const { prewarmed } = this.#options;
			if (prewarmed) withPeerConnection((configuration) => prewarmed.take(configuration), answer);
			else answer();
		} catch (thrown) {
			// JsSIP considers the call answered by then, and would not respond to the caller.
			this.#options.events.cutOff(VoiceError.from(thrown));
		}
	}

	/** Sends CANCEL, a rejection, or BYE; retried later if the server is unreachable. */
	terminate(options: TerminateOptions): void {
		if (!this.session.isEnded()) terminateSession(this.#host, this.session, { callId: this.#callId, options });
	}

	/** Drops the session without a BYE: another adapter has replaced it, or it was never used. */
	retire(): void {
		this.#retired.abort();
		if (!this.session.isEnded()) this.session.terminate();
		this.forget();
	}

	/** Call it when the call has ended. */
	forget(): void {
		forget(this.#ua, this.session);
	}

	#listen(events: SessionEvents, signal: AbortSignal): void {
		const on = <Event>(type: string, listener: (event: Event) => void): void => listen(this.session, type, listener, signal);
		on<{ peerconnection: RTCPeerConnection }>('peerconnection', ({ peerconnection }) => events.connection(peerconnection));
		on<{ request: JsSipMessage }>('connecting', ({ request }) => this.#prepare(request.call_id));
		on('sending', () => void this.#expectResponse());
		on<{ originator: string; sdp: string }>('sdp', ({ originator, sdp }) => originator === 'remote' && events.described(sdp));
		on<{ originator: string; response: JsSipResponse | null }>('progress', ({ originator, response }) => originator === 'remote' && events.progressed(Boolean(response?.body)));
		on<{ response: JsSipResponse | null }>('accepted', ({ response }) => response && events.accepted(response));
		on('confirmed', () => events.confirmed());
		on<SessionEnd>('ended', (end) => this.#end(end));
		on<SessionEnd>('failed', (end) => this.#end(end));
		on('peerconnection:setlocaldescriptionfailed', (error) => error instanceof VoiceError && events.cutOff(error));
		listen(this.#ua, 'disconnected', () => events.disconnected(), signal);
		on<Replacement>('replaces', (replacement) => events.replaced(replacement));
		on<{ reject(): void }>('refer', (wish) => wish.reject());
	}

	/** JsSIP loses the reason of a call that ended unanswered, and reports “Canceled”. */
	#end({ message, cause }: SessionEnd): void {
		this.#options.events.over(terminationOf({ message, cause: this.#cause ?? cause }, { account: this.#host.account.secret !== undefined }));
	}

	#prepare(callId: string): void {
		const { events } = this.#options;
		this.#callId = callId;
		events.preparing();
		interceptResponses(this.#ua, callId, { rule: (response, method) => this.#intercept(response, method), signal: this.signal });
		observeRequests(this.#ua, (transaction) => {
			const { method, call_id } = transaction.request;
			if (method === 'INVITE' && call_id === callId && !this.session.isEstablished()) void cancelWhenBackOnline(this.#host, transaction);
		}, this.signal);
	}

	#intercept(response: JsSipResponse, method: string): void | 'handled' {
		this.#hasResponse = true;
		this.#host.confirm();
		if (method === 'INVITE' && isSuccess(response) && this.#isFork(response)) return 'handled';
		if (method === 'INVITE') this.#earlySdp.patch(response);
		return this.#options.events.responded(response, method);
	}

	/** Notes the dialog of the first 2xx and ends any other. A 2xx after the end crossed our CANCEL. */
	#isFork(response: JsSipResponse): boolean {
		if (this.#options.signal.aborted) setTimeout(() => this.forget());
		this.#dialog ??= dialogOfResponse(response);
		if (this.#dialog.remoteTag === response.to_tag) return false;
		endFork(this.session, response);
		return true;
	}

	/** A dead connection gives no response. */
	async #expectResponse(): Promise<void> {
		const { signal } = this.#options;
		await pause(SILENCE_MS, signal);
		if (!this.#hasResponse && !signal.aborted) this.#host.doubt();
	}
}

function isSuccess({ status_code: status }: JsSipResponse): boolean {
	return status >= 200 && status < 300;
}
