import type { Hearing, HearingReport } from '../core/ports/media.js';
import { StallDetector } from './stall-detector.js';
import type { AudioStats } from './audio-stats.js';

/** A codec that saves silence still sends a packet every 0.4 s, and a lossy path loses no 4 s of them: nothing arrives any more. */
const DEAF_MS = 4000;
/** Receiver reports come about every 5 s (RFC 3550, section 6.2): three in a row are missing. */
const UNREPORTED_MS = 16_000;
/** A loss at which no word is understood. */
const HOPELESS = 0.9;

/**
 * Whether sound arrives, judged by packets and never by loudness: who says nothing is not gone.
 *
 * Here the packets themselves are counted. There it is the other side's receiver reports: a party is named in one only if something
 * of it arrived since the last (RFC 3550, section 6.4), so fresh reports are proof. One that never reports leaves it unknown. A
 * direction that a hold has closed is unknown, too, and measured anew when it opens. Where neither heard the other and sound arrives
 * again, what was reported is of the path that was cut.
 */
export class HearingJudge {
	readonly #received = new StallDetector();
	readonly #sent = new StallDetector();
	readonly #reports = new StallDetector();
	#last: HearingReport = { hears: 'unknown', heard: 'unknown' };

	judge(traffic: AudioStats): HearingReport {
		const hears = this.#hears(traffic);
		if (hears === 'yes' && this.#last.hears === 'no' && this.#last.heard === 'no') this.#reports.forget();
		this.#last = { hears, heard: this.#heard(traffic) };
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

	/** The first report tells most of the time before sound could pass. */
	#isHopeless(loss: number): boolean {
		return this.#reports.changes > 1 && loss >= HOPELESS;
	}
}

function forget(...growths: readonly StallDetector[]): Hearing {
	for (const growth of growths) growth.forget();
	return 'unknown';
}
