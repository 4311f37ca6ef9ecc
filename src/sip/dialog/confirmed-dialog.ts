import type { Address } from '../../core/address.js';
import type { Direction } from '../../core/call/call-state.js';
import type { SessionFact } from '../../core/ports/session.js';
import type { Termination } from '../../core/call/termination.js';
import { VoiceError } from '../../core/voice-error.js';
import type { SessionHost } from '../session-host.js';
import { toSipUri } from '../message/sip-uri.js';
import type { JsSipSession, JsSipResponse } from './jssip-session.js';
import type { SessionAdapter, SessionEvents } from './session-adapter.js';
import { Renegotiation, type Change } from './renegotiation.js';
import { CallRecovery, type Lack, type RecoveryRequest } from '../../rtc/recovery/recovery.js';
import type { PeerSession } from '../../rtc/peer-session.js';
import { peerReached } from './status-codes.js';
import type { Replacement } from './replacing-invite.js';
import { closedByPeer, receivesRtp } from '../../rtc/rtp-flow.js';
import { DialogReplacer } from './dialog-replacer.js';

export interface ConfirmedDialogOptions {
	readonly host: SessionHost;
	readonly direction: Direction;
	readonly peer: PeerSession;
	/** The adapter of the call now. */
	readonly present: () => SessionAdapter;
	/** Whom one talks to now. */
	readonly remote: () => Address;
	/** What a session tells that is the one of this call. */
	readonly eventsOf: (session: JsSipSession) => SessionEvents;
	/** The call goes on in another adapter. */
	readonly moveTo: (adapter: SessionAdapter) => void;
	readonly tell: (fact: SessionFact) => void;
	readonly end: (termination: Termination) => void;
	readonly signal: AbortSignal;
}

const ICE_FAILED = new VoiceError('ice-failed', 'No sound could get through: no network path between the two sides works. A TURN server in “ice-servers” would help.').state;

/** What a call has from its answer to its end: agreements with the far side, and the ways back from what happens to it. */
export class ConfirmedDialog {
	readonly #options: ConfirmedDialogOptions;
	readonly #renegotiation: Renegotiation;
	readonly #replacer: DialogReplacer;
	readonly #recovery: CallRecovery;

	constructor(options: ConfirmedDialogOptions) {
		const { host, direction, peer, present, tell, eventsOf, signal } = options;
		this.#options = options;
		this.#renegotiation = new Renegotiation(present().session, { host, peer, direction, signal, onOffer: () => this.#recovery.remoteOffered() });
		this.#recovery = new CallRecovery(peer, {
			link: host,
			leads: direction === 'outgoing',
			agree: (wish) => this.#agree(wish),
			reached: peerReached,
			report: (lack) => tell(lack ? recovering(lack) : { type: 'recovered' }),
			giveUp: (everConnected) => options.end({ by: 'network', cause: everConnected ? 'lost' : 'media', error: ICE_FAILED }),
			signal,
		});
		this.#replacer = new DialogReplacer({ host, connection: peer.connection, eventsOf, signal, present, negotiation: this.#renegotiation, moveTo: (successor) => this.#moveTo(successor), met: () => this.#recovery.remoteOffered() });
	}

	/**
	 * Resolves when both sides agreed. A far side that knows no such call has ended it, and we did not hear; one that
	 * still talks was forgotten by a server on the way. A server that is only just back may have forgotten the call with
	 * all others, unless the far side was heard to leave.
	 */
	async renegotiate(change: Change): Promise<void> {
		const { peer, end, signal } = this.#options;
		const { away } = this.#recovery;
		try {
			await this.#renegotiation.renegotiate(change);
		} catch (thrown) {
			if (thrown instanceof VoiceError && thrown.status === 481 && !await receivesRtp(peer.connection, signal)) {
				const left = !away || closedByPeer(peer.connection) || this.#recovery.outlived;
				end(left ? { by: 'remote', cause: 'hung-up', status: 481 } : { by: 'network', cause: 'lost', status: 481 });
			}
			throw thrown;
		}
	}

	/** Resolves when requests find the far side, or after so many ms: to ask is the only way left then to find out. */
	whenRefreshed(timeoutMs: number): Promise<void> {
		return this.#recovery.whenRefreshed(timeoutMs);
	}

	/** Sees a response first. */
	intercept(response: JsSipResponse, method: string): void | 'handled' {
		return this.#renegotiation.intercept(response, method);
	}

	/** Somebody wants to take the place of the far side. */
	acceptReplacement(replacement: Replacement): void {
		this.#replacer.accept(replacement);
	}

	#agree({ iceRestart, anew }: RecoveryRequest): Promise<void> {
		return this.renegotiate(anew ? this.#replacer.change({ to: toSipUri(this.#options.remote()), iceRestart }) : { wish: 'renew the connection', iceRestart });
	}

	#moveTo(adapter: SessionAdapter): void {
		const { present, moveTo } = this.#options;
		present().retire();
		moveTo(adapter);
		this.#renegotiation.moveTo(adapter.session, adapter.signal);
	}
}

/** What one is told, with its end in the time of everybody. */
function recovering({ of, until }: Lack): SessionFact {
	const at = Date.now();
	return { type: 'recovering', of, at, ...(until < Infinity && { until: Math.round(at + until - performance.now()) }) };
}
