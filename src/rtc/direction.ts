import { connectionAddressOf, directionOf, isRejected, kindOf, portOf, splitSdp } from './sdp.js';

type Direction = RTCRtpTransceiverDirection;

const HELD: Readonly<Record<Direction, Direction>> = {
	sendrecv: 'sendonly',
	recvonly: 'inactive',
	sendonly: 'sendonly',
	inactive: 'inactive',
	stopped: 'stopped',
};
const RESUMED: Readonly<Record<Direction, Direction>> = {
	sendonly: 'sendrecv',
	inactive: 'recvonly',
	sendrecv: 'sendrecv',
	recvonly: 'recvonly',
	stopped: 'stopped',
};

/**
 * The direction of a medium after hold or resume (RFC 3264 section 8.4). It is set on the transceiver, not in the text
 * of one offer, so it also applies to answers while on hold.
 */
export function directionWhen(held: boolean, direction: Direction): Direction {
	return (held ? HELD : RESUMED)[direction];
}

/**
 * Whether a remote description holds us: each medium is `sendonly`, `inactive`, or sent to 0.0.0.0 (RFC 2543, still in
 * use).
 */
export function holdsUs(sdp: string): boolean {
	const { session, media } = splitSdp(sdp);
	const open = media.filter((medium) => ['audio', 'video'].includes(kindOf(medium)) && !isRejected(medium));
	return open.length > 0 && open.every((medium) => isDeaf(medium, session) || isNowhere(medium, session));
}

function isDeaf(medium: string, session: string): boolean {
	const direction = directionOf(medium) ?? directionOf(session);
	return direction === 'sendonly' || direction === 'inactive';
}

/** With ICE, 0.0.0.0 and port 9 only mean that the address is not known yet (RFC 8839 section 4.2.1.3). */
function isNowhere(medium: string, session: string): boolean {
	const address = connectionAddressOf(medium) ?? connectionAddressOf(session);
	return address === '0.0.0.0' && portOf(medium) !== 9;
}

/** Sets the directions for hold or resume. Returns a function that restores them. */
export function applyHold(connection: RTCPeerConnection, held: boolean): () => void {
	const before = connection
		.getTransceivers()
		.map((transceiver) => ({ transceiver, direction: transceiver.direction }));
	for (const { transceiver, direction } of before) setDirection(transceiver, directionWhen(held, direction));
	return () => before.forEach(({ transceiver, direction }) => setDirection(transceiver, direction));
}

/** A stopped transceiver throws on any change. */
function setDirection(transceiver: RTCRtpTransceiver, direction: RTCRtpTransceiverDirection): void {
	if (transceiver.direction !== direction && transceiver.direction !== 'stopped') transceiver.direction = direction;
}
