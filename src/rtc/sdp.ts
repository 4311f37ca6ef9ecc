/**
 * The one place that reads and writes session descriptions (SDP, RFC 8866), for the phone and for the test server. A
 * part is the session part or one medium; a medium is an `m=` line with everything up to the next one.
 */
export interface SdpParts {
	/** Everything before the first medium. */
	readonly session: string;
	readonly media: readonly string[];
}

export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

/** A candidate of component 1 (RTP), RFC 8839 section 5.1. */
export interface SdpCandidate {
	/** In lower case. */
	readonly protocol: string;
	/** An IP address or an mDNS name. */
	readonly address: string;
	readonly type: string;
}

const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*(?=\r?$)/m;

export function splitSdp(sdp: string): SdpParts {
	const [session = '', ...media] = sdp.split(/^(?=m=)/m);
	return { session, media };
}

/** A description with no more than its first `count` media. */
export function firstMedia(sdp: string, count: number): string {
	const { session, media } = splitSdp(sdp);
	return [session, ...media.slice(0, count)].join('');
}

/** The values of every `a=name:value` line, in their order. */
export function attributesOf(part: string, name: string): string[] {
	return [...part.matchAll(new RegExp(`^a=${name}:(.*)`, 'gm'))].map(([, value = '']) => value.trim());
}

/** Removes every `a=` line, with a value or without, of these names. */
export function withoutAttributes(part: string, ...names: readonly string[]): string {
	return part.replace(new RegExp(`^a=(?:${names.join('|')})(?::.*)?\\r?\\n`, 'gm'), '');
}

/** The direction that a part states. A medium without one has that of the session part, else `sendrecv`. */
export function directionOf(part: string): SdpDirection | undefined {
	return DIRECTION.exec(part)?.[1] as SdpDirection | undefined;
}

export function withDirection(medium: string, direction: SdpDirection): string {
	return DIRECTION.test(medium) ? medium.replace(DIRECTION, `a=${direction}`) : `${medium}a=${direction}\r\n`;
}

/** The identification of a medium (RFC 5888); empty without one. */
export function midOf(medium: string): string {
	return attributesOf(medium, 'mid')[0] ?? '';
}

/** The mids of the BUNDLE group (RFC 9143). Media after the first share its transport in an answer. */
export function bundledMids(session: string): readonly string[] {
	const group = attributesOf(session, 'group').find((value) => value.startsWith('BUNDLE '));
	return group?.split(/\s+/).slice(1) ?? [];
}

/** Replaces the BUNDLE group of a session part that has one. */
export function withBundle(session: string, mids: readonly string[]): string {
	return session.replace(/^a=group:BUNDLE.*$/m, ['a=group:BUNDLE', ...mids].join(' '));
}

/** `audio`, `video`, `application`… */
export function kindOf(medium: string): string {
	return /^m=(\w+) /.exec(medium)?.[1] ?? '';
}

/** The port of a medium; 0 is a rejected medium, 9 an address that ICE finds. */
export function portOf(medium: string): number {
	return Number(/^m=\w+ (\d+)/.exec(medium)?.[1] ?? NaN);
}

/** The formats of an `m=` line: RTP payload types. */
export function formatsOf(medium: string): readonly string[] {
	return mediumLine(medium).split(' ').slice(3);
}

export function withFormats(medium: string, formats: readonly string[]): string {
	const line = mediumLine(medium);
	return [...line.split(' ').slice(0, 3), ...formats].join(' ') + medium.slice(line.length);
}

/** Whether a medium is rejected or switched off: its port is 0 (RFC 3264 section 6). */
export function isRejected(medium: string): boolean {
	return portOf(medium) === 0;
}

/** The answer that rejects a medium of an offer (RFC 3264 section 6). */
export function rejected(medium: string): string {
	const mid = midOf(medium);
	const line = mediumLine(medium).replace(/^(m=\w+) \d+/, '$1 0');
	return [line, 'c=IN IP4 0.0.0.0', ...(mid ? [`a=mid:${mid}`] : []), 'a=inactive', ''].join('\r\n');
}

/** The IPv4 address of a `c=` line. */
export function connectionAddressOf(part: string): string | undefined {
	return /^c=IN IP4 ([\d.]+)/m.exec(part)?.[1];
}

export function candidatesOf(part: string): readonly SdpCandidate[] {
	return [...part.matchAll(/^a=candidate:\S+ 1 (\S+) \d+ (\S+) \d+ typ (\w+)/gm)]
		.map(([, protocol = '', address = '', type = '']) => ({ protocol: protocol.toLowerCase(), address, type }));
}

/** Chooses the DTLS role where a description leaves it open (`actpass`, RFC 8842 section 5.2). */
export function withDtlsRole(sdp: string, role: 'active' | 'passive'): string {
	return sdp.replace(/^a=setup:actpass/gm, `a=setup:${role}`);
}

/** Raises the session version of the `o=` line by one (RFC 3264 section 8). */
export function withNextVersion(sdp: string): string {
	return sdp.replace(/^(o=\S+ \S+ )(\d+)/m, (_, head: string, version: string) => head + String(Number(version) + 1));
}

/** Replaces the user name of the `o=` line and the session name. */
export function withOrigin(sdp: string, name: string): string {
	return sdp.replace(/^o=\S+/m, `o=${name}`).replace(/^s=.*$/m, `s=${name}`);
}

function mediumLine(medium: string): string {
	return /^.*/.exec(medium)?.[0] ?? '';
}
