import { URI } from 'jssip';
import { headerOf, headersOf, listOf, readFrame, replyTo, type Frame } from './frame.js';
import { isBomb, normalize } from './normalize.js';

/** The decision on a received frame. */
export type FrameDecision =
	| { readonly outcome: 'admitted'; readonly frame: Frame }
	/** Keep-alive: `\r\n\r\n` or `\r\n` (RFC 5626 section 4.4.1). */
	| { readonly outcome: 'keep-alive' }
	| { readonly outcome: 'refused'; readonly why: string; readonly reply?: string };

export const MAX_FRAME_LENGTH = 262_144;
const MAX_HEADER_LINES = 500;
const MAX_LINE_LENGTH = 32_768;
/** JsSIP’s grammar takes quadratic time for a long value. */
const MAX_VALUE_LENGTH = 8192;
const MAX_VALUES_LENGTH = 65_536;
/** Limit for all headers that JsSIP’s grammar parses together. No real request or dialog has as many hops. */
const LISTS = ['via', 'route', 'record-route', 'contact'];
const MAX_HOPS = 64;
/** Limit in a response: a registrar lists all contacts of an account. */
const MAX_CONTACTS = 256;
/** Further headers that JsSIP’s grammar parses. */
const READ = [
	'from', 'to', 'call-id', 'cseq', 'max-forwards', 'content-length', 'content-type', 'www-authenticate', 'proxy-authenticate',
	'session-expires', 'refer-to', 'replaces', 'event', 'reason', 'p-asserted-identity',
];
/** Event packages that a phone may subscribe to. */
const KNOWN_EVENTS = ['refer', 'dialog', 'presence', 'conference', 'reg'];
const ONCE = ['from', 'to', 'call-id', 'cseq', 'content-length'];

/**
 * Rejects messages that must not reach JsSIP: those it throws on (`Contact: *`, an unknown scheme, an invalid CSeq),
 * those it takes seconds to parse, and those that proxies may interpret differently. Minor errors are corrected,
 * because JsSIP drops such messages silently.
 */
export function screenMessage(text: string): FrameDecision {
	if (text === '\r\n\r\n' || text === '\r\n') return { outcome: 'keep-alive' };
	if (text.length > MAX_FRAME_LENGTH) return refuse('too long');
	const lines = headerLinesOf(text);
	if (lines.length > MAX_HEADER_LINES) return refuse('too many header lines');
	if (lines.some(({ length }) => length > MAX_LINE_LENGTH)) return refuse('too long a header');
	const frame = readFrame(text);
	if (!frame) return refuse('no SIP message');
	const fault = faultOf(frame);
	if (fault) return refuseFrame(frame, fault);
	const repaired = normalize(frame);
	return isAddressed(repaired) ? { outcome: 'admitted', frame: repaired } : refuseFrame(frame, { why: 'a bad address', status: 400, reason: 'Bad Request' });
}

/** JsSIP throws on a request with an invalid SIP URI. */
function isAddressed({ status, startLine }: Frame): boolean {
	return status !== undefined || URI.parse(startLine.split(' ')[1] ?? '') !== undefined;
}

interface Fault {
	readonly why: string;
	readonly status: number;
	readonly reason: string;
}

function faultOf(frame: Frame): Fault | undefined {
	const bad = (why: string): Fault => ({ why, status: 400, reason: 'Bad Request' });
	if (!/^\d{1,10}\s+[\w.!%*+`'~-]+$/.test(headerOf(frame, 'cseq') ?? '')) return bad('a bad CSeq');
	const missing = ['via', 'from', 'to', 'call-id'].find((name) => !headerOf(frame, name));
	if (missing) return bad(`no ${missing}`);
	const repeated = ONCE.find((name) => headersOf(frame, name).length > 1);
	if (repeated) return bad(`more than one ${repeated}`);
	if (/\D/.test(headerOf(frame, 'content-length') ?? '')) return bad('a bad Content-Length');
	if (headersOf(frame, 'contact').some((value) => /(?:^|,)\s*\*/.test(value))) return bad('Contact: *');
	const long = longFaultOf(frame);
	if (long) return bad(long);
	return frame.status === undefined ? requestFaultOf(frame) : undefined;
}

/** Headers that JsSIP’s grammar would take too long for, in one line or several. */
function longFaultOf(frame: Frame): string | undefined {
	const lists = LISTS.map((name) => [name, headersOf(frame, name).flatMap(listOf)] as const);
	const most = (name: string): number => (name !== 'contact' ? MAX_HOPS : frame.status === undefined ? 1 : MAX_CONTACTS);
	const tooMany = lists.find(([name, values]) => values.length > most(name));
	if (tooMany) return `more than ${String(most(tooMany[0]))} values of ${tooMany[0]}`;
	const values = [frame.startLine, ...READ.flatMap((name) => headersOf(frame, name)), ...lists.flatMap(([, list]) => list)];
	if (values.some(({ length }) => length > MAX_VALUE_LENGTH)) return 'too long a value';
	return values.join('').length > MAX_VALUES_LENGTH ? 'too long values' : undefined;
}

function requestFaultOf(frame: Frame): Fault | undefined {
	const [, scheme, version] = /^\S+ ([a-z][a-z0-9+.-]*):\S+ (SIP\/\d\.\d)$/i.exec(frame.startLine) ?? [];
	if (scheme === undefined) return { why: 'a bad request line', status: 400, reason: 'Bad Request' };
	if (version?.toUpperCase() !== 'SIP/2.0') return { why: 'another version of SIP', status: 505, reason: 'Version Not Supported' };
	if (!/^sips?$/i.test(scheme)) return { why: `a scheme that is not SIP: ${scheme}`, status: 416, reason: 'Unsupported URI Scheme' };
	if (!headerOf(frame, 'cseq')?.endsWith(` ${frame.method}`)) return { why: 'a CSeq of another method', status: 400, reason: 'Bad Request' };
	if (isBomb(frame)) return { why: 'a description of too much', status: 488, reason: 'Not Acceptable Here' };
	return frame.method === 'NOTIFY' ? notifyFaultOf(frame) : undefined;
}

/**
 * A NOTIFY needs a subscription (RFC 6665 section 4.1.3). Outside of dialogs only the state of a mailbox is accepted,
 * which servers send unsolicited (RFC 3842).
 */
function notifyFaultOf(frame: Frame): Fault | undefined {
	const event = headerOf(frame, 'event')?.split(';', 1)[0]?.trim().toLowerCase() ?? '';
	if (event === '') return { why: 'a NOTIFY of nothing', status: 489, reason: 'Bad Event' };
	if (event === 'message-summary' || /;\s*tag=/i.test(headerOf(frame, 'to') ?? '')) return undefined;
	return KNOWN_EVENTS.includes(event)
		? { why: `a NOTIFY of a subscription that we do not have: ${event}`, status: 481, reason: 'Subscription Does Not Exist' }
		: { why: 'a NOTIFY of an event that we do not know', status: 489, reason: 'Bad Event' };
}

/** Neither a response nor an ACK gets a response (RFC 3261 section 17). */
function refuseFrame(frame: Frame, { why, status, reason }: Fault): FrameDecision {
	const answerable = frame.status === undefined && frame.method !== 'ACK' && headerOf(frame, 'via') && headerOf(frame, 'cseq');
	return answerable ? { ...refuse(why), reply: replyTo(frame, status, reason) } : refuse(why);
}

function refuse(why: string): Extract<FrameDecision, { outcome: 'refused' }> {
	return { outcome: 'refused', why };
}

function headerLinesOf(text: string): readonly string[] {
	const end = text.indexOf('\r\n\r\n');
	return (end < 0 ? text : text.slice(0, end)).split(/\r\n(?![ \t])/, MAX_HEADER_LINES + 1);
}
