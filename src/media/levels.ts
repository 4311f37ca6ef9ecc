import type { Levels } from '../core/ports/media.js';
import { readAudioStats } from './audio-stats.js';

/** The current audio levels of a connection. Browsers measure the remote level only while the stream is played. */
export async function levels(connection: RTCPeerConnection): Promise<Levels> {
	const { localLevel, remoteLevel } = await readAudioStats(connection);
	return { local: localLevel, remote: remoteLevel };
}
