import { attributesOf, bundledMids, candidatesOf, isRejected, midOf, splitSdp, type SdpCandidate } from './sdp.js';

/** Which candidates a description should carry: one of this machine, one that the Internet can reach, or a relayed one. */
export type CandidateGoal = 'host' | 'reflexive' | 'relay';

/** `enough` meets the goal, `some` could connect, `none` never will. */
export type Outlook = 'enough' | 'some' | 'none';

/** Addresses of those ICE servers that can relay. */
export function relaysOf(servers: readonly RTCIceServer[]): readonly string[] {
	return servers.flatMap(({ urls }) => urls).filter((url) => /^turns?:/i.test(url));
}

/**
 * How far the candidates of a local description reach. A server that does not trickle (FreeSWITCH) takes only UDP, and only literal IPv4 addresses,
 * so over the own network such a host candidate is the goal; IPv6 and mDNS names alone are worth sending when there is nothing else.
 */
export function outlookOf(description: RTCSessionDescriptionInit, goal: CandidateGoal): Outlook {
	const sections = gatheringSections(description).map(candidatesOf);
	if (sections.every((candidates) => candidates.some((candidate) => meets(goal, candidate)))) return 'enough';
	return sections.some((candidates) => candidates.some(isUsable)) ? 'some' : 'none';
}

/** The ICE user fragments of a description: new ones mean that candidates are gathered anew. */
export function fragmentsOf(sdp: string): string[] {
	return attributesOf(sdp, 'ice-ufrag');
}

/** The media that have a transport of their own: not rejected, and not bundled onto another one, which only an answer settles (RFC 9143). */
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
