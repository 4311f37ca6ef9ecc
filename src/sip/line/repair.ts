import { Grammar } from 'jssip';
import { isBomb } from './description.js';
import { headerOf, withoutHeaders, type Frame, type Header } from './frame.js';

const TOKENS = /^[\w.!%*+`'~-]+(?:\s+[\w.!%*+`'~-]+)*$/;
/** What may not stand in a Reason-Phrase (RFC 3261 section 25.1). */
const NO_REASON = /[^\w\u0080-\uFFFF\t ;/?:@&=+$,.!~*'()-]/g;
/** Nobody has a reason to send them, and JsSIP drops a message for one in a name. */
const CONTROLS = /[\u0001-\u0008\u000A-\u001F\u007F]/g;
const NAME_ADDRS = ['from', 'to', 'contact', 'refer-to', 'record-route'];
const CHALLENGES = ['www-authenticate', 'proxy-authenticate'];

/** The message as JsSIP can read it. It drops a message for a name without its quotes, an empty parameter, or a quote in a reason, and throws on an escaped percent sign. */
export function repair(frame: Frame): Frame {
	const startLine = frame.status === undefined ? shielded(frame.startLine) : frame.startLine.replace(NO_REASON, ' ');
	const { body, headers } = frame.status !== undefined && isBomb(frame) ? withBody(frame, '') : cutToLength(frame);
	return { ...frame, startLine, body, headers: headers.filter(isReadable).map(repairHeader) };
}

/** JsSIP cuts what is more than announced at characters, not bytes, and throws where that halves one. */
function cutToLength(frame: Frame): Frame {
	const bytes = new TextEncoder().encode(frame.body);
	const length = Number(headerOf(frame, 'content-length') ?? bytes.length);
	return length < bytes.length ? withBody(frame, new TextDecoder().decode(bytes.slice(0, length))) : frame;
}

/** Without a body an answer must arrive all the same: JsSIP hangs up on one that describes nothing. */
function withBody(frame: Frame, body: string): Frame {
	return { ...withoutHeaders(frame, (name) => name === 'content-length'), body };
}

/** `X: something` is the short form of Session-Expires. */
function isReadable([name, value]: Header): boolean {
	if (name === 'session-expires') return /^\d/.test(value);
	return !CHALLENGES.includes(name) || isAnswerable(value);
}

/**
 * Whether JsSIP can answer a challenge: a digest with MD5. Of several (RFC 7616: SHA-256 first, MD5 for the old) it takes the last, and gives up
 * when it cannot answer that one; one that it cannot read makes it drop the message.
 */
function isAnswerable(challenge: string): boolean {
	const parsed: unknown = Grammar.parse(challenge, 'WWW_Authenticate');
	if (typeof parsed !== 'object' || parsed === null) return false;
	const { realm, nonce, algorithm = 'MD5' } = parsed as Readonly<Record<string, unknown>>;
	return Boolean(realm) && Boolean(nonce) && algorithm === 'MD5';
}

function repairHeader([name, raw]: Header): Header {
	const value = raw.replace(CONTROLS, '');
	if (name === 'content-type' && value.endsWith(';')) return [name, value.slice(0, -1)];
	if (!NAME_ADDRS.includes(name)) return [name, value];
	return [name, shielded(name === 'from' || name === 'to' ? quoted(value) : value)];
}

/** A display name that is no row of tokens stands in quotes (RFC 3261 section 25.1). */
function quoted(value: string): string {
	const end = value.indexOf('<');
	const name = value.slice(0, Math.max(0, end)).trim();
	if (name === '' || name.includes('"') || TOKENS.test(name)) return value;
	return `"${name.replaceAll('\\', '\\\\')}" ${value.slice(end)}`;
}

/** JsSIP decodes a user twice, once when it reads and once when it writes, and drops or throws on what is no escape, or no UTF-8 (`J%FCrgen`). */
function shielded(value: string): string {
	return value.replace(/sips?:(?:(?!sips?:)[^@\s<>"])*@/gi, (user) => user
		.replace(/(?:%[0-9a-f]{2})+|%/gi, (escapes) => (isDecodable(escapes) ? escapes : escapes.replaceAll('%', '%25')))
		.replaceAll('%25', '%2525'));
}

function isDecodable(escapes: string): boolean {
	try {
		decodeURIComponent(escapes);
		return true;
	} catch {
		return false;
	}
}
