import { NameAddrHeader } from 'jssip';
import type { Address } from '../../core/address.js';
import { toAddress } from '../sip-uri.js';
import type { SipMessage } from './jssip-session.js';

/** Whom the server says we talk to (RFC 3325), if it does. Remote-Party-ID is not read: FreeSWITCH writes the name “Outbound Call” there. */
export function assertedIdentity(message: SipMessage): Address | undefined {
	const [header] = message.getHeaders('p-asserted-identity').filter((value) => /sips?:/i.test(value));
	const parsed = header === undefined || header.length > 512 ? undefined : NameAddrHeader.parse(header) as unknown as NameAddrHeader | undefined;
	return parsed && toAddress(parsed);
}

/** Whether the far end calls itself a conference (RFC 4579 section 5.2). */
export function isConference(message: SipMessage): boolean {
	return /;\s*isfocus\b/i.test(message.getHeader('contact') ?? '');
}

/** Whether the caller asks to be answered at once: an intercom, or a page (RFC 5373, and what telephones made of Call-Info). */
export function asksToBeAnswered(request: SipMessage): boolean {
	return ['answer-mode', 'priv-answer-mode'].some((name) => /^\s*auto\b/i.test(request.getHeader(name) ?? ''))
		|| request.getHeaders('call-info').some((value) => /;\s*answer-after\s*=\s*\d/i.test(value));
}
