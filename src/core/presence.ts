import type { Address } from './address.js';

/** What may be watched of an address: whether somebody can be reached (RFC 3856), the calls they are in (RFC 4235), or the voicemail that waits (RFC 3842). */
export const WATCH_KINDS = ['presence', 'dialog', 'message-summary'] as const;

export type WatchKind = (typeof WATCH_KINDS)[number];

/** How somebody can be reached. */
export interface Presence {
	readonly address: Address;
	readonly status: 'available' | 'away' | 'busy' | 'ringing' | 'in-call' | 'offline' | 'unknown';
	/** Their own words, cleaned. */
	readonly note?: string;
}

/** Voicemail of an account (RFC 3842). */
export interface Voicemail {
	readonly waiting: boolean;
	/** How many are not heard yet; absent where the server does not count. */
	readonly unheard?: number;
	readonly heard?: number;
}
