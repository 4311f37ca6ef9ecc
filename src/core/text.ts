/** C0 and C1 controls but tab and line feed, bidi overrides and isolates, zero-width and other invisible characters. */
const INVISIBLE = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u2028-\u202E\u2060-\u206F\uFEFF\uFFF9-\uFFFB]|[\u{E0000}-\u{E0FFF}]/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Whether a string has half a character; such a string cannot be encoded as UTF-8. */
export function isWellFormed(text: string): boolean {
	return text.search(LONE_SURROGATE) < 0;
}

/** Text of a stranger made fit to show: several lines, nothing invisible, at most `max` UTF-16 units. */
export function cleanText(text: string, max: number): string {
	return text.slice(0, max).replace(/\r\n?/g, '\n').replace(INVISIBLE, '').replace(LONE_SURROGATE, '\uFFFD');
}

/** As `cleanText`, on one line: names, reasons, addresses. */
export function cleanLine(text: string, max = 128): string {
	return cleanText(text.slice(0, 4 * max), 4 * max).replace(/\s+/g, ' ').trim().slice(0, max).replace(LONE_SURROGATE, '');
}

/** Whether a string may stand in a header: no control character, CR and LF least of all. */
export function isHeaderSafe(text: string): boolean {
	return isWellFormed(text) && !/\p{Cc}/u.test(text);
}
