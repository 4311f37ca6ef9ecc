/** One thing that crossed the socket, or happened to it. Without secrets. */
export interface TraceEntry {
	/** Epoch ms. */
	readonly at: number;
	/** `note` is a remark of the line's own. */
	readonly direction: 'in' | 'out' | 'note';
	readonly text: string;
}

const MAX_ENTRIES = 200;
const MAX_LENGTH = 8192;
const CHALLENGE = /^(?:www|proxy)-authenticate$/i;
const SECRET = /auth|token|secret|password|cookie|key/i;

/** The last things that crossed the socket, for whoever looks for a fault. Holds no credentials and nothing that people wrote to each other. */
export class Trace {
	#entries: TraceEntry[] = [];

	/** Oldest first. */
	get entries(): readonly TraceEntry[] {
		return [...this.#entries];
	}

	frame(direction: 'in' | 'out', text: string): void {
		if (text.trim() !== '') this.#add({ at: Date.now(), direction, text: redact(text) });
	}

	note(text: string): void {
		this.#add({ at: Date.now(), direction: 'note', text });
	}

	#add(entry: TraceEntry): void {
		this.#entries = [...this.#entries.slice(1 - MAX_ENTRIES), Object.freeze(entry)];
	}
}

/** A frame as it may be shown: credentials, ICE passwords, SDES keys and texts are taken out. */
export function redact(text: string): string {
	const end = text.indexOf('\r\n\r\n');
	const head = end < 0 ? text : text.slice(0, end);
	const body = end < 0 ? '' : text.slice(end + 4);
	return `${redactHead(head)}\n\n${redactBody(body)}`.trimEnd().slice(0, MAX_LENGTH);
}

function redactHead(head: string): string {
	return head.slice(0, MAX_LENGTH).replace(/\r\n[ \t]+/g, ' ').split('\r\n').map((line) => {
		const name = /^[^:\s]+/.exec(line)?.[0] ?? '';
		return SECRET.test(name) && !CHALLENGE.test(name) ? `${name}: …` : line;
	}).join('\n');
}

function redactBody(body: string): string {
	if (body === '') return '';
	if (!body.startsWith('v=0')) return `(${String(body.length)} characters)`;
	return body.slice(0, MAX_LENGTH).replace(/\r\n/g, '\n').replace(/^(a=(?:ice-pwd|crypto|key-mgmt):).*$/gm, '$1…');
}
