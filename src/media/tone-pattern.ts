import { ownProperties } from '../core/own-properties.js';
/** A step of a generated sound: simultaneous frequencies, or silence without any. */
export interface Step {
	readonly hz: readonly number[];
	readonly ms: number;
	/** Amplitude, 0 to 1; default 0.2. */
	readonly level?: number;
	/** Whether it decays like a bell instead of ending abruptly. */
	readonly bell?: boolean;
}

export type Pattern = readonly Step[];

const pause = (ms: number): Step => ({ hz: [], ms });
const chime = (hz: number, ms: number): Step => ({ hz: [hz, hz * 2.01], ms, level: 0.3, bell: true });
const beep: Step = { hz: [425], ms: 200, level: 0.04 };

/**
 * Incoming calls ring with soft chimes. The network tones are those of ITU-T E.180 as used in most of Europe: 425 Hz,
 * one second in five for ringback, two short beeps for a waiting call.
 */
export const ringPatterns = {
	incoming: [chime(659.3, 300), chime(523.3, 900), pause(300), chime(659.3, 300), chime(523.3, 900), pause(1800)],
	waiting: [beep, pause(200), beep, pause(4400)],
	ringback: [{ hz: [425], ms: 1000, level: 0.1 }, pause(4000)],
} as const satisfies Record<string, Pattern>;

/** Signals an automatic answer: a rising fourth, softer than a ring. */
export const autoAnswerPattern: Pattern = [
	{ hz: [523.3], ms: 160, level: 0.15, bell: true },
	{ hz: [698.5], ms: 450, level: 0.15, bell: true },
];

const rows = [697, 770, 852, 941];
const columns = [1209, 1336, 1477, 1633];
const keys = '123A456B789C*0#D';

/** The two frequencies of a DTMF key, ITU-T Q.23; `undefined` for other characters. */
export function keyPattern(digit: string): Pattern | undefined {
	const index = digit.length === 1 ? keys.indexOf(digit.toUpperCase()) : -1;
	const row = rows[Math.floor(index / 4)];
	const column = columns[index % 4];
	return row && column ? [{ hz: [row, column], ms: 120 }] : undefined;
}

/** The samples of one pass of a pattern, -1 to 1. */
export function samplesOf(pattern: Pattern, rate: number): Float32Array<ArrayBuffer> {
	const parts = pattern.map((step) => stepSamples(step, rate));
	const samples = new Float32Array(sumOf(parts.map(({ length }) => length)));
	let offset = 0;
	for (const part of parts) {
		samples.set(part, offset);
		offset += part.length;
	}
	return samples;
}

function stepSamples(step: Step, rate: number): Float32Array {
	const { hz, ms, level = 0.2, bell = false } = ownProperties<Step>(step);
	const length = Math.round(ms * rate / 1000);
	return new Float32Array(length).map((_, index) => {
		const seconds = index / rate;
		const wave = sumOf(hz.map((pitch) => Math.sin(2 * Math.PI * pitch * seconds))) / Math.max(1, hz.length);
		return level * wave * edge(index, length, rate) * (bell ? Math.exp(-4 * seconds) : 1);
	});
}

function sumOf(values: readonly number[]): number {
	let sum = 0;
	for (const value of values) sum += value;
	return sum;
}

/** Fades in and out within 8 ms, because abrupt edges click. */
function edge(index: number, length: number, rate: number): number {
	return Math.min(1, index / (0.008 * rate), (length - 1 - index) / (0.008 * rate));
}
