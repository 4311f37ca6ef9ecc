import { HearingJudge, type HearingReport } from './hearing-judge.js';
import { trafficOf } from './traffic.js';

const INTERVAL_MS = 1000;

/** Measures a connection once a second until the signal aborts, and reports when the judgement changes. */
export async function watch(connection: RTCPeerConnection, report: (hearing: HearingReport) => void, signal: AbortSignal): Promise<void> {
	const judge = new HearingJudge();
	let last: HearingReport = { hears: 'unknown', heard: 'unknown' };
	while (!signal.aborted && connection.connectionState !== 'closed') {
		const hearing = judge.judge(await trafficOf(connection));
		if (signal.aborted) return;
		if (hearing.hears !== last.hears || hearing.heard !== last.heard) report(hearing);
		last = hearing;
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
