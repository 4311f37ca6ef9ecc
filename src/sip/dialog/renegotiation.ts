import { ownProperties } from '../../core/own-properties.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../transport/listen.js';
import type { PeerSession } from '../../rtc/peer-session.js';
import type { SessionHost } from '../session-host.js';
import { glareDelayMs } from './glare.js';
import { giveUpOffer, type JsSipSession, type RequestOptions, type Offer, type JsSipResponse, type Transaction } from './jssip-session.js';
import { OperationQueue } from '../../core/operation-queue.js';
import { pause } from '../../core/pause.js';
import { observeRequests } from './sent-requests.js';
import { over, unanswered, unreachable } from '../../rtc/command-errors.js';
import { refused } from './request-errors.js';

/** A change that both sides must negotiate. */
export interface Change {
	/** Its purpose; completes “refused to …”. */
	readonly wish: string;
	readonly iceRestart?: boolean;
	/** Applies the change to the connection. Returns a function that undoes it. */
	readonly apply?: () => () => void;
	/** Negotiates the change otherwise than by a re-INVITE. */
	readonly agree?: () => Promise<void>;
}

export interface RenegotiationOptions {
	readonly host: SessionHost;
	readonly peer: PeerSession;
	readonly direction: 'incoming' | 'outgoing';
	readonly signal: AbortSignal;
	/** The peer makes an offer, which is accepted. */
	readonly onOffer: () => void;
}

const ATTEMPTS = 3;
const READY_MS = 10_000;
/** Clients answer re-INVITEs automatically. Waiting 32 s for a lost one would block both sides. */
const ANSWER_MS = 8000;
/** Offers that cross do so within this time. */
const CROSSING_MS = 1000;
const LOOK_MS = 50;

/**
 * Local offers within a confirmed call (RFC 3261 section 14). JsSIP’s `hold` and `renegotiate` end the call on a
 * refusal, and repeat after a glare with the same CSeq after one second, so only its transport is used here. A refused
 * offer is undone, a glare (491) is retried, and a remote offer during ours is rejected. If the remote offer cannot
 * have crossed ours, ours was lost: the peer would have answered it first. It is then abandoned at once, because it
 * would block the peer’s offers.
 */
export class Renegotiation {
	#session: JsSipSession;
	readonly #options: RenegotiationOptions;
	readonly #queue = new OperationQueue();
	#offering = false;
	#refuse: (() => void) | undefined;
	/** Of the pending offer. */
	#sentAt = Infinity;
	#giveUp: (() => void) | undefined;

	constructor(session: JsSipSession, options: RenegotiationOptions) {
		this.#session = session;
		this.#options = options;
		this.#listen(options.signal);
	}

	/** Continues with another JsSIP session, whose adapter has this signal. */
	moveTo(session: JsSipSession, signal: AbortSignal): void {
		this.#session = session;
		this.#listen(signal);
	}

	/** Resolves when negotiated. Rejects after undoing the change. */
	renegotiate(change: Change): Promise<void> {
		const own = ownProperties<Change>(change);
		return this.#queue.run(async () => {
			for (let attempt = 1; ; attempt++) {
				try {
					return await this.#attempt(own);
				} catch (thrown) {
					if (!isGlare(thrown) || attempt === ATTEMPTS) throw thrown;
				}
				await pause(glareDelayMs(this.#options.direction), this.#options.signal);
			}
		});
	}

	/** Handles a response before JsSIP, which would repeat an offer after a 491. */
	intercept({ status_code: status }: JsSipResponse, method: string): void | 'handled' {
		if (method !== 'INVITE' || status !== 491 || !this.#refuse) return;
		this.#refuse();
		return 'handled';
	}

	#listen(signal: AbortSignal): void {
		for (const type of ['reinvite', 'update']) {
			listen<Offer>(this.#session, type, (offer) => this.#offering || isRefused(offer) ? this.#turnAway(offer) : this.#options.onOffer(), signal);
		}
	}

	#turnAway(offer: Offer): void {
		offer.reject(ownProperties({ status_code: GLARE.status_code }));
		if (performance.now() - this.#sentAt > CROSSING_MS) this.#giveUp?.();
	}

	async #attempt(change: Change): Promise<void> {
		await this.#ready(change);
		const { host, peer } = this.#options;
		this.#offering = true;
		// The credentials of the initial INVITE may have expired.
		if (change.iceRestart) peer.useIceServers(host.iceServers);
		const undo = change.apply?.();
		try {
			await (change.agree?.() ?? this.#agree(peer, change));
		} catch (thrown) {
			undo?.();
			await peer.undo();
			throw thrown;
		} finally {
			this.#offering = false;
		}
	}

	async #agree(peer: PeerSession, { wish, iceRestart = false }: Change): Promise<void> {
		const sdp = await this.#send(await peer.offer({ iceRestart }), wish);
		try {
			await peer.accept(sdp);
		} catch (cause) {
			throw new VoiceError('failed', `The other side’s answer to the wish to ${wish} could not be used. The call goes on.`, { cause });
		}
	}

	/**
	 * Resolves with the answer. Sends ACK to every 2xx, also to late or repeated ones; a late one is followed by a new
	 * negotiation.
	 */
	#send(sdp: string, wish: string): Promise<string> {
		const { signal, host } = this.#options;
		const session = this.#session;
		const settled = new AbortController();
		return new Promise<string>((resolve, reject) => {
			const refuse = (response: JsSipResponse): void => reject(refused(wish, response));
			this.#sentAt = performance.now();
			this.#refuse = () => reject(refused(wish, GLARE));
			signal.addEventListener('abort', () => reject(over(wish)), ownProperties({ signal: settled.signal }));
			const cancel = followInvite(host, settled.signal);
			this.#giveUp = () => {
				reject(unanswered(wish));
				cancel();
				giveUpOffer(session);
			};
			void pause(ANSWER_MS, settled.signal).then(() => settled.signal.aborted || this.#giveUp?.());
			let answered = false;
			session.sendRequest('INVITE', ownProperties<RequestOptions>({
				extraHeaders: [`Contact: ${session.contact}`, 'Content-Type: application/sdp'],
				body: sdp,
				eventHandlers: {
					onSuccessResponse: (response) => {
						session.sendRequest('ACK');
						if (settled.signal.aborted && !answered) this.renegotiate({ wish }).catch(() => undefined);
						answered = true;
						if (response.body) resolve(response.body);
						else refuse(response);
					},
					onErrorResponse: refuse,
					onDialogError: refuse,
					onRequestTimeout: () => {
						reject(unanswered(wish));
						host.doubt();
					},
					onTransportError: () => reject(unreachable(wish)),
				},
			}));
		}).finally(() => {
			settled.abort();
			this.#refuse = this.#giveUp = undefined;
			this.#sentAt = Infinity;
		});
	}

	/** Waits until neither side has a pending offer. */
	async #ready({ wish }: Change): Promise<void> {
		const { signal } = this.#options;
		const deadline = performance.now() + READY_MS;
		while (!signal.aborted && !this.#idle) {
			if (performance.now() > deadline) throw unanswered(wish);
			await pause(LOOK_MS, signal);
		}
		if (signal.aborted) throw over(wish);
	}

	get #idle(): boolean {
		const { status, C } = this.#session;
		return status === C.STATUS_CONFIRMED && this.#session.isReadyToReOffer() && this.#options.peer.connection.signalingState === 'stable';
	}
}

/**
 * Captures the INVITE sent next in this task, and its repetition after a challenge. Returns a function that cancels it.
 */
function followInvite({ ua }: SessionHost, signal: AbortSignal): () => void {
	let invite: Transaction | undefined;
	observeRequests(ua, (transaction) => {
		const { method, call_id } = transaction.request;
		if (method === 'INVITE' && (invite?.request.call_id ?? call_id) === call_id) invite = transaction;
	}, signal);
	return () => invite?.cancel();
}

const GLARE = { status_code: 491, reason_phrase: 'Request Pending' };

/** JsSIP rejects remote offers until ours has its final response. */
function isRefused({ request: { server_transaction: { state, C } } }: Offer): boolean {
	return state === C.STATUS_COMPLETED;
}

function isGlare(thrown: unknown): boolean {
	return thrown instanceof VoiceError && thrown.status === GLARE.status_code;
}
