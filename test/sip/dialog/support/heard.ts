import { hears, silentAt } from '../../../support/tones.js';

/** Whether a pitch is there or gone, once that is settled. */
export async function isHeard(stream: MediaStream, hz: number): Promise<boolean> {
	const heard = hears(stream, hz, { timeoutMs: 5000 }).then(() => true);
	return heard.catch(() => silentAt(stream, hz).then(() => false));
}
