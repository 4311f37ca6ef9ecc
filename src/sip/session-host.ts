import type { UA } from 'jssip';
import type { Account } from '../core/account/configuration.js';
import type { Link } from '../core/ports/link.js';

/** The user agent, as its sessions see it; implemented by `SipSignaling`. */
export interface SessionHost extends Link {
	readonly ua: UA;
	/** The present account. */
	readonly account: Account;
	/** The ICE servers that responded or are not probed yet. */
	readonly iceServers: readonly RTCIceServer[];
}
