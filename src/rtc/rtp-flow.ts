import { pause } from '../core/pause.js';
import { ownProperties } from '../core/own-properties.js';

/** Packets in flight arrive within the first time; the second is the measurement. */
const [REST_MS, LISTEN_MS] = [500, 1000] as const;
/** At 50 packets per second. */
const GLANCE_MS = 400;

/** Whether the peer has closed DTLS (close_notify, RFC 6347 section 4.1.2.7). */
export function closedByPeer(connection: RTCPeerConnection): boolean {
	return (
		connection.signalingState !== 'closed' && audioTransports(connection).some(({ state }) => state === 'closed')
	);
}

/** The DTLS transports of negotiated audio. */
export function audioTransports(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
	const audio = connection
		.getTransceivers()
		.filter(
			({ receiver, currentDirection }) =>
				receiver.track.kind === 'audio' && currentDirection && currentDirection !== 'stopped',
		);
	return audio.flatMap(({ receiver }) => receiver.transport ?? []);
}

/** Whether the peer is sending audio at present. */
export async function receivesRtp(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	if (closedByPeer(connection)) return false;
	await pause(REST_MS, signal);
	return await receivedRtp(connection, LISTEN_MS, signal) === 'some';
}

/** Whether negotiated audio does not arrive. */
export async function rtpStalled(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	return await receivedRtp(connection, GLANCE_MS, signal) === 'none' && isAudioAgreed(connection);
}

/** Whether audio packets arrived within this many ms. Some browsers reject `getStats()` on a closed connection. */
export async function receivedRtp(
	connection: RTCPeerConnection,
	ms: number,
	signal: AbortSignal,
): Promise<'some' | 'none' | 'unknown'> {
	const count = (): Promise<number | undefined> => packetsReceived(connection).catch(() => undefined);
	const before = await count();
	await pause(ms, signal);
	const after = await count();
	if (before === undefined || after === undefined) return 'unknown';
	return after > before ? 'some' : 'none';
}

async function packetsReceived(connection: RTCPeerConnection): Promise<number> {
	let packets = 0;
	const stats: Iterable<Partial<RTCInboundRtpStreamStats>> = (await connection.getStats()).values();
	for (const stat of stats) {
		const { type, kind, packetsReceived = 0 } = ownProperties(stat);
		if (type === 'inbound-rtp' && kind === 'audio') packets += packetsReceived;
	}
	return packets;
}

/** Whether receiving audio was negotiated. */
export function isAudioAgreed(connection: RTCPeerConnection): boolean {
	return connection
		.getTransceivers()
		.some(
			({ receiver: { track }, currentDirection }) => track.kind === 'audio' && currentDirection?.includes('recv'),
		);
}
