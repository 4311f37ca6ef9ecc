import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { HearingJudge } from '../../src/media/hearing-judge.js';
import type { HearingReport } from '../../src/core/ports/media.js';
import type { AudioStats } from '../../src/media/audio-stats.js';

/** One look each second, from what happens at that second; what is not told goes on as in a good call. */
function judgements(seconds: number, story: (second: number) => Partial<AudioStats>): HearingReport[] {
	const judge = new HearingJudge();
	return Array.from({ length: seconds + 1 }, (_, second) => judge.judge({ ...goodCall(second), ...story(second) }));
}

function goodCall(second: number): AudioStats {
	return {
		at: 1000 * second,
		receives: true,
		sends: true,
		received: 50 * second,
		sent: 50 * second,
		hasSource: true,
		reportedAt: second < 3 ? undefined : 5000 * Math.floor(second / 5) + 1,
		reportedLoss: 0,
		lost: 0,
		jitterMs: 0,
		roundTripMs: undefined,
		localLevel: 0,
		remoteLevel: 0,
	};
}

/** From 20 to 40 s nothing passes; the first report after that is of the time in which nothing did. */
function cut(second: number): Partial<AudioStats> {
	const away = Math.max(0, Math.min(20, second - 20));
	return { received: 50 * (second - away), reportedAt: 5000 * Math.floor((second >= 20 && second < 45 ? 20 : second) / 5), reportedLoss: second >= 45 && second < 50 ? 0.95 : 0 };
}

const rows: readonly [name: string, seconds: number, story: (second: number) => Partial<AudioStats>, hears: string, heard: string][] = [
	['the first moment', 0, () => ({}), 'unknown', 'unknown'],
	['a call after two seconds', 2, () => ({}), 'yes', 'unknown'],
	['a call after the first report', 3, () => ({}), 'yes', 'yes'],
	['a long call', 100, () => ({}), 'yes', 'yes'],
	['a path that never brought anything, early', 3, () => ({ received: 0 }), 'unknown', 'yes'],
	['a path that never brought anything', 4, () => ({ received: 0 }), 'no', 'yes'],
	['a stream cut at 10 s, 3 s later', 13, (second) => ({ received: 50 * Math.min(10, second) }), 'yes', 'yes'],
	['a stream cut at 10 s, 4 s later', 14, (second) => ({ received: 50 * Math.min(10, second) }), 'no', 'yes'],
	['a stream that came back', 21, (second) => ({ received: second > 10 && second < 20 ? 500 : 50 * second }), 'yes', 'yes'],
	['a silent party with few packets', 30, (second) => ({ received: 2 * second }), 'yes', 'yes'],
	['a call held from 10 s on', 30, (second) => (second > 10 ? { receives: false, sends: false, received: 500, sent: 500, reportedAt: 10_001 } : {}), 'unknown', 'unknown'],
	['a call just resumed', 31, (second) => (second > 10 ? { receives: second > 30, sends: second > 30, received: 500, sent: 500, reportedAt: 10_001 } : {}), 'unknown', 'unknown'],
	['a call resumed in vain', 35, (second) => (second > 10 ? { receives: second > 30, sends: second > 30, received: 500, sent: 500, reportedAt: 10_001 } : {}), 'no', 'no'],
	['a party that never reports', 100, () => ({ reportedAt: undefined }), 'yes', 'unknown'],
	['reports that stopped at 20 s, 10 s later', 30, (second) => ({ reportedAt: 5000 * Math.floor(Math.min(20, second) / 5) }), 'yes', 'yes'],
	['reports that stopped at 20 s, 16 s later', 36, (second) => ({ reportedAt: 5000 * Math.floor(Math.min(20, second) / 5) }), 'yes', 'no'],
	['reports of a hopeless loss', 20, () => ({ reportedLoss: 0.95 }), 'yes', 'no'],
	['reports of half lost', 20, () => ({ reportedLoss: 0.5 }), 'yes', 'yes'],
	['a path of both that was cut for 20 s, when it is back', 41, cut, 'yes', 'unknown'],
	['a path of both that was cut for 20 s, after a report of mostly that time', 46, cut, 'yes', 'yes'],
	['a path of both that was cut for 20 s, when reports stop again', 70, (second) => ({ ...cut(second), reportedAt: second < 45 ? 20_000 : 45_000 }), 'yes', 'no'],
	['nothing that leaves', 20, (second) => ({ sent: 50 * Math.min(15, second) }), 'yes', 'no'],
	['a lost microphone', 20, () => ({ hasSource: false }), 'yes', 'no'],
];

describe('HearingJudge', () => {
	for (const [name, seconds, story, hears, heard] of rows) {
		it(`judges ${name}: hears ${hears}, heard ${heard}`, () => {
			assert.deepEqual(judgements(seconds, story).at(-1), { hears, heard });
		});
	}

	it('judges alike when a hidden tab looks once a minute', () => {
		const judge = new HearingJudge();
		const looks = [0, 60, 120].map((second) => judge.judge(goodCall(second)));
		assert.deepEqual(looks.at(-1), { hears: 'yes', heard: 'yes' });
	});

	it('never doubts a good call', () => {
		const doubts = judgements(200, () => ({})).filter(({ hears, heard }) => hears === 'no' || heard === 'no');
		assert.deepEqual(doubts, []);
	});
});
