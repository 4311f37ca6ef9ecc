import { directionWhen } from '../../rtc/direction.js';
import type { Change } from './renegotiation.js';

/** Holds the far side, or talks again. */
export function holdChange(connection: RTCPeerConnection, held: boolean): Change {
	return { wish: held ? 'be held' : 'talk again', apply: () => turn(connection, held) };
}

function turn(connection: RTCPeerConnection, held: boolean): () => void {
	const before = connection.getTransceivers().map((transceiver) => ({ transceiver, direction: transceiver.direction }));
	for (const { transceiver, direction } of before) setDirection(transceiver, directionWhen(held, direction));
	return () => before.forEach(({ transceiver, direction }) => setDirection(transceiver, direction));
}

/** A stopped transceiver throws whatever is set. */
function setDirection(transceiver: RTCRtpTransceiver, direction: RTCRtpTransceiverDirection): void {
	if (transceiver.direction !== direction && transceiver.direction !== 'stopped') transceiver.direction = direction;
}
