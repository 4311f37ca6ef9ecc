import { ownProperties } from '../core/own-properties.js';
import { samplesOf, type Pattern } from './tone-pattern.js';

const RATE = 16_000;
const HEAD_BYTES = 44;

/** A generated sound as a file (RIFF WAVE, 16-bit PCM) for audio elements. */
export function waveFileOf(pattern: Pattern): Blob {
	const samples = samplesOf(pattern, RATE);
	const file = new DataView(new ArrayBuffer(HEAD_BYTES + 2 * samples.length));
	const put = (offset: number, text: string): void =>
		[...text].forEach((character, index) => file.setUint8(offset + index, character.charCodeAt(0)));
	put(0, 'RIFF');
	file.setUint32(4, file.byteLength - 8, true);
	put(8, 'WAVEfmt ');
	file.setUint32(16, 16, true);
	file.setUint16(20, 1, true);
	file.setUint16(22, 1, true);
	file.setUint32(24, RATE, true);
	file.setUint32(28, 2 * RATE, true);
	file.setUint16(32, 2, true);
	file.setUint16(34, 16, true);
	put(36, 'data');
	file.setUint32(40, 2 * samples.length, true);
	samples.forEach((sample, index) => file.setInt16(HEAD_BYTES + 2 * index, sample * 0x7fff, true));
	return new Blob([file], ownProperties({ type: 'audio/wav' }));
}
