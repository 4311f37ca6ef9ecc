import type { JsSipMessage } from './jssip-session.js';

/** Identifies a dialog (RFC 3261 section 12). */
export interface DialogId {
	readonly callId: string;
	readonly localTag: string;
	readonly remoteTag: string;
}

/** The dialog created by a response to our INVITE. */
export function dialogOfResponse({ call_id: callId, from_tag: localTag, to_tag: remoteTag }: JsSipMessage): DialogId {
	return { callId, localTag, remoteTag };
}

/** The dialog created by a remote INVITE. */
export function dialogOfRequest({ call_id: callId, from_tag: remoteTag, to_tag: localTag }: JsSipMessage): DialogId {
	return { callId, localTag, remoteTag };
}
