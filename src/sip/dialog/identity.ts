import { NameAddrHeader } from 'jssip';
import { wireAddress, type Address } from '../../core/address.js';
import { listOf } from '../message/frame.js';
import { toAddress } from '../message/sip-uri.js';
import type { JsSipMessage } from './jssip-session.js';

const NOBODY = wireAddress('', '');
const MAX_LENGTH = 512;
/** RFC 3325 section 9.1 allows two. Each is parsed by JsSIP’s grammar. */
const MAX_VALUES = 8;

/**
 * The identity asserted by the server (RFC 3325). Remote-Party-ID is not used: FreeSWITCH puts the name “Outbound Call”
 * there.
 */
export function assertedIdentity(message: JsSipMessage): Address | undefined {
	return assertedIdentities(message)?.find(({ uri }) => /^sips?:/i.test(uri));
}

/** All asserted identities besides telephone numbers; `undefined` without any. */
export function assertedIdentities(message: JsSipMessage): readonly Address[] | undefined {
	const values = message.getHeaders('p-asserted-identity').flatMap(listOf);
	if (values.length === 0) return undefined;
	const read = values.slice(0, MAX_VALUES).filter((value) => !isTelephone(value)).map(identityOf);
	return values.length > MAX_VALUES ? [...read, NOBODY] : read;
}

function isTelephone(value: string): boolean {
	return value.length <= MAX_LENGTH && /^(?:[^<]*<)?\s*tel:/i.test(value.replace(/"(?:[^"\\]|\\.)*"/g, ''));
}

/** An unparsable identity is ignored. JsSIP parses no address without brackets. */
function identityOf(value: string): Address {
	const bracketed = value.includes('<') ? value : `<${value.split(';', 1).join()}>`;
	const parsed = value.length > MAX_LENGTH ? undefined : NameAddrHeader.parse(bracketed) as unknown as NameAddrHeader | undefined;
	return parsed ? toAddress(parsed) : NOBODY;
}

/** Whether the remote end is a conference (RFC 4579 section 5.2). */
export function isConference(message: JsSipMessage): boolean {
	return /;\s*isfocus\b/i.test(message.getHeader('contact') ?? '');
}

/** Whether the caller requests automatic answering: intercom or paging (RFC 5373, and the Call-Info of telephones). */
export function asksToBeAnswered(request: JsSipMessage): boolean {
	return ['answer-mode', 'priv-answer-mode'].some((name) => /^\s*auto\b/i.test(request.getHeader(name) ?? ''))
		|| request.getHeaders('call-info').some((value) => /;\s*answer-after\s*=\s*\d/i.test(value));
}
