import { attributesOf, bundledMids, candidatesOf, isRejected, midOf, splitSdp, type SdpCandidate } from './sdp.js';

/** The kind of candidate that a description needs: of this host, server-reflexive, or relayed. */
export type CandidateGoal = 'host' | 'reflexive' | 'relay';

/** `enough` meets the goal, `some` may connect, `none` cannot. */
export type Outlook = 'enough' | 'some' | 'none';

/** The URLs of TURN servers. */
export function relaysOf(servers: readonly RTCIceServer[]): readonly string[] {
	return servers.flatMap(({ urls }) => urls).filter((url) => /^turns?:/i.test(url));
}

/**
 * Judges the candidates of a local description. FreeSWITCH does not trickle and takes only literal IPv4 addresses over
 * UDP, so in a local network such a host candidate is the goal. IPv6 addresses and mDNS names alone are sent only when
 * there is nothing else.
 */
export function outlookOf(description: RTCSessionDescriptionInit, goal: CandidateGoal): Outlook {
	const sections = gatheringSections(description).map(candidatesOf);
	if (sections.every((candidates) => candidates.some((candidate) => meets(goal, candidate)))) return 'enough';
	return sections.some((candidates) => candidates.some(isUsable)) ? 'some' : 'none';
}

/** The ICE user fragments of a description. New ones mean a new gathering. */
export function fragmentsOf(sdp: string): string[] {
	return attributesOf(sdp, 'ice-ufrag');
}

/** The media with a transport of their own: neither rejected nor bundled, which only an answer decides (RFC 9143). */
function gatheringSections({ type, sdp = '' }: RTCSessionDescriptionInit): string[] {
	const { session, media } = splitSdp(sdp);
	const bundled = type === 'answer' ? bundledMids(session).slice(1) : [];
	return media.filter((medium) => !isRejected(medium) && !bundled.includes(midOf(medium)));
}

function meets(goal: CandidateGoal, { protocol, address, type }: SdpCandidate): boolean {
	if (goal === 'relay') return type === 'relay';
	if (type === 'srflx' || type === 'relay') return true;
	return goal === 'host' && protocol === 'udp' && /^\d+(?:\.\d+){3}$/.test(address);
}

function isUsable({ protocol, type }: SdpCandidate): boolean {
	return protocol === 'udp' || type === 'relay';
}
