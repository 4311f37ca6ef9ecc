/** A session description (RFC 8866) cut where its media begin. */
export interface SdpParts {
	/** What stands before the first medium. */
	readonly session: string;
	/** One for each `m=` line, with everything up to the next. */
	readonly media: readonly string[];
}

export type SdpDirection = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)[ \t]*(?=\r?$)/m;

export function splitSdp(sdp: string): SdpParts {
	const [session = '', ...media] = sdp.split(/^(?=m=)/m);
	return { session, media };
}

/** The direction that a part states itself; a medium that states none has that of its session, or `sendrecv`. */
export function directionOf(part: string): SdpDirection | undefined {
	return DIRECTION.exec(part)?.[1] as SdpDirection | undefined;
}

export function withDirection(medium: string, direction: SdpDirection): string {
	return DIRECTION.test(medium) ? medium.replace(DIRECTION, `a=${direction}`) : `${medium}a=${direction}\r\n`;
}

/** The identification of a medium (RFC 5888); empty where it has none. */
export function midOf(medium: string): string {
	return /^a=mid:(\S+)/m.exec(medium)?.[1] ?? '';
}

/** Whether a medium is refused or switched off: its port is 0 (RFC 3264 section 6). */
export function isRejected(medium: string): boolean {
	return /^m=\w+ 0 /.test(medium);
}

/** A medium of an offer, refused. */
export function rejected(medium: string): string {
	const [line = ''] = medium.split('\r\n', 1);
	return [line.replace(/^(m=\w+) \d+/, '$1 0'), 'c=IN IP4 0.0.0.0', `a=mid:${midOf(medium)}`, 'a=inactive', ''].join('\r\n');
}

/** A description with no more than its first media. */
export function firstMedia(sdp: string, count: number): string {
	const { session, media } = splitSdp(sdp);
	return [session, ...media.slice(0, count)].join('');
}
