import type { Quality } from '../core/ports/media.js';
import type { AudioStats } from './audio-stats.js';

export interface PathMeasurement {
	readonly roundTripMs: number;
	readonly jitterMs: number;
	/** Share of packets lost, from 0 to 1. */
	readonly loss: number;
}

/** Thresholds of the rating R. */
const SATISFYING = 80;
const ACCEPTABLE = 60;
/** With the round trip ignored: at most 1 % loss and 60 ms jitter. */
const CLEAR = 90;

/**
 * Rating R of the E-model (ITU-T G.107), simplified to what a browser measures: 93.2 at best; delay lowers it, ten
 * times as much beyond 160 ms, and each per cent of loss by 2.5. Jitter counts twice, for its buffer.
 */
export function rating({ roundTripMs, jitterMs, loss }: PathMeasurement): number {
	const delayMs = roundTripMs + 2 * jitterMs + 10;
	const delayed = delayMs < 160 ? delayMs / 40 : (delayMs - 120) / 10;
	return Math.min(93.2, Math.max(0, 93.2 - delayed - 250 * loss));
}

/** Mean opinion score of a path, 1 (bad) to 4.4 (excellent), ITU-T G.107 annex B. */
export function meanOpinionScore(link: PathMeasurement): number {
	const r = rating(link);
	return 1 + 0.035 * r + 7e-6 * r * (r - 60) * (100 - r);
}

/**
 * Maps R to a word: from 80 on users are satisfied, below 60 nearly all are not (ITU-T G.109). A long round trip alone
 * is `fair`: audio is clear, and some servers delay RTCP while they play.
 */
export function quality(link: PathMeasurement): Quality {
	const r = rating(link);
	if (r >= SATISFYING) return 'good';
	return r >= ACCEPTABLE || rating({ ...link, roundTripMs: 0 }) >= CLEAR ? 'fair' : 'poor';
}

/** The path between two measurements: incoming loss, or the loss reported by the peer if that is higher. */
export function measurePath(before: AudioStats, after: AudioStats): PathMeasurement {
	const lost = Math.max(0, after.lost - before.lost);
	const received = Math.max(0, after.received - before.received);
	return {
		roundTripMs: after.roundTripMs ?? 0,
		jitterMs: after.jitterMs,
		loss: Math.max(after.reportedLoss, lost === 0 ? 0 : lost / (lost + received)),
	};
}
