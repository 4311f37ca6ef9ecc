import { Growth } from './growth.js';
import type { Traffic } from './traffic.js';

export type Hearing = 'yes' | 'no' | 'unknown';

export interface HearingReport {
	readonly hears: Hearing;
	readonly heard: Hearing;
}

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
 * direction that a hold has closed is unknown, too, and measured anew when it opens.
 */
export class HearingJudge {
	readonly #received = new Growth();
	readonly #sent = new Growth();
	readonly #reports = new Growth();

	judge(traffic: Traffic): HearingReport {
		return { hears: this.#hears(traffic), heard: this.#heard(traffic) };
	}

	#hears({ at, receives, received }: Traffic): Hearing {
		if (!receives) return forget(this.#received);
		const restingMs = this.#received.look(received, at);
		if (restingMs >= DEAF_MS) return 'no';
		return this.#received.changed ? 'yes' : 'unknown';
	}

	#heard({ at, sends, sent, hasSource, reportedAt = 0, reportedLoss }: Traffic): Hearing {
		if (!sends) return forget(this.#sent, this.#reports);
		const restingMs = this.#sent.look(sent, at);
		const unreportedMs = this.#reports.look(reportedAt, at);
		if (!hasSource || restingMs >= DEAF_MS) return 'no';
		if (!this.#reports.changed) return 'unknown';
		return unreportedMs >= UNREPORTED_MS || reportedLoss >= HOPELESS ? 'no' : 'yes';
	}
}

function forget(...growths: readonly Growth[]): Hearing {
	for (const growth of growths) growth.forget();
	return 'unknown';
}
