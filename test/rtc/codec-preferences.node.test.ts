import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { preferCodecs } from '../../src/rtc/codec-preferences.js';

const codecs = ['audio/opus', 'audio/red', 'audio/G722', 'audio/PCMU', 'audio/PCMA', 'audio/CN', 'audio/telephone-event'].map((mimeType) => ({ mimeType, clockRate: 8000 }));
const order = (names: readonly string[]): string => preferCodecs(codecs, names).map(({ mimeType }) => mimeType.slice(6)).join(' ');

describe('codec preferences', () => {
	const rows: readonly [names: readonly string[], order: string][] = [
		[[], 'opus red G722 PCMU PCMA CN telephone-event'],
		[['pcmu'], 'PCMU opus red G722 PCMA CN telephone-event'],
		[['pcma', 'opus'], 'PCMA opus red G722 PCMU CN telephone-event'],
		[['speex', 'g722'], 'G722 opus red PCMU PCMA CN telephone-event'],
	];
	for (const [names, expected] of rows) it(`“${names.join(' ')}” gives ${expected}`, () => assert.equal(order(names), expected));
});
