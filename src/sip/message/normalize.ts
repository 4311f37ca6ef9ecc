import { Grammar } from 'jssip';
import { shieldedTwice, shieldedWhole } from './escapes.js';
import { exceedsSdpLimits } from '../../rtc/sdp-limits.js';
import { headerOf, listOf, withoutHeaders, type Frame, type Header } from './frame.js';
import { ownProperties } from '../../core/own-properties.js';

const TOKENS = /^[\w.!%*+`'~-]+(?:\s+[\w.!%*+`'~-]+)*$/;
/** Characters not allowed in a Reason-Phrase (RFC 3261 section 25.1). */
const NO_REASON = /[^\w\u0080-\uFFFF\t ;/?:@&=+$,.!~*'()-]/g;
/** Control characters have no use, and JsSIP drops a message with one in a name. */
const CONTROLS = /[\u0001-\u0008\u000A-\u001F\u007F]/g;
/** JsSIP parses and rewrites the URIs of these. */
const READ = ['contact', 'refer-to'];
/** Responses repeat these unchanged. */
const REPEATED = ['from', 'to', 'record-route', 'p-asserted-identity', 'referred-by'];
const CHALLENGES = ['www-authenticate', 'proxy-authenticate'];

/**
 * Makes a message parsable for JsSIP, which drops a message for an unquoted name, an empty parameter, or a quote in a
 * reason, and throws on some escapes.
 */
export function normalize(frame: Frame): Frame {
	const startLine = frame.status === undefined ? shieldedTwice(frame.startLine) : frame.startLine.replace(NO_REASON, ' ');
	const { body, headers } = frame.status !== undefined && isBomb(frame) ? withBody(frame, '') : cutToLength(frame);
	return ownProperties<Frame>(frame, { startLine, body, headers: headers.filter(isReadable).flatMap(oneByOne).map(repairHeader) });
}

/** JsSIP cuts a body at the announced number of characters, not bytes, and throws if that splits one. */
function cutToLength(frame: Frame): Frame {
	const bytes = new TextEncoder().encode(frame.body);
	const length = Number(headerOf(frame, 'content-length') ?? bytes.length);
	return length < bytes.length ? withBody(frame, new TextDecoder().decode(bytes.slice(0, length))) : frame;
}

/** A 2xx without a body must still reach JsSIP, which would hang up on it. */
function withBody(frame: Frame, body: string): Frame {
	return { ...withoutHeaders(frame, (name) => name === 'content-length'), body };
}

/** `X` is the compact form of Session-Expires. */
function isReadable([name, value]: Header): boolean {
	if (name === 'session-expires') return /^\d/.test(value);
	// JsSIP keeps headers in an object with a prototype.
	if (name === '__proto__') return false;
	return !CHALLENGES.includes(name) || isAnswerable(value);
}

/**
 * Whether JsSIP can answer a challenge: digest with MD5. Of several (RFC 7616: SHA-256 first, then MD5) it uses the
 * last, gives up if it cannot answer that one, and drops the message if it cannot parse one.
 */
function isAnswerable(challenge: string): boolean {
	const parsed: unknown = Grammar.parse(challenge, 'WWW_Authenticate');
	if (typeof parsed !== 'object' || parsed === null) return false;
	const { realm, nonce, algorithm = 'MD5' } = ownProperties<Readonly<Record<string, unknown>>>({ ...parsed });
	return Boolean(realm) && Boolean(nonce) && algorithm === 'MD5';
}

/** JsSIP’s grammar takes quadratic time for a list, and linear time for separate headers. */
function oneByOne([name, value]: Header): readonly Header[] {
	return name === 'contact' || name === 'record-route' ? listOf(value).map((one): Header => [name, one]) : [[name, value]];
}

function repairHeader([name, raw]: Header): Header {
	const value = raw.replace(CONTROLS, '');
	if (name === 'content-type' && value.endsWith(';')) return [name, value.slice(0, -1)];
	if (READ.includes(name)) return [name, shieldedTwice(value)];
	if (!REPEATED.includes(name)) return [name, value];
	return [name, shieldedWhole(name === 'from' || name === 'to' ? quoted(value) : value)];
}

/** A display name that is not a sequence of tokens needs quotes (RFC 3261 section 25.1). */
function quoted(value: string): string {
	const end = value.indexOf('<');
	const name = value.slice(0, Math.max(0, end)).trim();
	if (name === '' || name.includes('"') || TOKENS.test(name)) return value;
	return `"${name.replaceAll('\\', '\\\\')}" ${value.slice(end)}`;
}

/** Whether the SDP of a message would block the browser. */
export function isBomb({ method, body }: Frame): boolean {
	return method !== 'MESSAGE' && body.startsWith('v=') && exceedsSdpLimits(body);
}
