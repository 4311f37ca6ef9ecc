import type { NameAddrHeader } from 'jssip';
import type { RTCSession } from 'jssip/lib/RTCSession.js';
import { attributesOf } from '../../rtc/sdp.js';
import type { DialogId } from './dialog-id.js';
import { asJsSipSession, type JsSipSession, type JsSipMessage } from './jssip-session.js';

/** An INVITE that wants to take the place of a dialog (RFC 3891), as JsSIP tells the session of that dialog. */
export interface Replacement {
	readonly request: JsSipMessage & { readonly from: NameAddrHeader };
	/** Makes a session of it. `show` sees that before everybody else does. */
	accept(show: (session: RTCSession) => void): void;
	reject(): void;
}

/** Whom one talks to, as far as it matters who may take up the call. */
export interface Peer {
	readonly identity: NameAddrHeader;
	/** Its last description. */
	readonly sdp: string;
}

const successors = new WeakSet<object>();

/** The headers of an INVITE that takes the place of a dialog. Who does not know how refuses it, and does not ring. */
export function replacing({ callId, localTag, remoteTag }: DialogId): string[] {
	return [`Replaces: ${callId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'];
}

/**
 * Whether it comes from the very end that one talks to: under its name, and with its DTLS key (RFC 8122), which nobody else has. Who was only told of the
 * call, for a transfer, can neither take it nor listen to it.
 */
export function isSamePeer({ identity, sdp }: Peer, { from, body }: Replacement['request']): boolean {
	const keys = fingerprintsOf(body ?? '');
	const known = fingerprintsOf(sdp);
	const isNamedSo = from.uri.user === identity.uri.user && from.uri.host === identity.uri.host;
	return isNamedSo && keys.length > 0 && keys.every((key) => known.includes(key));
}

/** Accepts it. JsSIP announces the session as if it were a new call, and would end the present one itself: `isSuccessor` tells it apart, and who takes it ends the other. */
export function acceptReplacement(replacement: Replacement): JsSipSession | undefined {
	let session: JsSipSession | undefined;
	replacement.accept((successor) => {
		successors.add(successor);
		for (const listener of successor.listeners('confirmed')) successor.removeListener('confirmed', listener as () => void);
		session = asJsSipSession(successor);
	});
	return session;
}

/** Whether a session goes on with a call that there is. */
export function isSuccessor(session: object): boolean {
	return successors.has(session);
}

function fingerprintsOf(sdp: string): string[] {
	return attributesOf(sdp, 'fingerprint').map((key) => key.toLowerCase());
}
