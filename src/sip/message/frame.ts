import { token } from '../../core/random.js';
import { readHead } from './head.js';
import { ownProperties } from '../../core/own-properties.js';

/** A SIP message as far as it must be understood before JsSIP reads it. */
export interface Frame {
	readonly startLine: string;
	/** Of a response the method that its CSeq names. */
	readonly method: string;
	/** Absent in a request. */
	readonly status?: number;
	readonly headers: readonly Header[];
	readonly body: string;
}

/** Names are long and in lower case. */
export type Header = readonly [name: string, value: string];

/** Parses a message in linear time; `undefined` if it is none. */
export function readFrame(text: string): Frame | undefined {
	const end = text.indexOf('\r\n\r\n');
	const head = end < 0 ? undefined : readHead(text.slice(0, end));
	if (!head) return undefined;
	const { startLine } = head;
	const headers = head.headers.map(([name, value]): Header => [name.toLowerCase(), value]);
	const status = /^SIP\/2\.0 ([1-6]\d\d)(?: |$)/.exec(startLine)?.[1];
	const method = status === undefined ? /^([\w.!%*+`'~-]+) \S/.exec(startLine)?.[1] : methodOf(headers);
	if (method === undefined) return undefined;
	return ownProperties<Frame>({ startLine, method, headers, body: text.slice(end + 4) }, status === undefined ? undefined : { status: Number(status) });
}

/** Serialises a message. */
export function writeFrame({ startLine, headers, body }: Frame): string {
	return [startLine, ...headers.map(([name, value]) => `${shownName(name)}: ${value}`), '', body].join('\r\n');
}

/** The first value of a header. */
export function headerOf(frame: Frame, name: string): string | undefined {
	return frame.headers.find(([other]) => other === name)?.[1];
}

export function headersOf(frame: Frame, name: string): readonly string[] {
	return frame.headers.filter(([other]) => other === name).map(([, value]) => value);
}

/** The message without the headers for which `drop` is true. */
export function withoutHeaders(frame: Frame, drop: (name: string, value: string) => boolean): Frame {
	return ownProperties<Frame>(frame, { headers: frame.headers.filter(([name, value]) => !drop(name, value)) });
}

/** Splits a list header at its commas. */
export function listOf(value: string): readonly string[] {
	const values: string[] = [];
	let start = 0;
	let closing: string | undefined;
	for (let at = 0; at < value.length; at++) {
		const character = value.charAt(at);
		if (closing === '"' && character === '\\') at++;
		else if (closing !== undefined) closing = character === closing ? undefined : closing;
		else if (character === '"' || character === '<') closing = character === '<' ? '>' : '"';
		else if (character === ',') {
			values.push(value.slice(start, at));
			start = at + 1;
		}
	}
	return [...values, value.slice(start)].map((one) => one.trim()).filter(Boolean);
}

/** A stateless response to a request that JsSIP never sees (RFC 3261 section 8.2.7). */
export function replyTo(request: Frame, status: number, reason: string): string {
	const copied = ['via', 'from', 'to', 'call-id', 'cseq'];
	const headers = request.headers.filter(([name]) => copied.includes(name)).map(([name, value]): Header => [name, name === 'to' ? tagged(value) : value]);
	return writeFrame({ startLine: `SIP/2.0 ${String(status)} ${reason}`, method: request.method, headers: [...headers, ['content-length', '0']], body: '' });
}

function methodOf(headers: readonly Header[]): string | undefined {
	return /^\d+\s+([\w.!%*+`'~-]+)$/.exec(headers.find(([name]) => name === 'cseq')?.[1] ?? '')?.[1];
}

function tagged(to: string): string {
	return /;\s*tag=/i.test(to) ? to : `${to};tag=${token(8)}`;
}

function shownName(name: string): string {
	if (name === 'call-id') return 'Call-ID';
	if (name === 'cseq') return 'CSeq';
	return name.replace(/(?:^|-)[a-z]/g, (letter) => letter.toUpperCase());
}
