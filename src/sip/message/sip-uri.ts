import { URI, type NameAddrHeader } from 'jssip';
import { wireAddress, type Address } from '../../core/address.js';
import { VoiceError } from '../../core/voice-error.js';
import { cleanText } from '../../core/text.js';
import { readableUser, restored, shieldedUser } from './escapes.js';

const SIP_URI = /^sip:(?:([^@\s<>"]+)@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d+))?((?:;[^;?\s<>"]+)*)$/i;

/**
 * A target for JsSIP. Never pass JsSIP a string: it would parse headers in it, move `tel:` parameters into the user,
 * and throw on `100%`. The user stays escaped, because JsSIP decodes it once before escaping it again.
 */
export function toSipUri({ uri }: Pick<Address, 'uri'>): URI {
	const [, user = '', host, port, parameters = ''] = SIP_URI.exec(uri) ?? [];
	if (host === undefined) throw new VoiceError('address', `“${uri.slice(0, 100)}” is no address that can be called.`);
	return new WireUri('sip', shieldedUser(user), host, port === undefined ? undefined : Number(port), parametersOf(parameters));
}

/** Serialises with the escapes that JsSIP cannot decode, in digests as well. */
class WireUri extends URI {
	override toString(): string {
		return restored(super.toString());
	}
}

/** A Request-URI as sent, so that JsSIP computes the digest of the same one. */
export function asSent(uri: URI): URI {
	const text = String(uri);
	const sent = restored(text);
	return sent === text ? uri : Object.assign(uri.clone(), { toString: () => sent });
}

/** The address of a From, To, P-Asserted-Identity or Remote-Party-ID, cleaned and with limited length. Never throws. */
export function toAddress(header: Pick<NameAddrHeader, 'uri' | 'display_name'>): Address {
	const uri = restored(written(header.uri));
	return wireAddress(uri, userOf(uri), restored(header.display_name ?? ''));
}

/** The user part of a SIP URI, decoded, unless it would then look like another: `al%00ice` is not `alice`. */
export function userOf(uri: string): string {
	const user = /^sips?:([^@]*)@/i.exec(uri)?.[1] ?? '';
	const readable = readableUser(user);
	return cleanText(readable, readable.length) === readable ? readable : user;
}

/** JsSIP decodes the user on parsing, so serialising one with a percent sign throws. */
function written(uri: URI): string {
	try {
		return uri.toString();
	} catch {
		return new URI(uri.scheme, encodeURIComponent(uri.user), uri.host, uri.port).toString();
	}
}

function parametersOf(text: string): Record<string, string | null> {
	const pairs = text.split(';').filter(Boolean).map((parameter) => parameter.split('='));
	return Object.fromEntries(pairs.map(([name = '', value]) => [name, value ?? null]));
}
