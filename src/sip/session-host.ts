import type { UA } from 'jssip';
import type { Account } from '../core/account/configuration.js';

/** What a session knows of the phone line it runs on. `SipSignaling` is one. */
export interface SessionHost {
	readonly ua: UA;
	/** The account as it is now. */
	readonly account: Account;
	/** The ICE servers that were found alive, or are not tried yet. */
	readonly iceServers: readonly RTCIceServer[];
	/** Whether the socket is open, and registered where the account registers. */
	readonly online: boolean;
	/** Resolves when online, at once if it is. Rejects with `server-unreachable` after `timeoutMs`, with an `AbortError` when the signal aborts. */
	whenOnline(timeoutMs: number, signal: AbortSignal): Promise<void>;
	/** Calls the listener at every change of `online`. */
	onOnlineChange(listener: (online: boolean) => void, signal: AbortSignal): void;
	/** Something of ours was answered, or not: one authority judges the socket. `false` asks for a probe now. */
	answered(answered: boolean): void;
}
