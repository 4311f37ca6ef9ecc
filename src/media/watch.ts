import type { HearingReport } from '../core/ports/media.js';
import { HearingJudge } from './hearing-judge.js';
import { QualityJudge } from './quality-judge.js';
import { readAudioStats } from './audio-stats.js';
import { ownProperties } from '../core/own-properties.js';

const INTERVAL_MS = 1000;

/** Measures a connection once per second until the signal aborts, and reports changes. */
export async function watch(
	connection: RTCPeerConnection,
	report: (report: HearingReport) => void,
	signal: AbortSignal,
): Promise<void> {
	const [hearing, quality] = [new HearingJudge(), new QualityJudge()];
	let last = ownProperties<HearingReport>({ hears: 'unknown', heard: 'unknown' });
	while (!signal.aborted && connection.connectionState !== 'closed') {
		// `getStats()` of a closed connection may reject.
		const stats = await readAudioStats(connection).catch(() => undefined);
		if (signal.aborted) return;
		if (stats) {
			const word = quality.judge(stats);
			const now = ownProperties<HearingReport>(hearing.judge(stats), word && { quality: word });
			if (now.hears !== last.hears || now.heard !== last.heard || now.quality !== last.quality) report(now);
			last = now;
		}
		await pause(INTERVAL_MS, signal);
	}
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
	return new Promise((resolve) => {
		const done = (): void => {
			clearTimeout(timer);
			signal.removeEventListener('abort', done);
			resolve();
		};
		const timer = setTimeout(done, ms);
		signal.addEventListener('abort', done);
	});
}
