import type { Address } from '../address.js';
import type { Account } from '../account/configuration.js';
import type { CallFact, Direction } from '../call/call-state.js';
import type { DigitsSession } from '../call/features/digits.js';
import type { HoldSession } from '../call/features/hold.js';
import type { ConnectionState, RegistrationState } from '../connection-state.js';
import type { VoiceError } from '../voice-error.js';

/** What a session tells its call. No protocol word, no SDP. */
export type SessionFact =
	| Extract<CallFact, { type: 'progress' | 'confirmed' | 'remote' | 'remote-hold' | 'recovering' | 'recovered' | 'terminated' }>
	/** `connection` or `remoteStream` of the session is another one than before. */
	| { readonly type: 'media' };

/** Why an incoming call is not taken. `declined-everywhere` also ends the ringing of everybody else the call was sent to. */
export const REFUSALS = ['declined', 'declined-everywhere', 'busy', 'unavailable'] as const;

export type Refusal = (typeof REFUSALS)[number];

export interface SessionCapabilities {
	readonly hold: boolean;
	readonly digits: boolean;
	readonly transfer: boolean;
}

/**
 * One call of a protocol. Takes intents, reports facts. After `terminated` it reports nothing and holds nothing.
 * Whatever the far side or the network does to a command (a refused hold, glare, an unanswered digit) rejects that
 * command; it never ends the call. Commands are queued by the session: none overlaps another.
 */
export interface Session extends HoldSession, DigitsSession {
	readonly direction: Direction;
	readonly remote: Address;
	/** What servers know the call by; absent until it is known, and where the protocol has nothing of the kind. */
	readonly callId?: string | undefined;
	/** Who the caller is in the words of the server (RFC 3325); absent where it asserts nothing, empty where that cannot be read. `remote` may be no more than the caller's own word. */
	readonly asserted?: readonly Address[];
	/** Whether an incoming call asks to be answered at once (RFC 5373, `Call-Info: …;answer-after`). Never obeyed unasked. */
	readonly intercom: boolean;
	readonly capabilities: SessionCapabilities;
	readonly connection: RTCPeerConnection | undefined;
	readonly remoteStream: MediaStream | undefined;
	/** Called once, at once. Facts that came before are told now, in order. */
	observe(report: (fact: SessionFact) => void): void;
	/** Resolves when confirmed. */
	answer(stream: MediaStream): Promise<void>;
	/** Ends the call whatever its phase, also while the server is away: what must still be said is said when it is back. */
	hangUp(): void;
	refuse(refusal: Refusal): void;
	/** To an address (RFC 3515), or to the far end of another session of the same protocol (RFC 3891). */
	transfer(target: Address | Session): Promise<void>;
}

export interface InviteOptions {
	/** What the call sends; the session neither changes nor stops its tracks. */
	readonly stream: MediaStream;
	/** Extra headers, already checked: names are tokens, values have no control characters. */
	readonly headers: Readonly<Record<string, string>>;
}

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

/** What a protocol tells its phone. */
export type SignalingFact =
	| { readonly type: 'connection'; readonly connection: ConnectionState }
	| { readonly type: 'registration'; readonly registration: RegistrationState }
	| { readonly type: 'session'; readonly session: Session }
	| { readonly type: 'text'; readonly text: IncomingText }
	/** Trouble that changes no state: an ICE server found dead. */
	| { readonly type: 'trouble'; readonly error: VoiceError };

/**
 * The port: what a protocol must offer the phone.
 *
 * Sketched against three protocols before it was fixed:
 * - *SIP (JsSIP)* makes the peer connection itself, inside `invite` and `answer`; so a session exposes one and is not given one.
 * - *Verto* (JSON-RPC) makes its own; `verto.invite`, `verto.answer`, `verto.bye` and `verto.modify {hold | transfer}` are the
 *   intents; `verto.media` without and `verto.answer` with a later answer are `progress` and `confirmed`; there is no registration but
 *   the login, so `registered` is told after `verto.clientReady`. A reattached call (`verto.attach`) swaps the peer connection
 *   under a living session, hence the `media` fact. Verto holds without SDP: no command may assume a re-INVITE.
 * - *Janus* makes its own; register, call, accept, decline, hangup, hold, `dtmf_info`, message map one to one; one call per handle, so a
 *   second session needs a helper handle: nothing in the port may assume sessions share a connection. Texts are answered later by
 *   `messagedelivery`, hence `sendText` resolves on acceptance, not on sending.
 * - A *mirror of another tab* has no peer connection at all: `connection` and `remoteStream` may stay `undefined` in a confirmed call.
 */
export interface Signaling {
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
}
