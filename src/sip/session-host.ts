import type { UA } from 'jssip';
import type { Account } from '../core/account/configuration.js';
import type { Link } from '../core/ports/link.js';

/** What a session knows of the user agent that it belongs to. `SipSignaling` is one. */
export interface SessionHost extends Link {
	readonly ua: UA;
	/** The account as it is now. */
	readonly account: Account;
	/** The ICE servers that were found alive, or are not tried yet. */
	readonly iceServers: readonly RTCIceServer[];
}
