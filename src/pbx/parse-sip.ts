import { listOf } from '../sip/message/frame.js';
import type { Header } from './sip-message.js';
import { SipRequest } from './sip-request.js';
import { SipResponse } from './sip-response.js';

const maxHeaders = 200;
/** Long enough for every honest header, short enough that no pattern is slow on it. */
const maxHeaderLength = 4096;
const compactForms: Readonly<Record<string, string>> = {
	v: 'Via', f: 'From', t: 'To', i: 'Call-ID', m: 'Contact', l: 'Content-Length', c: 'Content-Type', k: 'Supported',
	r: 'Refer-To', b: 'Referred-By', o: 'Event', s: 'Subject', x: 'Session-Expires', e: 'Content-Encoding', u: 'Allow-Events',
};
const listed = ['via', 'route', 'record-route'];
const mandatory = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];

/** Reads one frame; nothing, where it is no SIP message with all that RFC 3261 8.1.1 demands. */
export function parseSip(text: string): SipRequest | SipResponse | undefined {
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return undefined;
	const [startLine = '', ...lines] = text.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
	const isTooMuch = lines.length > maxHeaders || lines.some((line) => line.length > maxHeaderLength);
	const headers = isTooMuch ? undefined : parseHeaders(lines);
	const message = headers && parseStart(startLine, headers, text.slice(end + 4));
	return message && mandatory.every((name) => message.has(name)) ? message : undefined;
}

function parseStart(line: string, headers: Header[], body: string): SipRequest | SipResponse | undefined {
	const [, status, reason] = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/.exec(line) ?? [];
	if (status !== undefined) return new SipResponse(Number(status), reason ?? '', headers, body);
	const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(line) ?? [];
	return method && uri ? new SipRequest(method, uri, headers, body) : undefined;
}

function parseHeaders(lines: readonly string[]): Header[] | undefined {
	const headers = lines.map((line) => [line.split(':', 1)[0]?.trimEnd() ?? '', line.slice(line.indexOf(':') + 1).trim()] as const);
	if (lines.some((line) => !line.includes(':')) || headers.some(([name]) => !/^[\w.!%*+`'~-]+$/.test(name))) return undefined;
	return headers.flatMap(([name, value]) => separate(name, value));
}

function separate(name: string, value: string): Header[] {
	const full = compactForms[name.toLowerCase()] ?? name;
	const values = listed.includes(full.toLowerCase()) ? listOf(value) : [value];
	return values.map((one) => [full, one]);
}
