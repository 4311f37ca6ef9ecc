import { ownProperties } from '../core/own-properties.js';
import {
	attributesOf,
	directionOf,
	rejected,
	splitSdp,
	withDirection,
	withDtlsRole,
	type SdpDirection,
} from './sdp.js';

/** The last negotiated descriptions of both sides. */
export interface NegotiatedSdp {
	readonly remote: string;
	readonly local: string;
}

/**
 * The peer's last description as an answer to a new offer of ours. Directions shrink to what we still want, and media
 * that the peer never accepted are rejected. Its DTLS role stays the same (RFC 8842 section 5.2), also where it had
 * offered `actpass`.
 */
export function synthesizeAnswer({ remote, local }: NegotiatedSdp, offer: string): string {
	const { media: offered } = splitSdp(offer);
	const { session, media } = splitSdp(remote);
	const role = attributesOf(local, 'setup').includes('active') ? 'passive' : 'active';
	const answers = offered.map((medium, index) =>
		media[index] === undefined ? rejected(medium) : answerOf(media[index], medium),
	);
	return withDtlsRole([session, ...answers].join(''), role);
}

/** The peer's description of a medium, limited to the directions that the offer allows. */
function answerOf(described: string, offered: string): string {
	const [own, other] = [directionOf(described) ?? 'sendrecv', directionOf(offered) ?? 'sendrecv'];
	return withDirection(
		described,
		directionFrom({ sends: sends(own) && receives(other), receives: receives(own) && sends(other) }),
	);
}

function directionFrom({ sends, receives }: { readonly sends: boolean; readonly receives: boolean }): SdpDirection {
	if (sends) return receives ? 'sendrecv' : 'sendonly';
	return receives ? 'recvonly' : 'inactive';
}

const sends = (direction: SdpDirection): boolean => direction === 'sendrecv' || direction === 'sendonly';
const receives = (direction: SdpDirection): boolean => direction === 'sendrecv' || direction === 'recvonly';

/**
 * Undoes a local offer without a rollback. In Chromium, setting a hold offer stops receiving, a rollback does not
 * resume it, and for an incoming call the first rollback ends both directions for good. So the current state is offered
 * locally and answered by the peer's last description.
 */
export async function undoOffer(connection: RTCPeerConnection): Promise<void> {
	const { currentRemoteDescription: remote, currentLocalDescription: local } = connection;
	if (connection.signalingState !== 'have-local-offer' || !remote || !local) return;
	const offer = await connection.createOffer();
	const answer = synthesizeAnswer({ remote: remote.sdp, local: local.sdp }, offer.sdp ?? '');
	await connection.setLocalDescription(offer);
	// If the browser rejects the answer, a rollback keeps the call negotiable, at the cost of its audio now.
	await connection
		.setRemoteDescription(ownProperties({ type: 'answer', sdp: answer }))
		.catch(() =>
			connection.setLocalDescription(ownProperties<RTCLocalSessionDescriptionInit>({ type: 'rollback' })),
		);
}
