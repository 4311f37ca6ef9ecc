import type { NameAddrHeader } from 'jssip';
import { withoutGateway } from '../../core/address.js';
import type { IncomingText } from '../../core/ports/signaling.js';
import { cleanLine, cleanText, isBlank } from '../../core/text.js';
import { toAddress } from '../message/sip-uri.js';
import { textOfHtml } from '../message/html-text.js';

/** The members used of a MESSAGE. */
export interface MessageRequest {
	readonly from: NameAddrHeader;
	readonly body: string | null;
	getHeader(name: string): string | undefined;
}

/** The decision on a MESSAGE. JsSIP needs it synchronously, or it responds 200. */
export type TextDecision =
	| { readonly outcome: 'accepted'; readonly text: IncomingText }
	/** Accepted and ignored: “is composing” (RFC 3994), or blank. */
	| { readonly outcome: 'swallowed' }
	| { readonly outcome: 'refused'; readonly status: 415 };

const MAX_LENGTH = 16_384;
/** One character over the limit, so that a cut address is invalid. */
const MAX_ROOM = 257;

/**
 * Screens an incoming text. None is refused for the rate: FreeSWITCH has accepted it long before, and passes no refusal
 * on. The store of texts is bounded instead.
 */
export function screenText(request: MessageRequest, server: { readonly isFreeSwitch: boolean }): TextDecision {
	const type = (request.getHeader('Content-Type') ?? 'text/plain').split(';')[0]?.trim().toLowerCase() ?? '';
	if (type.includes('composing')) return { outcome: 'swallowed' };
	if (type !== 'text/plain' && type !== 'text/html') return { outcome: 'refused', status: 415 };
	const body = (request.body ?? '').slice(0, MAX_LENGTH);
	const text = cleanText(type === 'text/html' ? textOfHtml(body) : body, MAX_LENGTH);
	// Asterisk relays texts of 1,024 bytes or more with an empty body; a notice is kept instead.
	if (body !== '' && isBlank(text)) return { outcome: 'swallowed' };
	return { outcome: 'accepted', text: read(request, text, server) };
}

function read(request: MessageRequest, text: string, { isFreeSwitch }: { readonly isFreeSwitch: boolean }): IncomingText {
	const messageId = cleanLine(request.getHeader('X-Message-Id') ?? '');
	const room = (request.getHeader('X-Room') ?? '').slice(0, MAX_ROOM);
	const from = toAddress(request.from);
	return { from: isFreeSwitch ? withoutGateway(from) : from, text, ...(messageId && { messageId }), ...(room && { room }) };
}
