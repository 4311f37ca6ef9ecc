import type { Address } from '../address.js';
import type { Account } from '../account/configuration.js';
import type { ConnectionState, RegistrationState } from '../connection-state.js';
import type { Presence, Voicemail, WatchKind } from '../presence.js';
import type { VoiceError } from '../voice-error.js';
import type { InviteOptions, Session } from './session.js';

/** A text on its way out. */
export interface OutgoingText {
	readonly to: Address;
	readonly text: string;
	/** Travels along, so that an echo or a repeat is known. */
	readonly messageId: string;
	readonly room?: string;
	/** How long ago it was written: all that was written offline is given up together. */
	readonly waitedMs: () => number;
}

/** What a server said of a text: `accepted` by the far end (200), or `submitted`: the server took it over and says nothing of the far end (202, RFC 3428 section 7). */
export type TextOutcome = 'submitted' | 'accepted';

/** A text that came in; strings are as the wire had them, capped in length only. */
export interface IncomingText {
	readonly from: Address;
	readonly text: string;
	readonly messageId?: string;
	readonly room?: string;
}

/** Somebody writes, or has stopped (RFC 3994). */
export interface IncomingComposing {
	readonly from: Address;
	readonly room?: string;
	readonly composing: boolean;
}

/** What became of a text that we sent (RFC 5438). */
export interface Receipt {
	readonly messageId: string;
	readonly status: 'delivered' | 'displayed' | 'failed';
}

/** Where one writes: to somebody, or in a room. */
export type TextTarget = Pick<OutgoingText, 'to' | 'room'>;

/** What a protocol tells its phone. */
export type SignalingFact =
	| { readonly type: 'connection'; readonly connection: ConnectionState }
	| { readonly type: 'registration'; readonly registration: RegistrationState }
	/**
	 * `resumed`: it does not ring, it goes on: the page was loaded again, or the connection came back. The phone answers it at once. `confirmedAt`: epoch ms; now where
	 * the server does not say.
	 */
	| { readonly type: 'session'; readonly session: Session; readonly resumed?: { readonly confirmedAt?: number } }
	| { readonly type: 'text'; readonly text: IncomingText }
	| ({ readonly type: 'composing' } & IncomingComposing)
	| ({ readonly type: 'receipt' } & Receipt)
	| { readonly type: 'presence'; readonly presence: Presence }
	| { readonly type: 'voicemail'; readonly voicemail: Voicemail }
	/** Trouble that changes no state: an ICE server found dead. */
	| { readonly type: 'trouble'; readonly error: VoiceError };

/** One thing that crossed the connection, or happened to it. Without secrets. */
export interface TraceEntry {
	/** Epoch ms. */
	readonly at: number;
	/** `note` is a remark of the protocol's own. */
	readonly direction: 'in' | 'out' | 'note';
	readonly text: string;
}

/**
 * The port: what a protocol must offer the phone.
 *
 * - A protocol makes its own peer connections; a session exposes one and is not given one. It may be another one in the same call (`media`), and there may be none at
 *   all: a call that goes on in another tab is mirrored without.
 * - Nothing assumes that sessions share a connection, nor that a command is an offer: some protocols hold without a description.
 * - Where there is no registration but a login, `registered` says that calls and texts can come in; `expiresAt` is absent where the login does not expire.
 */
export interface Signaling {
	/** What crossed the connection lately, oldest first. */
	readonly trace: readonly TraceEntry[];
	/** Begins to connect, and never gives up by itself. Called once. */
	start(account: Account, report: (fact: SignalingFact) => void): void;
	/** Takes a changed account. Reconnects or registers anew only if it must; calls go on. */
	update(account: Account): void;
	/** Tries at once what waits for its next attempt, and once more what was refused for good: somebody asks for it. */
	retry(): void;
	/** Ends every call and the registration, then closes. Resolves within seconds also when the server is silent. */
	stop(): Promise<void>;
	/** Calls. While there is no connection the session waits for one, and ends with `server-unreachable` when none comes. */
	invite(target: Address, options: InviteOptions): Session;
	/** Resolves when the text was taken, with who took it; the next one to the same address is given only then. Rejects with a `VoiceError`. */
	sendText(text: OutgoingText): Promise<TextOutcome>;
	/** Tells that we write there, or have stopped (RFC 3994); nothing, where the protocol has nothing of the kind. */
	sendComposing(target: TextTarget, composing: boolean): void;
	/** Reports `presence` of an address, or `voicemail`, now and when it changes, until the signal aborts; nothing, where the protocol has nothing of the kind. */
	watch(address: Address, kind: WatchKind, signal: AbortSignal): void;
}
