import type { NameAddrHeader } from 'jssip';
import { withoutGateway } from '../../core/address.js';
import type { IncomingText } from '../../core/ports/signaling.js';
import { cleanLine, cleanText, isBlank } from '../../core/text.js';
import { toAddress } from '../message/sip-uri.js';
import { textOfHtml } from '../message/html-text.js';

/** What of a MESSAGE is read. */
export interface MessageRequest {
	readonly from: NameAddrHeader;
	readonly body: string | null;
	getHeader(name: string): string | undefined;
}

/** What becomes of a MESSAGE. JsSIP must be told in the same instant, or it says 200. */
export type TextDecision =
	| { readonly outcome: 'accepted'; readonly text: IncomingText }
	/** Taken, and of no interest: “is composing” (RFC 3994), or blank. */
	| { readonly outcome: 'swallowed' }
	| { readonly outcome: 'refused'; readonly status: 415 };

const MAX_LENGTH = 16_384;
/** One more than an address may have: what is cut is none. */
const MAX_ROOM = 257;

/**
 * Judges an incoming text. However many come, none is refused for that: FreeSWITCH has told the sender long before that it took the text, and passes no refusal on.
 * What is kept of a flood is bounded where texts are kept.
 */
export function screenText(request: MessageRequest, server: { readonly isFreeSwitch: boolean }): TextDecision {
	const type = (request.getHeader('Content-Type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
	if (type.includes('composing')) return { outcome: 'swallowed' };
	if (type !== 'text/plain' && type !== 'text/html') return { outcome: 'refused', status: 415 };
	const body = (request.body ?? '').slice(0, MAX_LENGTH);
	const text = cleanText(type === 'text/html' ? textOfHtml(body) : body, MAX_LENGTH);
	// Asterisk relays a text of 1,024 bytes and more as one of none: that somebody wrote must not be lost as well.
	if (body !== '' && isBlank(text)) return { outcome: 'swallowed' };
	return { outcome: 'accepted', text: read(request, text, server) };
}

function read(request: MessageRequest, text: string, { isFreeSwitch }: { readonly isFreeSwitch: boolean }): IncomingText {
	const messageId = cleanLine(request.getHeader('X-Message-Id') ?? '');
	const room = (request.getHeader('X-Room') ?? '').slice(0, MAX_ROOM);
	const from = toAddress(request.from);
	return { from: isFreeSwitch ? withoutGateway(from) : from, text, ...(messageId && { messageId }), ...(room && { room }) };
}
