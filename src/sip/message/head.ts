/** Start line and ordered header fields of a message (RFC 3261 section 7). */
export interface Head {
	readonly startLine: string;
	readonly headers: readonly HeaderField[];
}

/** Compact names (RFC 3261 section 7.3.3) are expanded; others stay as received. */
export type HeaderField = readonly [name: string, value: string];

const LONG_NAMES: Readonly<Record<string, string>> = {
	v: 'Via', f: 'From', t: 'To', i: 'Call-ID', m: 'Contact', l: 'Content-Length', c: 'Content-Type', k: 'Supported',
	r: 'Refer-To', b: 'Referred-By', o: 'Event', s: 'Subject', x: 'Session-Expires', e: 'Content-Encoding', u: 'Allow-Events',
};

const TOKEN = /^[\w.!%*+`'~-]+$/;
/** Parsers disagree on whether a line ends there. */
const BROKEN_LINE = /\0|\r(?!\n)|(?<!\r)\n/;

/** Parses the head of a message in linear time; `undefined` if a line is no header field. */
export function readHead(head: string): Head | undefined {
	if (BROKEN_LINE.test(head)) return undefined;
	const [startLine = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
	const headers: HeaderField[] = [];
	for (const line of lines) {
		const colon = line.indexOf(':');
		const name = line.slice(0, Math.max(0, colon)).trimEnd();
		if (!TOKEN.test(name)) return undefined;
		headers.push([longName(name), line.slice(colon + 1).trim()]);
	}
	return { startLine, headers };
}

function longName(name: string): string {
	const key = name.toLowerCase();
	return (Object.hasOwn(LONG_NAMES, key) ? LONG_NAMES[key] : undefined) ?? name;
}
