import { cleanLine } from '../../core/text.js';

/** More than can be called: what is too long is to be refused, and not cut to another number. */
export const LONGEST = 1024;

/** Digits as servers know them, in place of those of an Arabic, Persian or Japanese keyboard. As long as before. */
export function latinDigits(typed: string): string {
	return typed.replace(/[\u0660-\u0669\u06F0-\u06F9\uFF10-\uFF19]/g, (digit) => String(digit.charCodeAt(0) & 15));
}

/** What somebody copied elsewhere: on one line, with nothing invisible, and a number with the plus and the dashes of a plain one. */
export function pastedNumber(copied: string): string {
	const line = cleanLine(copied, LONGEST);
	return latinDigits(/\p{L}/u.test(line) ? line : line.normalize('NFKC'));
}
