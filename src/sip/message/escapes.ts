/** A SIP URI up to its `@` (RFC 3261 section 19.1.1). */
const USER = /(sips?:)([^@:\s<>"]+(?::[^@:\s<>"]*)?)(?=@)/gi;
const SEQUENCE = /(?:%[0-9a-f]{2})+/gi;
const ESCAPE = /%(?:[0-9a-f]{2})?/gi;
const PRIVATE = /%EE%[89][0-9A-F]%[89AB][0-9A-F]/gi;
/** A private character stands for an escape: for its byte, and for the case of its two digits. */
const FIRST = 0xe000;
/** Stands for a percent sign that begins no escape. */
const LONE = 0xe400;

/**
 * A header in whose SIP URIs no escape is left that JsSIP cannot decode: it drops a message for `%FC` (an old server’s
 * “ü”), and for a percent sign alone. Private characters stand in their place; `restored` is the way back.
 */
export function shielded(header: string): string {
	return inUsers(header, shieldedUser);
}

/**
 * As `shielded`, where JsSIP writes anew what it read: it decodes a user twice, once when it reads and once when it
 * writes.
 */
export function shieldedTwice(header: string): string {
	return inUsers(header, (user) => shieldedUser(user).replaceAll('%25', '%2525'));
}

/**
 * As `shielded`, where JsSIP repeats what it did not read anew: an escaped percent sign must come back as it was as
 * well.
 */
export function shieldedWhole(header: string): string {
	return inUsers(header, (user) => shieldedUser(user).replaceAll('%25', encodeURIComponent(privateFor('%25'))));
}

export function shieldedUser(user: string): string {
	const valid = new Set(user.match(SEQUENCE)?.filter(isUtf8));
	const shield = (text: string): string => text.replace(ESCAPE, (escape) => encodeURIComponent(privateFor(escape)));
	return user.split(/((?:%[0-9a-f]{2})+)/i).map((part) => (valid.has(part) ? part : shield(part))).join('');
}

/** The head of a message, or a URI, with the escapes that were taken out of it. */
export function restored(text: string): string {
	if (!/%EE%/i.test(text)) return text;
	const end = text.indexOf('\r\n\r\n');
	const head = end < 0 ? text : text.slice(0, end);
	return inUsers(head, (user) => user.replace(PRIVATE, originalOf)) + text.slice(head.length);
}

/** A user part as people read it: what is no UTF-8 is an old server’s Latin-1. */
export function readableUser(user: string): string {
	return user.replace(SEQUENCE, (sequence) => decoded(sequence) ?? sequence.replace(ESCAPE, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16))));
}

function inUsers(text: string, change: (user: string) => string): string {
	return text.includes('%') ? text.replace(USER, (_, scheme: string, user: string) => scheme + change(user)) : text;
}

function isUtf8(sequence: string): boolean {
	const text = decoded(sequence);
	return text !== undefined && !/[\uE000-\uE4FF]/.test(text);
}

function decoded(sequence: string): string | undefined {
	try {
		return decodeURIComponent(sequence);
	} catch {
		return undefined;
	}
}

function privateFor(escape: string): string {
	if (escape === '%') return String.fromCharCode(LONE);
	const [high, low] = [/^%[a-f]/.test(escape), /[a-f]$/.test(escape)];
	return String.fromCharCode(FIRST + (high ? 0x200 : 0) + (low ? 0x100 : 0) + Number.parseInt(escape.slice(1), 16));
}

function originalOf(escape: string): string {
	const code = decodeURIComponent(escape).charCodeAt(0);
	if (code === LONE) return '%';
	if (code < FIRST || code > LONE) return escape;
	const [high = '', low = ''] = (code & 0xff).toString(16).toUpperCase().padStart(2, '0');
	return `%${code & 0x200 ? high.toLowerCase() : high}${code & 0x100 ? low.toLowerCase() : low}`;
}
