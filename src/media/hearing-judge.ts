import type { Hearing, HearingReport } from '../core/ports/media.js';
import { StallDetector } from './stall-detector.js';
import type { AudioStats } from './audio-stats.js';

/** With silence suppression a codec still sends a packet every 0.4 s, and no lossy path loses them for 4 s. */
const DEAF_MS = 4000;
/** Receiver reports arrive about every 5 s (RFC 3550 section 6.2): three in a row are missing. */
const UNREPORTED_MS = 16_000;
/** Loss at which speech is unintelligible. */
const HOPELESS = 0.9;

/**
 * Decides from packets, never from levels, whether audio arrives at each end: silence is no fault.
 *
 * For the local end, received packets are counted. For the remote end, receiver reports are used: they list a source
 * only if it was received since the last report (RFC 3550 section 6.4). Without reports, and while a hold closes a
 * direction, the result is `unknown`. When both directions failed and audio arrives again, older reports are dropped,
 * because they describe the previous path.
 */
export class HearingJudge {
	readonly #received = new StallDetector();
	readonly #sent = new StallDetector();
	readonly #reports = new StallDetector();
	#last: HearingReport = { hears: 'unknown', heard: 'unknown' };

	judge(stats: AudioStats): HearingReport {
		const hears = this.#hears(stats);
		if (hears === 'yes' && this.#last.hears === 'no' && this.#last.heard === 'no') this.#reports.forget();
		this.#last = { hears, heard: this.#heard(stats) };
		return this.#last;
	}

	#hears({ at, receives, received }: AudioStats): Hearing {
		if (!receives) return forget(this.#received);
		const restingMs = this.#received.look(received, at);
		if (restingMs >= DEAF_MS) return 'no';
		return this.#received.changes > 0 ? 'yes' : 'unknown';
	}

	#heard({ at, sends, sent, hasSource, reportedAt = 0, reportedLoss }: AudioStats): Hearing {
		if (!sends) return forget(this.#sent, this.#reports);
		const restingMs = this.#sent.look(sent, at);
		const unreportedMs = this.#reports.look(reportedAt, at);
		if (!hasSource || restingMs >= DEAF_MS) return 'no';
		if (this.#reports.changes === 0) return 'unknown';
		return unreportedMs >= UNREPORTED_MS || this.#isHopeless(reportedLoss) ? 'no' : 'yes';
	}

	/** The first report mostly covers the time before media was connected. */
	#isHopeless(loss: number): boolean {
		return this.#reports.changes > 1 && loss >= HOPELESS;
	}
}

function forget(...detectors: readonly StallDetector[]): Hearing {
	for (const detector of detectors) detector.forget();
	return 'unknown';
}
