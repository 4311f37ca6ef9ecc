import { ownProperties } from '../core/own-properties.js';
import { attributesOf, directionOf, rejected, splitSdp, withDirection, withDtlsRole, type SdpDirection } from './sdp.js';

/** What both sides said last, each in an offer or an answer. */
export interface NegotiatedSdp {
	readonly remote: string;
	readonly local: string;
}

/**
 * What the far side said last, as the answer that it would give to this offer of ours: in it nothing changes but what we do not want any more, and a medium that the far
 * side never agreed to is refused. Its DTLS role stays (RFC 8842 section 5.2), also where it offered and left the choice to us.
 */
export function synthesizeAnswer({ remote, local }: NegotiatedSdp, offer: string): string {
	const { media: offered } = splitSdp(offer);
	const { session, media } = splitSdp(remote);
	const role = attributesOf(local, 'setup').includes('active') ? 'passive' : 'active';
	const answers = offered.map((medium, index) => media[index] === undefined ? rejected(medium) : answerOf(media[index], medium));
	return withDtlsRole([session, ...answers].join(''), role);
}

/** A medium as the far side described it, which sends only what is received, and the other way round. */
function answerOf(described: string, offered: string): string {
	const [own, other] = [directionOf(described) ?? 'sendrecv', directionOf(offered) ?? 'sendrecv'];
	return withDirection(described, directionFrom({ sends: sends(own) && receives(other), receives: receives(own) && sends(other) }));
}

function directionFrom({ sends, receives }: { readonly sends: boolean; readonly receives: boolean }): SdpDirection {
	if (sends) return receives ? 'sendrecv' : 'sendonly';
	return receives ? 'recvonly' : 'inactive';
}

const sends = (direction: SdpDirection): boolean => direction === 'sendrecv' || direction === 'sendonly';
const receives = (direction: SdpDirection): boolean => direction === 'sendrecv' || direction === 'recvonly';

/**
 * Takes an offer back without a rollback: Chromium stops receiving as soon as a held offer is set and does not begin again when that is
 * rolled back, and where the far side called, the first rollback ends the sound of both for good. So what holds now is offered, to
 * nobody, and answered by what the far side said last.
 */
export async function undoOffer(connection: RTCPeerConnection): Promise<void> {
	const { currentRemoteDescription: remote, currentLocalDescription: local } = connection;
	if (connection.signalingState !== 'have-local-offer' || !remote || !local) return;
	const offer = await connection.createOffer();
	const answer = synthesizeAnswer({ remote: remote.sdp, local: local.sdp }, offer.sdp ?? '');
	await connection.setLocalDescription(offer);
	// Should a browser not take it, a call that can be offered something else is worth more than its sound now.
	await connection.setRemoteDescription(ownProperties({ type: 'answer', sdp: answer })).catch(() => connection.setLocalDescription(ownProperties<RTCLocalSessionDescriptionInit>({ type: 'rollback' })));
}
