import { cleanLine } from '../../core/text.js';

/** Longer than any callable address: a too long input is rejected, not cut to another number. */
export const LONGEST = 1024;

/** Converts Arabic, Persian and Japanese digits to ASCII digits, with the same length. */
export function latinDigits(typed: string): string {
	return typed.replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** Cleans pasted text: one line, no invisible characters; a number with plain plus and dashes. */
export function pastedNumber(copied: string): string {
	const line = cleanLine(copied, LONGEST);
	return latinDigits(/\p{L}/u.test(line) ? line : line.normalize('NFKC'));
}
