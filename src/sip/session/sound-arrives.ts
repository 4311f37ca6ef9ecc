import { trafficOf } from '../../media/traffic.js';
import { pause } from './pause.js';

/** What was under way when the far side left has arrived by then; and how long one listens after that. */
const [REST_MS, LISTEN_MS] = [500, 1000] as const;

/** Whether the far side sends sound at this moment, whatever is said of it. */
export async function soundArrives(connection: RTCPeerConnection, signal: AbortSignal): Promise<boolean> {
	await pause(REST_MS, signal);
	const before = await trafficOf(connection);
	await pause(LISTEN_MS, signal);
	return (await trafficOf(connection)).received > before.received;
}
