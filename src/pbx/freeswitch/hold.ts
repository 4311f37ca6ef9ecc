import {
	attributesOf, directionOf, formatsOf, splitSdp, withDirection, withDtlsRole, withFormats, withNextVersion,
	withoutAttributes, type SdpDirection,
} from '../../rtc/sdp.js';

const opposite: Readonly<Record<SdpDirection, SdpDirection>> = {
	sendrecv: 'sendrecv', sendonly: 'recvonly', recvonly: 'sendonly', inactive: 'inactive',
};

/** Whether an offer changes only directions: same media, same ICE credentials. */
export function isSameMedia(offer: string, before: string): boolean {
	const [fragment] = attributesOf(offer, 'ice-ufrag');
	const isSameTransport = fragment !== undefined && fragment === attributesOf(before, 'ice-ufrag')[0];
	return isSameTransport && splitSdp(offer).media.length === splitSdp(before).media.length;
}

/** An answer on behalf of the peer: its last description, with the directions that the offer asks for. */
export function answerFor(offer: string, theirs: string, before: string): string {
	const { media: offered } = splitSdp(offer);
	const { session, media } = splitSdp(theirs);
	const role = attributesOf(before, 'setup')[0] === 'active' ? 'passive' : 'active';
	const answered = media.map((medium, index) => turned(medium, offered[index] ?? ''));
	return withDtlsRole(withNextVersion(session) + answered.join(''), role);
}

/** An answer lists only formats that were offered (RFC 3264 section 6.1). */
function turned(medium: string, offered: string): string {
	const formats = formatsOf(offered);
	const common = withFormats(medium, formatsOf(medium).filter((format) => formats.includes(format)));
	return withDirection(
		withoutAttributes(common, ...Object.keys(opposite)),
		opposite[directionOf(offered) ?? 'sendrecv'],
	);
}
