import type { Quality } from '../core/ports/media.js';
import type { AudioStats } from './audio-stats.js';

export interface PathMeasurement {
	readonly roundTripMs: number;
	readonly jitterMs: number;
	/** Share of packets lost, from 0 to 1. */
	readonly loss: number;
}

/** Values of R. */
const SATISFYING = 80;
const ACCEPTABLE = 60;
/** Without the round trip: a loss of no more than one per cent, a jitter of no more than 60 ms. */
const CLEAR = 90;

/**
 * The rating R of the E-model (ITU-T G.107), shortened to what a browser can measure: 93.2 for a perfect telephone, less for delay,
 * which hurts ten times as much beyond 160 ms, and 2.5 for each per cent of loss. Jitter counts twice, as the buffer that it fills.
 */
export function rating({ roundTripMs, jitterMs, loss }: PathMeasurement): number {
	const delayMs = roundTripMs + 2 * jitterMs + 10;
	const delayed = delayMs < 160 ? delayMs / 40 : (delayMs - 120) / 10;
	return Math.min(93.2, Math.max(0, 93.2 - delayed - 250 * loss));
}

/** The mean opinion score that a rating predicts, 1 (bad) to 4.4 (excellent), ITU-T G.107 annex B. */
export function meanOpinionScore(link: PathMeasurement): number {
	const r = rating(link);
	return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
}

/**
 * In words: from R 80 on users are satisfied, below 60 nearly all are not (ITU-T G.109). A long round trip alone is only fair: what arrives sounds well, and some
 * servers answer late what measures it while they play.
 */
export function quality(link: PathMeasurement): Quality {
	const r = rating(link);
	if (r >= SATISFYING) return 'good';
	return r >= ACCEPTABLE || rating({ ...link, roundTripMs: 0 }) >= CLEAR ? 'fair' : 'poor';
}

/** The link between two measurements: what arrives here, and as much as the other side reports of what arrives there. */
export function measurePath(before: AudioStats, after: AudioStats): PathMeasurement {
	const lost = Math.max(0, after.lost - before.lost);
	const received = Math.max(0, after.received - before.received);
	return {
		roundTripMs: after.roundTripMs ?? 0,
		jitterMs: after.jitterMs,
		loss: Math.max(after.reportedLoss, lost === 0 ? 0 : lost / (lost + received)),
	};
}
