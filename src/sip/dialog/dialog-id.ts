import type { JsSipMessage } from './jssip-session.js';

/** What identifies a call to its two ends (RFC 3261 section 12). */
export interface DialogId {
	readonly callId: string;
	readonly localTag: string;
	readonly remoteTag: string;
}

/** The dialog that a response to our INVITE made. */
export function dialogOfResponse({ call_id: callId, from_tag: localTag, to_tag: remoteTag }: JsSipMessage): DialogId {
	return { callId, localTag, remoteTag };
}

/** The dialog that an INVITE to us makes. */
export function dialogOfRequest({ call_id: callId, from_tag: remoteTag, to_tag: localTag }: JsSipMessage): DialogId {
	return { callId, localTag, remoteTag };
}
