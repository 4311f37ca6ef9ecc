import type { Address } from '../address.js';
import type { Capability } from '../call/capabilities.js';
import type { CallFact, Direction } from '../call/call-state.js';
import type { AnswerSession } from '../call/features/answer.js';
import type { ConferenceSession } from '../call/features/conference.js';
import type { DigitsSession } from '../call/features/digits.js';
import type { HoldSession } from '../call/features/hold.js';
import type { SendSession } from '../call/features/mute.js';
import type { TransferSession } from '../call/features/transfer.js';
import type { MediaSource } from './media.js';

/** What a session tells its call. No protocol word, no SDP. */
export type SessionFact =
	| Extract<CallFact, { type: 'progress' | 'confirmed' | 'remote' | 'capabilities' | 'remote-hold' | 'transfer-requested' | 'members' | 'recovering' | 'recovered' | 'terminated' }>
	/** `connection` or `remoteStream` of the session is another one than before. */
	| { readonly type: 'media' };

/** Why an incoming call is not taken. `declined-everywhere` also ends the ringing of everybody else the call was sent to. */
export const REFUSALS = ['declined', 'declined-everywhere', 'busy', 'unavailable'] as const;

export type Refusal = (typeof REFUSALS)[number];

export interface InviteOptions {
	/** What the call sends. */
	readonly source: MediaSource;
	/** Extra headers, already checked: names are tokens, values have no control characters. */
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * One call of a protocol. Takes intents, reports facts. After `terminated` it reports nothing and holds nothing.
 * Whatever the far side or the network does to a command (a refused hold, glare, an unanswered digit) rejects that
 * command; it never ends the call. Commands are queued by the session: none overlaps another. One whose capability is missing rejects with `unsupported`.
 */
export interface Session extends AnswerSession, HoldSession, DigitsSession, TransferSession, SendSession, ConferenceSession {
	readonly direction: Direction;
	readonly remote: Address;
	/** What servers know the call by; absent until it is known, and where the protocol has nothing of the kind. */
	readonly callId?: string | undefined;
	/** Who the caller is in the words of the server (RFC 3325); absent where it asserts nothing, empty where that cannot be read. `remote` may be no more than the caller's own word. */
	readonly asserted?: readonly Address[];
	/** Whether an incoming call asks to be answered at once (RFC 5373, `Call-Info: …;answer-after`). Never obeyed unasked. */
	readonly intercom: boolean;
	/** As `capabilities()` makes them; changes are told as facts. */
	readonly capabilities: readonly Capability[];
	readonly connection: RTCPeerConnection | undefined;
	readonly remoteStream: MediaStream | undefined;
	/** Called once, at once. Facts that came before are told now, in order. */
	observe(report: (fact: SessionFact) => void): void;
	/** Ends the call whatever its phase, also while the server is away: what must still be said is said when it is back. */
	hangUp(): void;
	refuse(refusal: Refusal): void;
}
