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

/** Something that both sides have to agree on anew. */
export interface Change {
	/** What it is for, in words that complete “refused to …”. */
	readonly wish: string;
	readonly iceRestart?: boolean;
	/** Makes the change on the connection. Returns the way back. */
	readonly apply?: () => () => void;
	/** How both sides agree, where not by a re-INVITE. */
	readonly agree?: () => Promise<void>;
}

export interface RenegotiationOptions {
	readonly host: SessionHost;
	readonly peer: PeerSession;
	readonly direction: 'incoming' | 'outgoing';
	readonly signal: AbortSignal;
	/** The far side makes an offer, which is taken. */
	readonly onOffer: () => void;
}

const ATTEMPTS = 3;
const READY_MS = 10_000;
/** Telephones answer such offers by themselves. Waiting for one that got lost (32 s) would keep both sides from any other. */
const ANSWER_MS = 8000;
/** Offers that cross do so sooner. */
const CROSSING_MS = 1000;
const LOOK_MS = 50;

/**
 * Our offers within an established call (RFC 3261 section 14). JsSIP's own `hold` and `renegotiate` end the call when they are refused, and repeat
 * a lost glare with the same CSeq after a fixed second; so the re-INVITE is ours, and only its transport JsSIP's. A refused offer is
 * taken back, a glare (491) waited out, and an offer of the far side that comes while ours is under way turned away. Ours is lost where that one cannot have crossed it: whoever has
 * an offer answers it before making one. Then it is given up at once, lest it keep the far side from offering.
 */
export class Renegotiation {
	#session: JsSipSession;
	readonly #options: RenegotiationOptions;
	readonly #queue = new OperationQueue();
	#offering = false;
	#refuse: (() => void) | undefined;
	/** Of the offer that is under way. */
	#sentAt = Infinity;
	#giveUp: (() => void) | undefined;

	constructor(session: JsSipSession, options: RenegotiationOptions) {
		this.#session = session;
		this.#options = options;
		this.#listen(options.signal);
	}

	/** Goes on over another session of JsSIP, whose adapter has this signal. */
	moveTo(session: JsSipSession, signal: AbortSignal): void {
		this.#session = session;
		this.#listen(signal);
	}

	/** Resolves when both sides agreed. Rejects with the change undone. */
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

	/** Sees a response first: JsSIP would repeat an offer that met a 491 by itself, and badly. */
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
		// The credentials that this call began with may have expired.
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

	/** Resolves with the answer. Acknowledges every 2xx, also a late or repeated one; after a late one both sides agree anew. */
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

	/** Waits until no offer of either side is under way. */
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

/** Notes the INVITE that is sent next, in this same task, and its repetition after a challenge. Returns what calls it back. */
function followInvite({ ua }: SessionHost, signal: AbortSignal): () => void {
	let invite: Transaction | undefined;
	observeRequests(ua, (transaction) => {
		const { method, call_id } = transaction.request;
		if (method === 'INVITE' && (invite?.request.call_id ?? call_id) === call_id) invite = transaction;
	}, signal);
	return () => invite?.cancel();
}

const GLARE = { status_code: 491, reason_phrase: 'Request Pending' };

/** JsSIP refuses an offer itself until ours has its last response, and then goes on as if it had not. */
function isRefused({ request: { server_transaction: { state, C } } }: Offer): boolean {
	return state === C.STATUS_COMPLETED;
}

function isGlare(thrown: unknown): boolean {
	return thrown instanceof VoiceError && thrown.status === GLARE.status_code;
}
