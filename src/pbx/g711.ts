/** G.711 μ-law (PCMU): 8000 Hz, one byte per sample, which decodes to 14 bits. */

const bias = 0x84;
const clip = 32_635;
const decoded = Int16Array.from({ length: 256 }, (_, byte) => expand(byte));

/** The byte of a zero sample. */
export const silence = 0xff;

export function encodeUlaw(samples: Int16Array): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(samples, compress);
}

export function decodeUlaw(bytes: Uint8Array): Int16Array {
	return Int16Array.from(bytes, (byte) => decoded[byte] ?? 0);
}

function compress(sample: number): number {
	const magnitude = Math.min(Math.abs(sample), clip) + bias;
	const exponent = 24 - Math.clz32(magnitude);
	const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
	return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

function expand(byte: number): number {
	const bits = ~byte & 0xff;
	const magnitude = (((bits & 0x0f) << 3) + bias << ((bits & 0x70) >> 4)) - bias;
	return bits & 0x80 ? -magnitude : magnitude;
}
