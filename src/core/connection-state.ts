import type { ErrorState } from './voice-error.js';

/** The way to the server. */
export type ConnectionState =
	| { readonly phase: 'idle' }
	| { readonly phase: 'connecting'; readonly server?: string }
	/** `provedAt`: epoch ms of the last time the server answered something of ours. */
	| { readonly phase: 'connected'; readonly server: string; readonly provedAt: number }
	/** `retryAt`: epoch ms of the next attempt; absent while one runs. */
	| { readonly phase: 'reconnecting'; readonly since: number; readonly server?: string; readonly retryAt?: number; readonly error?: ErrorState }
	| { readonly phase: 'failed'; readonly error: ErrorState };

/** The registration of the address-of-record (RFC 3261 section 10). `none` is wanted by a phone without registration. */
export type RegistrationState =
	| { readonly phase: 'none' }
	| { readonly phase: 'registering' }
	/** `expiresAt`: epoch ms; absent where it does not expire. */
	| { readonly phase: 'registered'; readonly expiresAt?: number }
	/** `retryAt`: epoch ms of the next attempt; absent when only somebody's help can mend it. */
	| { readonly phase: 'failed'; readonly error: ErrorState; readonly retryAt?: number };
