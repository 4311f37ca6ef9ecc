import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { QualityJudge } from '../../src/media/quality-judge.js';
import type { AudioStats } from '../../src/media/audio-stats.js';

const good: AudioStats = { at: 0, receives: true, sends: true, received: 0, sent: 0, hasSource: true, reportedAt: undefined, reportedLoss: 0, lost: 0, jitterMs: 2, roundTripMs: 40, localLevel: 0, remoteLevel: 0 };

/** What is said at the end of so many seconds, each as it is told; what is not told goes on as in a good call. */
function wordAfter(seconds: number, story: (second: number) => Partial<AudioStats>): string | undefined {
	const judge = new QualityJudge();
	let word: string | undefined;
	for (let second = 0; second <= seconds; second++) word = judge.judge({ ...good, at: 1000 * second, received: 50 * second, ...story(second) });
	return word;
}

const rows: readonly [name: string, seconds: number, story: (second: number) => Partial<AudioStats>, word: string | undefined][] = [
	['a call of a few seconds', 4, () => ({}), undefined],
	['a good call', 5, () => ({}), 'good'],
	['one bad second in a good call', 20, (second) => ({ lost: second > 12 ? 8 : 0 }), 'good'],
	['a call over a satellite', 5, () => ({ roundTripMs: 600 }), 'fair'],
	['a tone that a server plays, which answers ever later', 60, (second) => ({ roundTripMs: 40 + 50 * second, jitterMs: 0 }), 'fair'],
	['a call that has just turned bad', 21, (second) => ({ roundTripMs: second > 19 ? 600 : 40 }), 'good'],
	['a call that has turned bad', 22, (second) => ({ roundTripMs: second > 19 ? 600 : 40, jitterMs: second > 19 ? 100 : 2 }), 'poor'],
	['a call that wavers every second', 30, (second) => ({ roundTripMs: second > 6 && second % 2 ? 600 : 40 }), 'good'],
	['a call in which nothing arrives any more', 30, (second) => ({ received: 50 * Math.min(20, second) }), undefined],
	['a call on hold', 30, (second) => ({ receives: second < 25 }), undefined],
	['a call that was resumed a moment ago', 30, (second) => ({ receives: second < 20 || second > 27 }), undefined],
	['a call that was resumed', 40, (second) => ({ receives: second < 20 || second > 27 }), 'good'],
];

describe('the word for the quality of a call', () => {
	for (const [name, seconds, story, word] of rows) it(`${name}: ${word ?? 'none'}`, () => assert.equal(wordAfter(seconds, story), word));
});
