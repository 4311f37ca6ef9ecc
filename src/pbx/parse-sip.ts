import { listOf } from '../sip/message/frame.js';
import { readHead, type HeaderField } from '../sip/message/head.js';
import { SipRequest } from './sip-request.js';
import { SipResponse } from './sip-response.js';

const maxHeaders = 200;
/** Characters; bounds the time that patterns take. */
const maxHeaderLength = 4096;
const listed = ['via', 'route', 'record-route'];
const mandatory = ['Via', 'From', 'To', 'Call-ID', 'CSeq'];

/** Parses a frame; `undefined` if it is no SIP message or lacks a header that RFC 3261 section 8.1.1 requires. */
export function parseSip(text: string): SipRequest | SipResponse | undefined {
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return undefined;
	const head = readHead(text.slice(0, end));
	if (!head || head.headers.length > maxHeaders || head.headers.some(([, value]) => value.length > maxHeaderLength))
		return undefined;
	const message = parseStart(head.startLine, head.headers.flatMap(separate), text.slice(end + 4));
	return message && mandatory.every((name) => message.has(name)) ? message : undefined;
}

function parseStart(line: string, headers: HeaderField[], body: string): SipRequest | SipResponse | undefined {
	const [, status, reason] = /^SIP\/2\.0 ([1-6]\d\d) ?(.*)$/.exec(line) ?? [];
	if (status !== undefined) return new SipResponse(Number(status), reason ?? '', headers, body);
	const [, method, uri] = /^([A-Z]+) (\S+) SIP\/2\.0$/.exec(line) ?? [];
	return method && uri ? new SipRequest(method, uri, headers, body) : undefined;
}

function separate([name, value]: HeaderField): HeaderField[] {
	const values = listed.includes(name.toLowerCase()) ? listOf(value) : [value];
	return values.map((one) => [name, one]);
}
