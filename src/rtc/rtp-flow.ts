import { pause } from '../core/pause.js';
import { ownProperties } from '../core/own-properties.js';

/** What was under way when the far side left has arrived by then; and how long one listens after that. */
const [REST_MS, LISTEN_MS] = [500, 1000] as const;
/** Packets come fifty times in a second. */
const GLANCE_MS = 400;

/** Whether the far side has closed its end of the media (close_notify, RFC 6347 section 4.1.2.7), which is the word of the far side itself. */
export function closedByPeer(connection: RTCPeerConnection): boolean {
	return connection.signalingState !== 'closed' && audioTransports(connection).some(({ state }) => state === 'closed');
}

/** What carries the sound that both sides agreed on. */
export function audioTransports(connection: RTCPeerConnection): readonly RTCDtlsTransport[] {
	const audio = connection.getTransceivers().filter(({ receiver, currentDirection }) => receiver.track.kind === 'audio' && currentDirection && currentDirection !== 'stopped');
	return audio.flatMap(({ receiver }) => receiver.transport ?? []);
}

/** Whether the far side sends sound at this moment, whatever is said of it. */
export async function receivesRtp(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	if (closedByPeer(connection)) return false;
	await pause(REST_MS, signal);
	return await receivedRtp(connection, LISTEN_MS, signal) === 'some';
}

/** Whether sound that both sides agreed on does not come. */
export async function rtpStalled(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	return await receivedRtp(connection, GLANCE_MS, signal) === 'none' && isAudioAgreed(connection);
}

/** Whether audio packets came within so many ms. Some browsers tell nothing of a connection that has just been closed. */
export async function receivedRtp(connection: RTCPeerConnection, ms: number, signal: AbortSignal): Promise<'some' | 'none' | 'unknown'> {
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

/** Whether both sides agreed that sound comes. */
export function isAudioAgreed(connection: RTCPeerConnection): boolean {
	return connection.getTransceivers().some(({ receiver: { track }, currentDirection }) => track.kind === 'audio' && currentDirection?.includes('recv'));
}
