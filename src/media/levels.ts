import { readAudioStats } from './audio-stats.js';

/** How loud a call is at this moment, from 0 to 1. The remote level needs somebody to play the call. */
export interface Levels {
	readonly local: number;
	readonly remote: number;
}

export async function levels(connection: RTCPeerConnection): Promise<Levels> {
	const { localLevel, remoteLevel } = await readAudioStats(connection);
	return { local: localLevel, remote: remoteLevel };
}
