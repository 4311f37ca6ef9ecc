/** C0 and C1 controls but tab and line feed, bidi overrides and isolates, zero-width and other invisible characters. */
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180E\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E0FFF}]/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;
const LONGEST_CHARACTER = 64;

/** Whether a string has half a character; such a string cannot be encoded as UTF-8. */
export function isWellFormed(text: string): boolean {
	return text.search(LONE_SURROGATE) < 0;
}

/** Text of a stranger made fit to show: several lines, nothing invisible, at most `max` UTF-16 units. */
export function cleanText(text: string, max: number): string {
	// Half characters go first: two of them might become a whole invisible one when what stood between is gone.
	return cut(text, max).replace(LONE_SURROGATE, '\uFFFD').replace(/\r\n?/g, '\n').replace(INVISIBLE, '');
}

/** As `cleanText`, on one line: names, reasons, addresses. */
export function cleanLine(text: string, max = 128): string {
	return cut(cleanText(text, 4 * max).replace(/\s+/g, ' ').trim(), max).trimEnd();
}

/** Whether there is nothing in a text that anybody can see: also where joiners, marks of direction and blank letters stand alone. */
export function isBlank(text: string): boolean {
	return !/[^\s\p{Cc}\p{DI}\u2800\uFFF9-\uFFFB]/u.test(text);
}

/** Whether a string may stand in a header: no control character, CR and LF least of all. */
export function isHeaderSafe(text: string): boolean {
	return isWellFormed(text) && !/\p{Cc}/u.test(text);
}

/** At most `max` UTF-16 units, and no character halved, as people see them: neither a surrogate pair nor a family of emoji. A longer one is no character. */
function cut(text: string, max: number): string {
	if (text.length <= max) return text;
	const from = Math.max(0, max - LONGEST_CHARACTER);
	const index = startOfCharacter(text.slice(from, max + LONGEST_CHARACTER), max - from);
	const end = index > 0 ? from + index : max;
	return text.slice(0, /[\uD800-\uDBFF]/.test(text.charAt(end - 1)) ? end - 1 : end);
}

/** Older browsers cannot tell where a character starts, as people see it. */
function startOfCharacter(text: string, at: number): number {
	return 'Segmenter' in Intl ? (new Intl.Segmenter().segment(text).containing(at)?.index ?? 0) : 0;
}
