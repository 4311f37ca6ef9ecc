import type { Levels } from '../core/ports/media.js';
import { readAudioStats } from './audio-stats.js';

/** The remote level needs somebody to play the call. */
export async function levels(connection: RTCPeerConnection): Promise<Levels> {
	const { localLevel, remoteLevel } = await readAudioStats(connection);
	return { local: localLevel, remote: remoteLevel };
}
