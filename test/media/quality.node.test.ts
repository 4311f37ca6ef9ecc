import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measurePath, meanOpinionScore, quality, rating, type PathMeasurement } from '../../src/media/quality.js';
import type { Quality } from '../../src/core/ports/media.js';
import type { AudioStats } from '../../src/media/audio-stats.js';

const rows: readonly [name: string, link: PathMeasurement, expected: Quality, r: number][] = [
	['a perfect link', { roundTripMs: 0, jitterMs: 0, loss: 0 }, 'good', 92.95],
	['a usual link', { roundTripMs: 60, jitterMs: 5, loss: 0.005 }, 'good', 89.95],
	['delay just before it hurts', { roundTripMs: 149, jitterMs: 0, loss: 0 }, 'good', 89.225],
	['delay that hurts', { roundTripMs: 150, jitterMs: 0, loss: 0 }, 'good', 89.2],
	['a satellite', { roundTripMs: 600, jitterMs: 10, loss: 0 }, 'fair', 42.2],
	['a server that answers late and plays well', { roundTripMs: 5000, jitterMs: 0, loss: 0 }, 'fair', 0],
	['a satellite that loses one packet in 250', { roundTripMs: 600, jitterMs: 2, loss: 0.004 }, 'fair', 42.8],
	['a satellite that loses 2 %', { roundTripMs: 600, jitterMs: 2, loss: 0.02 }, 'poor', 38.8],
	['a satellite with much jitter', { roundTripMs: 600, jitterMs: 100, loss: 0 }, 'poor', 24.2],
	['another continent', { roundTripMs: 280, jitterMs: 10, loss: 0 }, 'fair', 74.2],
	['much jitter', { roundTripMs: 40, jitterMs: 100, loss: 0 }, 'good', 80.2],
	['more jitter', { roundTripMs: 40, jitterMs: 150, loss: 0 }, 'fair', 70.2],
	['loss of 5 %', { roundTripMs: 40, jitterMs: 5, loss: 0.05 }, 'fair', 79.2],
	['loss of 15 %', { roundTripMs: 40, jitterMs: 5, loss: 0.15 }, 'poor', 54.2],
	['nothing arrives', { roundTripMs: 40, jitterMs: 5, loss: 1 }, 'poor', 0],
];

describe('quality', () => {
	for (const [name, link, expected, r] of rows) {
		it(`is ${expected} for ${name}`, () => {
			assert.ok(Math.abs(rating(link) - r) < 0.01, `${rating(link)}`);
			assert.equal(quality(link), expected);
		});
	}

	it('scores from 1 to 4.4', () => {
		assert.equal(meanOpinionScore({ roundTripMs: 0, jitterMs: 0, loss: 1 }), 1);
		assert.equal(meanOpinionScore({ roundTripMs: 0, jitterMs: 0, loss: 0 }).toFixed(1), '4.4');
	});
});

describe('linkBetween', () => {
	const traffic = (values: Partial<AudioStats>): AudioStats => ({
		at: 0,
		receives: true,
		sends: true,
		received: 0,
		sent: 0,
		hasSource: true,
		reportedAt: undefined,
		reportedLoss: 0,
		lost: 0,
		jitterMs: 0,
		roundTripMs: undefined,
		localLevel: 0,
		remoteLevel: 0,
		...values,
	});

	it('counts the loss of the time between, not of the whole call', () => {
		const link = measurePath(traffic({ received: 1000, lost: 500 }), traffic({ received: 1090, lost: 510 }));
		assert.equal(link.loss, 0.1);
	});

	it('finds no loss where nothing was sent', () => {
		assert.equal(measurePath(traffic({}), traffic({})).loss, 0);
	});

	it('finds no loss where late packets turn the count back', () => {
		assert.equal(measurePath(traffic({ lost: 3 }), traffic({ lost: 1, received: 50 })).loss, 0);
	});

	it('counts what does not arrive there as much as what does not arrive here', () => {
		assert.equal(measurePath(traffic({}), traffic({ received: 50, reportedLoss: 0.3 })).loss, 0.3);
	});

	it('takes delay and jitter as they are now', () => {
		const link = measurePath(traffic({ roundTripMs: 10, jitterMs: 1 }), traffic({ roundTripMs: 300, jitterMs: 40 }));
		assert.deepEqual(link, { roundTripMs: 300, jitterMs: 40, loss: 0 });
	});
});
