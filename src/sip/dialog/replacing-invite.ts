import type { NameAddrHeader } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { attributesOf } from '../../rtc/sdp.js';
import type { DialogId } from './dialog-id.js';
import { asJsSipSession, type JsSipSession, type JsSipMessage } from './jssip-session.js';

/** An INVITE with Replaces (RFC 3891), as JsSIP reports it on the session of that dialog. */
export interface Replacement {
	readonly request: JsSipMessage & { readonly from: NameAddrHeader };
	/** Makes a session of it. `show` gets it before any other listener. */
	accept(show: (session: RTCSession) => void): void;
	reject(): void;
}

/** The identity of the peer, to decide who may continue the call. */
export interface Peer {
	readonly identity: NameAddrHeader;
	/** Its last SDP. */
	readonly sdp: string;
}

const successors = new WeakSet<object>();

/** The headers of an INVITE that replaces a dialog. A client without support rejects it instead of ringing. */
export function replacing({ callId, localTag, remoteTag }: DialogId): string[] {
	return [`Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'];
}

/**
 * Whether it comes from the present peer: same address and same DTLS fingerprint (RFC 8122), which nobody else has. A
 * third party that knows the dialog from a transfer can neither take over the call nor listen to it.
 */
export function isSamePeer({ identity, sdp }: Peer, { from, body }: Replacement['request']): boolean {
	const keys = fingerprintsOf(body ?? '');
	const known = fingerprintsOf(sdp);
	const isNamedSo = from.uri.user === identity.uri.user && from.uri.host === identity.uri.host;
	return isNamedSo && keys.length > 0 && keys.every((key) => known.includes(key));
}

/**
 * Accepts it. JsSIP announces the session like a new call, and would end the present one. `isSuccessor` identifies it,
 * and its user ends the present one.
 */
export function acceptReplacement(replacement: Replacement): JsSipSession | undefined {
	let session: JsSipSession | undefined;
	replacement.accept((successor) => {
		successors.add(successor);
		for (const listener of successor.listeners('confirmed')) successor.removeListener('confirmed', listener as () => void);
		session = asJsSipSession(successor);
	});
	return session;
}

/** Whether a session continues an existing call. */
export function isSuccessor(session: object): boolean {
	return successors.has(session);
}

function fingerprintsOf(sdp: string): string[] {
	return attributesOf(sdp, 'fingerprint').map((key) => key.toLowerCase());
}
