import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cleanLine, cleanText, isBlank, isHeaderSafe, isWellFormed } from '../../src/core/text.js';

/** Strings with much of what strangers use to deceive. */
const hostile = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('\r', '\n', '\0', '\u0085', '\u200B', '\u202E', '\u2066', '\uFEFF', '\u3164', '\uD800', '\uDB40', '\uDC41', '\u{E0041}', ' ', '😀')), maxLength: 60 });

const shown = (text: string): string => JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);

describe('isBlank', () => {
	for (const text of ['', ' \n\t', '\0', '\u0007\u001B', '\u200B', '\u00A0\u2003', '\u202E\u202C', '\u2066\u2069', '\uFEFF', '\u200C\u200D', '\u2028', '\u3164', '\u2800', '\u00AD', '\uFE0F', '\u034F', '\uFFF9\uFFFB', '\u{E0041}', ' \0\u200B\u202E\n']) {
		it(`is ${JSON.stringify(text)}`, () => assert.equal(isBlank(text), true));
	}

	for (const text of ['a', '.', '\u200Ba', '😀', '\u0301', '\uFFFD', '日', '\u0600', '\0x']) {
		it(`is not ${JSON.stringify(text)}`, () => assert.equal(isBlank(text), false));
	}
});

describe('cleanText', () => {
	const rows: readonly (readonly [text: string, clean: string])[] = [
		['', ''],
		['two\nlines', 'two\nlines'],
		['two\r\nlines', 'two\nlines'],
		['two\rlines', 'two\nlines'],
		['a\ttab', 'a\ttab'],
		['C0 \u0000\u0007\u001B[31m', 'C0 [31m'],
		['C1 \u0085\u009B', 'C1 '],
		['delete\u007F', 'delete'],
		['\u202Eevil\u202C', 'evil'],
		['\u2066isolated\u2069', 'isolated'],
		['zero\u200Bwidth\uFEFF', 'zerowidth'],
		['soft\u00ADhyphen', 'softhyphen'],
		['\u3164\uFFA0\u115F\u1160', ''],
		['tagged\u{E0041}\u{E007F}', 'tagged'],
		['line\u2028separator', 'lineseparator'],
		['family 👨\u200D👩\u200D👧', 'family 👨\u200D👩\u200D👧'],
		['می\u200Cخواهم', 'می\u200Cخواهم'],
		['half \uD83D', 'half \uFFFD'],
		['\uDC00 half', '\uFFFD half'],
		['\uDB40\u200B\uDC41', '\uFFFD\uFFFD'],
		['日本語 é 😀', '日本語 é 😀'],
	];
	for (const [text, clean] of rows) {
		it(`makes ${shown(text)} ${shown(clean)}`, () => assert.equal(cleanText(text, 100), clean));
	}

	it('caps the length', () => assert.equal(cleanText('abcdef', 3), 'abc'));
	it('caps before a character that would be halved', () => assert.equal(cleanText('ab😀', 3), 'ab'));
	it('keeps a character that just fits', () => assert.equal(cleanText('ab😀', 4), 'ab😀'));
	for (const [what, character] of [['a family', '👨\u200D👩\u200D👧'], ['a flag', '🇩🇪'], ['a tone of skin', '👍🏽'], ['a letter and its accent', 'e\u0301'], ['a key', '1\uFE0F\u20E3']] as const) {
		for (let max = 1; max <= character.length + 1; max++) {
			it(`does not cut ${what} at ${String(max)}`, () => assert.equal(cleanText(`x${character}y`, max), max > character.length ? `x${character}` : 'x'));
		}
	}
	it('cuts what goes on for ever', () => assert.equal(cleanText('e' + '\u0301'.repeat(500), 100).length, 100));
	it('looks at no more of a huge text than it keeps', () => assert.equal(cleanText('\u200B'.repeat(100) + 'x', 10), ''));
});

describe('cleanLine', () => {
	const rows: readonly (readonly [text: string, clean: string])[] = [
		['  Bob  ', 'Bob'],
		['Bob\r\nVia: x', 'Bob Via: x'],
		['a \t\n b', 'a b'],
		['\u00A0Bob\u3000B', 'Bob B'],
		['\u202EBob', 'Bob'],
		['Zoë 日本', 'Zoë 日本'],
	];
	for (const [text, clean] of rows) {
		it(`makes ${shown(text)} ${shown(clean)}`, () => assert.equal(cleanLine(text), clean));
	}

	it('caps at 128 unless told', () => assert.equal(cleanLine('x'.repeat(500)).length, 128));
	it('caps before a character that would be halved', () => assert.equal(cleanLine('ab😀😀', 3), 'ab'));
	it('leaves no space where it cuts', () => assert.equal(cleanLine('abc def', 4), 'abc'));
});

describe('isWellFormed', () => {
	for (const [text, wellFormed] of [['', true], ['😀', true], ['\uD83D', false], ['\uDE00', false], ['\uDE00\uD83D', false]] as const) {
		it(`says ${String(wellFormed)} of ${shown(text)}`, () => assert.equal(isWellFormed(text), wellFormed));
	}
});

describe('isHeaderSafe', () => {
	for (const [text, safe] of [['', true], ['a b', true], ['é 😀', true], ['a\rb', false], ['a\nb', false], ['a\0b', false], ['a\tb', false], ['a\u0085b', false], ['\uD800', false]] as const) {
		it(`says ${String(safe)} of ${shown(text)}`, () => assert.equal(isHeaderSafe(text), safe));
	}
});

describe('whatever a stranger writes', () => {
	it('has nothing invisible left, is well-formed and no longer than allowed', () => {
		fc.assert(fc.property(hostile, fc.nat({ max: 60 }), (text, max) => {
			const clean = cleanText(text, max);
			assert.ok(clean.length <= max && isWellFormed(clean));
			assert.doesNotMatch(clean, /[\0-\u0008\u000B-\u001F\u007F-\u009F\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/);
		}));
	});

	it('is clean after cleaning once', () => {
		fc.assert(fc.property(hostile, fc.nat({ max: 60 }), (text, max) => {
			assert.equal(cleanText(cleanText(text, max), max), cleanText(text, max));
			assert.equal(cleanLine(cleanLine(text, max), max), cleanLine(text, max));
		}));
	});

	it('is one line that may stand in a header after cleanLine', () => {
		fc.assert(fc.property(hostile, (text) => assert.ok(isHeaderSafe(cleanLine(text)))));
	});
});
