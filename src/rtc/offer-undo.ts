const DIRECTION = /^a=(sendrecv|sendonly|recvonly|inactive)(?=\r?$)/m;

export interface NegotiatedSdp {
	/** What the far side said last, offer or answer. */
	readonly remote: string;
	/** What we said to it. */
	readonly local: string;
}

/**
 * What the far side said last, as the answer that it would give to an offer of ours now: in it nothing changes but what we do not want
 * any more. Its DTLS role stays (RFC 8842 section 5.2), also where it offered and left the choice to us.
 */
export function synthesizeAnswer({ remote, local }: NegotiatedSdp, offer: string): string {
	const offered = sectionsOf(offer);
	const role = /^a=setup:active/m.test(local) ? 'passive' : 'active';
	const [session = '', ...sections] = split(remote);
	const answers = sections.map((section, index) => withDirection(section, directionIn(offered[index] ?? '')));
	return [session, ...answers].join('').replace(/^a=setup:actpass/gm, `a=setup:${role}`);
}

function withDirection(section: string, offered: string): string {
	const own = directionIn(section);
	const sends = /^send/.test(own) && /recv/.test(offered);
	const receives = /recv/.test(own) && /^send/.test(offered);
	const direction = sends ? (receives ? 'sendrecv' : 'sendonly') : receives ? 'recvonly' : 'inactive';
	return DIRECTION.test(section) ? section.replace(DIRECTION, `a=${direction}`) : `${section}a=${direction}\r\n`;
}

function directionIn(section: string): string {
	return DIRECTION.exec(section)?.[1] ?? 'sendrecv';
}

function sectionsOf(sdp: string): string[] {
	return split(sdp).slice(1);
}

function split(sdp: string): string[] {
	return sdp.split(/^(?=m=)/m);
}
