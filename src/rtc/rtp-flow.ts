import { readAudioStats, type AudioStats } from '../media/audio-stats.js';
import { pause } from '../core/pause.js';

/** What was under way when the far side left has arrived by then; and how long one listens after that. */
const [REST_MS, LISTEN_MS] = [500, 1000] as const;
/** Packets come fifty times in a second. */
const GLANCE_MS = 400;

/** Whether the far side sends sound at this moment, whatever is said of it. */
export async function receivesRtp(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	await pause(REST_MS, signal);
	const { before, after } = await measured(connection, LISTEN_MS, signal);
	return before !== undefined && after !== undefined && after.received > before.received;
}

/** Whether sound that both sides agreed on does not come. */
export async function rtpStalled(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	const { before, after } = await measured(connection, GLANCE_MS, signal);
	return before !== undefined && after !== undefined && after.receives && after.received === before.received;
}

/** Some browsers tell nothing of a connection that has just been closed. */
async function measured(connection: RTCPeerConnection, ms: number, signal: AbortSignal): Promise<{ before: AudioStats | undefined; after: AudioStats | undefined }> {
	const measure = (): Promise<AudioStats | undefined> => readAudioStats(connection).catch(() => undefined);
	const before = await measure();
	await pause(ms, signal);
	return { before, after: await measure() };
}
