import type { URI } from 'jssip';
import { ownProperties } from '../../core/own-properties.js';
import type { Termination } from '../../core/call/termination.js';
import type { VoiceError } from '../../core/voice-error.js';
import type { SessionHost } from '../session-host.js';
import { dialogOfRequest, type DialogId } from './dialog-id.js';
import { placeCall, type JsSipSession } from './jssip-session.js';
import { SessionAdapter, type SessionEvents } from './session-adapter.js';
import { withPeerConnection } from './with-peer-connection.js';
import type { Change, Renegotiation } from './renegotiation.js';
import { pause } from '../../core/pause.js';
import { acceptReplacement, isSamePeer, replacing, type Replacement } from './replacing-invite.js';
import { over, unanswered } from '../../rtc/command-errors.js';
import { refused } from './request-errors.js';

export interface DialogReplacerOptions {
	readonly host: SessionHost;
	readonly connection: RTCPeerConnection;
	readonly negotiation: Renegotiation;
	/** The current adapter of the call. */
	readonly present: () => SessionAdapter;
	/** The events of a session, for the one of this call. */
	readonly eventsOf: (session: JsSipSession) => SessionEvents;
	/** The call continues in this adapter. */
	readonly moveTo: (adapter: SessionAdapter) => void;
	/** The peer sent a replacing INVITE. */
	readonly met: () => void;
	readonly signal: AbortSignal;
}

const WISH = 'take up the call again';
/** How long the response may take; clients answer it automatically. */
const ANSWER_MS = 8000;
/** How long the peer’s INVITE may wait for a pending negotiation here. */
const TURN_MS = 3000;

/**
 * Moves a confirmed call to a new dialog when requests within the present one no longer arrive: an INVITE with Replaces
 * (RFC 3891) to the peer’s address. The peer connection stays, so media is not interrupted.
 */
export class DialogReplacer {
	readonly #options: DialogReplacerOptions;
	#calling = false;

	constructor(options: DialogReplacerOptions) {
		this.#options = options;
	}

	/** Sends the replacing INVITE. */
	change({ to, iceRestart }: { readonly to: URI; readonly iceRestart: boolean }): Change {
		const { host, connection, present } = this.#options;
		const agree = async (): Promise<void> => {
			const { dialog } = present();
			if (!dialog) throw over(WISH);
			if (iceRestart) connection.restartIce();
			this.#calling = true;
			try {
				await this.#replaceWith(withPeerConnection(() => connection, () => placeCall(host.ua, to, ownProperties({ mediaStream: new MediaStream(), extraHeaders: replacing(dialog) }))));
			} finally {
				this.#calling = false;
			}
		};
		return { wish: WISH, iceRestart, agree };
	}

	/**
	 * Answers the peer’s replacing INVITE automatically. Rejects those of others, and the peer’s own while ours is
	 * pending.
	 */
	accept(replacement: Replacement): void {
		const { connection, negotiation, present, met } = this.#options;
		const farEnd = { identity: present().session.remote_identity, sdp: connection.currentRemoteDescription?.sdp ?? '' };
		if (this.#calling || !isSamePeer(farEnd, replacement.request)) return replacement.reject();
		const deadline = performance.now() + TURN_MS;
		const agree = async (): Promise<void> => {
			const successor = performance.now() < deadline ? acceptReplacement(replacement) : undefined;
			if (!successor) throw over(WISH);
			const succeeded = this.#replaceWith(successor, dialogOfRequest(replacement.request));
			const answered = new Promise<void>((resolve) => resolve(withPeerConnection(() => connection, () => successor.answer(ownProperties({ mediaStream: new MediaStream() })))));
			await Promise.all([succeeded, answered]);
		};
		negotiation.renegotiate({ wish: WISH, agree }).then(met, () => replacement.reject());
	}

	/** Resolves when the session is negotiated; otherwise ends it and rejects. */
	async #replaceWith(successor: JsSipSession, dialog?: DialogId): Promise<void> {
		const { eventsOf, moveTo, signal } = this.#options;
		const events = eventsOf(successor);
		let isPresent = false;
		const agreed = new Promise<void>((resolve, reject) => {
			const adapter = this.#newAdapter(successor, dialog, {
				...events,
				confirmed: () => {
					isPresent = true;
					moveTo(adapter);
					resolve();
				},
				disconnected: () => successor.isInProgress() && successor.terminate(),
				over: (termination) => {
					if (isPresent) return events.over(termination);
					adapter.retire();
					reject(failureOf(termination));
				},
			});
			void pause(ANSWER_MS, signal).then(() => isPresent || adapter.terminate(ownProperties({})));
		});
		await agreed;
	}

	#newAdapter(session: JsSipSession, dialog: DialogId | undefined, events: SessionEvents): SessionAdapter {
		const { host, signal } = this.#options;
		return new SessionAdapter(host, session, { ...(dialog && { dialog }), signal, events });
	}
}

function failureOf(termination: Termination): VoiceError {
	const { status, reason = '' } = ownProperties<Termination>(termination);
	return status === undefined ? unanswered(WISH) : refused(WISH, { status_code: status, reason_phrase: reason });
}
