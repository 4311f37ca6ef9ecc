import { Grammar } from 'jssip';
import { shieldedTwice, shieldedWhole } from './escapes.js';
import { exceedsSdpLimits } from '../../rtc/sdp-limits.js';
import { headerOf, listOf, withoutHeaders, type Frame, type Header } from './frame.js';
import { ownProperties } from '../../core/own-properties.js';

const TOKENS = /^[\w.!%*+`'~-]+(?:\s+[\w.!%*+`'~-]+)*$/;
/** What may not stand in a Reason-Phrase (RFC 3261 section 25.1). */
const NO_REASON = /[^\w\u0080-\uFFFF\t ;/?:@&=+$,.!~*'()-]/g;
/** Nobody has a reason to send them, and JsSIP drops a message for one in a name. */
const CONTROLS = /[\u0001-\u0008\u000A-\u001F\u007F]/g;
/** JsSIP reads their URIs, and writes them anew. */
const READ = ['contact', 'refer-to'];
/** They go back as they came. */
const REPEATED = ['from', 'to', 'record-route', 'p-asserted-identity', 'referred-by'];
const CHALLENGES = ['www-authenticate', 'proxy-authenticate'];

/** The message as JsSIP can read it. It drops a message for a name without its quotes, an empty parameter, or a quote in a reason, and throws on some escapes. */
export function normalize(frame: Frame): Frame {
	const startLine = frame.status === undefined ? shieldedTwice(frame.startLine) : frame.startLine.replace(NO_REASON, ' ');
	const { body, headers } = frame.status !== undefined && isBomb(frame) ? withBody(frame, '') : cutToLength(frame);
	return ownProperties<Frame>(frame, { startLine, body, headers: headers.filter(isReadable).flatMap(oneByOne).map(repairHeader) });
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
	// JsSIP keeps headers in an object that has a prototype.
	if (name === '__proto__') return false;
	return !CHALLENGES.includes(name) || isAnswerable(value);
}

/**
 * Whether JsSIP can answer a challenge: a digest with MD5. Of several (RFC 7616: SHA-256 first, MD5 for the old) it takes the last, and gives up
 * when it cannot answer that one; one that it cannot read makes it drop the message.
 */
function isAnswerable(challenge: string): boolean {
	const parsed: unknown = Grammar.parse(challenge, 'WWW_Authenticate');
	if (typeof parsed !== 'object' || parsed === null) return false;
	const { realm, nonce, algorithm = 'MD5' } = ownProperties<Readonly<Record<string, unknown>>>({ ...parsed });
	return Boolean(realm) && Boolean(nonce) && algorithm === 'MD5';
}

/** JsSIP's grammar takes quadratic time for a list, and linear time for as many headers. */
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

/** A display name that is no row of tokens stands in quotes (RFC 3261 section 25.1). */
function quoted(value: string): string {
	const end = value.indexOf('<');
	const name = value.slice(0, Math.max(0, end)).trim();
	if (name === '' || name.includes('"') || TOKENS.test(name)) return value;
	return `"${name.replaceAll('\\', '\\\\')}" ${value.slice(end)}`;
}

/** Whether a message brings a description that would keep the browser busy. */
export function isBomb({ method, body }: Frame): boolean {
	return method !== 'MESSAGE' && body.startsWith('v=') && exceedsSdpLimits(body);
}
