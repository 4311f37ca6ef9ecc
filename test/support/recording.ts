import { byteLength } from '../../src/pbx/sip-message.js';

/** One frame as it once crossed the wire. */
export interface RecordedFrame {
	readonly from: 'client' | 'server';
	/** Which client: A is user 1000, B is 1001. */
	readonly party: string;
	readonly text: string;
}

const folder = new URL('../recordings/', import.meta.url);

/** Reads recordings, one after another, in Node and in the page: `await recording('freeswitch/register', 'freeswitch/call-out')`. */
export async function recording(...names: readonly string[]): Promise<readonly RecordedFrame[]> {
	const files = await Promise.all(names.map((name) => textAt(new URL(`${name}.sip`, folder))));
	return files.flatMap(framesOf);
}

async function textAt(url: URL): Promise<string> {
	if (url.protocol !== 'file:') return (await fetch(url)).text();
	const files = 'node:fs/promises';
	const { readFile } = await import(files) as { readonly readFile: (url: URL, encoding: 'utf8') => Promise<string> };
	return readFile(url, 'utf8');
}

function framesOf(file: string): RecordedFrame[] {
	const [, ...parts] = file.split(/^(<<<|>>>) (\w+) .*\n/m);
	const frames: RecordedFrame[] = [];
	for (let i = 0; i + 2 < parts.length; i += 3) {
		frames.push({ from: parts[i] === '>>>' ? 'client' : 'server', party: parts[i + 1] ?? '', text: wireForm(parts[i + 2] ?? '') });
	}
	return frames;
}

/** Line ends as they were: CRLF in headers and SDP, in other bodies whichever makes the length that was announced. */
function wireForm(text: string): string {
	const [head = '', ...rest] = text.trimEnd().split('\n\n');
	const body = rest.join('\n\n');
	const announced = Number(/^Content-Length: (\d+)/im.exec(head)?.[1] ?? 0);
	const crlf = body.replaceAll('\n', '\r\n');
	const forms = body === '' ? [''] : [body, crlf, `${crlf}\r\n`];
	return `${head.replaceAll('\n', '\r\n')}\r\n\r\n${forms.find((form) => byteLength(form) === announced) ?? forms.at(-1)}`;
}
