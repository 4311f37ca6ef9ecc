type Direction = RTCRtpTransceiverDirection;

const HELD: Readonly<Record<Direction, Direction>> = { sendrecv: 'sendonly', recvonly: 'inactive', sendonly: 'sendonly', inactive: 'inactive', stopped: 'stopped' };
const RESUMED: Readonly<Record<Direction, Direction>> = { sendonly: 'sendrecv', inactive: 'recvonly', sendrecv: 'sendrecv', recvonly: 'recvonly', stopped: 'stopped' };

/**
 * What a medium's direction becomes when we hold, or resume (RFC 3264 section 8.4). Kept in the transceiver, not in the text of one
 * offer: so it also stands in the answer to any re-INVITE that comes while we hold.
 */
export function directionWhen(held: boolean, direction: Direction): Direction {
	return (held ? HELD : RESUMED)[direction];
}

/** Whether a description has us on hold: nobody listens to any medium of it, or it is sent nowhere (RFC 2543, still met). */
export function holdsUs(sdp: string): boolean {
	const [session = '', ...sections] = sdp.split(/^(?=m=)/m);
	const media = sections.filter((section) => /^m=(?:audio|video) (?!0 )/.test(section));
	return media.length > 0 && media.every((section) => isDeaf(section, session) || isNowhere(section, session));
}

function isDeaf(section: string, session: string): boolean {
	const direction = directionIn(section) ?? directionIn(session);
	return direction === 'sendonly' || direction === 'inactive';
}

/** With ICE, 0.0.0.0 and port 9 only say that the address is not known yet (RFC 8839 section 4.2.1.3). */
function isNowhere(section: string, session: string): boolean {
	const address = addressIn(section) ?? addressIn(session);
	return address === '0.0.0.0' && !/^m=\w+ 9 /.test(section);
}

function directionIn(text: string): string | undefined {
	return /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/m.exec(text)?.[1];
}

function addressIn(text: string): string | undefined {
	return /^c=IN IP4 ([\d.]+)/m.exec(text)?.[1];
}
