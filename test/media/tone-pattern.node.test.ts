import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { autoAnswerPattern, keyPattern, ringPatterns, samplesOf } from '../../src/media/tone-pattern.js';

const RATE = 16_000;

/** Strength of one pitch, from 0 to 1 (Goertzel). */
function strengthAt(samples: Float32Array, hz: number): number {
	let [sine, cosine] = [0, 0];
	samples.forEach((sample, index) => {
		sine += sample * Math.sin(2 * Math.PI * hz * index / RATE);
		cosine += sample * Math.cos(2 * Math.PI * hz * index / RATE);
	});
	return 2 * Math.hypot(sine, cosine) / samples.length;
}

/** Seconds at which something sounds, as [from, to]. */
function soundingSeconds(samples: Float32Array): [number, number][] {
	const spans: [number, number][] = [];
	for (let index = 0; index < samples.length; index += RATE / 100) {
		if (!samples.subarray(index, index + RATE / 100).some((sample) => Math.abs(sample) > 0.001)) continue;
		const last = spans.at(-1);
		const second = index / RATE;
		if (last && second - last[1] < 0.02) last[1] = second;
		else spans.push([second, second]);
	}
	return spans.map(([from, to]) => [from, Number((to + 0.01).toFixed(2))]);
}

const keys: readonly [key: string, low: number, high: number][] = [
	['1', 697, 1209], ['2', 697, 1336], ['3', 697, 1477], ['A', 697, 1633],
	['4', 770, 1209], ['5', 770, 1336], ['6', 770, 1477], ['b', 770, 1633],
	['7', 852, 1209], ['8', 852, 1336], ['9', 852, 1477], ['C', 852, 1633],
	['*', 941, 1209], ['0', 941, 1336], ['#', 941, 1477], ['d', 941, 1633],
];

describe('keyPattern', () => {
	for (const [key, low, high] of keys) {
		it(`sounds ${key} as ${low} and ${high} Hz and no other`, () => {
			const samples = samplesOf(keyPattern(key) ?? [], RATE);
			const sounding = [697, 770, 852, 941, 1209, 1336, 1477, 1633].filter((hz) => strengthAt(samples, hz) > 0.05);
			assert.deepEqual(sounding, [low, high]);
		});
	}

	for (const key of ['', '12', 'E', ' ', '١', 'a\u0301']) {
		it(`knows no key ${JSON.stringify(key)}`, () => assert.equal(keyPattern(key), undefined));
	}
});

describe('ring patterns', () => {
	it('ring back 1 s in 5', () => {
		const samples = samplesOf(ringPatterns.ringback, RATE);
		assert.equal(samples.length, 5 * RATE);
		assert.deepEqual(soundingSeconds(samples), [[0, 1]]);
		assert.ok(strengthAt(samples.subarray(0, RATE), 425) > 0.09);
	});

	it('beep twice every 5 s for a call that waits, softer than ringback', () => {
		const samples = samplesOf(ringPatterns.waiting, RATE);
		assert.equal(samples.length, 5 * RATE);
		assert.deepEqual(soundingSeconds(samples), [[0, 0.2], [0.4, 0.6]]);
		assert.ok(Math.max(...samples) <= 0.05);
	});

	it('chime in two tones for an incoming call, and rest', () => {
		const samples = samplesOf(ringPatterns.incoming, RATE);
		assert.ok(strengthAt(samples.subarray(0, 0.3 * RATE), 659.3) > 0.03);
		assert.ok(strengthAt(samples.subarray(0.3 * RATE, 1.2 * RATE), 523.3) > 0.02);
		assert.ok(samples.subarray(-1.5 * RATE).every((sample) => sample === 0));
	});

	for (const [name, pattern] of Object.entries(ringPatterns)) {
		it(`${name} neither clicks nor clips`, () => {
			const samples = samplesOf(pattern, RATE);
			const steps = samples.map((sample, index) => Math.abs(sample - (samples[index - 1] ?? 0)));
			assert.ok(Math.max(...steps) < 0.16);
			assert.ok(Math.max(...samples) < 0.5);
			assert.ok(Math.abs(samples.at(-1) ?? 0) < 0.001);
		});
	}
});

describe('the announcement', () => {
	it('rises, once, softer than a ring and within a second', () => {
		const samples = samplesOf(autoAnswerPattern, RATE);
		const loudest = (of: Float32Array): number => of.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
		assert.ok(samples.length < RATE);
		assert.ok(loudest(samples) < loudest(samplesOf(ringPatterns.incoming, RATE)));
		assert.ok(strengthAt(samples.subarray(0, RATE * 0.16), 523.3) > 0.05);
		assert.ok(strengthAt(samples.subarray(RATE * 0.16), 698.5) > 0.05);
	});
});
