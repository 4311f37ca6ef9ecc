/** Level of one pitch in samples, in dB: 0 for a sine at full scale of 16 bits. A Hann window keeps neighbours 40 Hz away out of it. */
export function levelAt(samples: ArrayLike<number>, sampleRate: number, hz: number): number {
	let [real, imaginary, gain] = [0, 0, 0];
	for (let i = 0; i < samples.length; i++) {
		const window = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / samples.length);
		const angle = 2 * Math.PI * hz * i / sampleRate;
		const sample = (samples[i] ?? 0) * window;
		real += sample * Math.cos(angle);
		imaginary -= sample * Math.sin(angle);
		gain += window;
	}
	const amplitude = 2 * Math.hypot(real, imaginary) / gain / 32_768;
	return 20 * Math.log10(Math.max(amplitude, 1e-9));
}
