import type { Address } from '../address.js';
import type { Direction, TerminatedCall } from './call-state.js';
import type { Preferences } from '../account/configuration.js';
import type { Media, MediaSource } from '../ports/media.js';
import type { Session } from '../ports/session.js';

export interface CallingOptions {
	readonly video?: boolean;
	/** Extra headers, `X-…` and the like. */
	readonly headers?: Readonly<Record<string, string>>;
	/** What the page calls whom it calls, in at most 60 characters; said in place of name and number. */
	readonly label?: string;
}

export interface AnswerOptions {
	/** Also send video. */
	readonly video?: boolean;
}

/** How a call of one direction or the other comes by its session. */
export type CallOrigin =
	| { readonly direction: 'outgoing'; readonly invite: (source: MediaSource, signal: AbortSignal) => Promise<Session> }
	| { readonly direction: 'incoming'; readonly session: Session }
	/** It goes on, since `confirmedAt` (epoch ms). */
	| { readonly direction: Direction; readonly session: Session; readonly confirmedAt: number }
	/** It was over before. */
	| { readonly direction: Direction; readonly over: TerminatedCall };

export interface CallOptions {
	readonly media: Media;
	readonly remote: Address;
	readonly label?: string | undefined;
	/** Reads an address as somebody types it. */
	readonly addressOf: (typed: string) => Address;
	readonly decline?: () => Preferences['decline'];
	readonly video?: boolean;
	readonly room?: boolean;
}
