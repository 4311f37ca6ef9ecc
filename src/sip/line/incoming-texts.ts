import type { NameAddrHeader } from 'jssip';
import type { IncomingText } from '../../core/signaling.js';
import { cleanLine, cleanText } from '../../core/text.js';
import { toAddress } from '../sip-uri.js';

/** What of a MESSAGE is read. */
export interface MessageRequest {
	readonly from: NameAddrHeader;
	readonly body: string | null;
	getHeader(name: string): string | undefined;
}

/** What becomes of a MESSAGE. JsSIP must be told in the same instant, or it says 200. */
export type TextVerdict =
	| { readonly verdict: 'taken'; readonly text: IncomingText }
	/** Taken, and of no interest: “is composing” (RFC 3994), or empty. */
	| { readonly verdict: 'swallowed' }
	| { readonly verdict: 'refused'; readonly status: 415 | 480 };

const MAX_PER_SECOND = 20;
const MAX_LENGTH = 16_384;

/** Judges incoming texts; more than twenty in a second are a flood. */
export class IncomingTexts {
	#second = 0;
	#count = 0;

	judge(request: MessageRequest): TextVerdict {
		const type = (request.getHeader('Content-Type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
		if (type.includes('composing')) return { verdict: 'swallowed' };
		if (type !== 'text/plain' && type !== 'text/html') return { verdict: 'refused', status: 415 };
		if (this.#floods()) return { verdict: 'refused', status: 480 };
		const body = (request.body ?? '').slice(0, MAX_LENGTH);
		const text = cleanText(type === 'text/html' ? plain(body) : body, MAX_LENGTH);
		return text.trim() === '' ? { verdict: 'swallowed' } : { verdict: 'taken', text: read(request, text) };
	}

	#floods(): boolean {
		const second = Math.floor(Date.now() / 1000);
		if (second !== this.#second) this.#count = 0;
		this.#second = second;
		return ++this.#count > MAX_PER_SECOND;
	}
}

function read(request: MessageRequest, text: string): IncomingText {
	const messageId = cleanLine(request.getHeader('X-Message-Id') ?? '');
	const room = cleanLine(request.getHeader('X-Room') ?? '', 256);
	return { from: toAddress(request.from), text, ...(messageId && { messageId }), ...(room && { room }) };
}

/** FreeSWITCH says “Conference not active.” as HTML. The words are shown, the markup is not believed. */
function plain(html: string): string {
	const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' };
	return html.replace(/<br\s*\/?>|<\/p>/gi, '\n').replace(/<[^>]*>/g, '').replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '').trim();
}
