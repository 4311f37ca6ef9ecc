import { URI, type NameAddrHeader } from 'jssip';
import { wireAddress, type Address } from '../../core/address.js';
import { VoiceError } from '../../core/voice-error.js';
import { cleanText } from '../../core/text.js';
import { readableUser, restored, shieldedUser } from './escapes.js';

const SIP_URI = /^sip:(?:([^@\s<>"]+)@)?(\[[0-9a-f:.]+\]|[\w.-]+)(?::(\d+))?((?:;[^;?\s<>"]+)*)$/i;

/**
 * An address as JsSIP wants a target. Never give JsSIP a string: it would read headers in it, turn `tel:` parameters into the
 * user, and throw on `100%`. The user stays escaped, for JsSIP decodes it once before it escapes it again.
 */
export function toSipUri({ uri }: Pick<Address, 'uri'>): URI {
	const [, user = '', host, port, parameters = ''] = SIP_URI.exec(uri) ?? [];
	if (host === undefined) throw new VoiceError('address', `“${uri.slice(0, 100)}” is no address that can be called.`);
	return new WireUri('sip', shieldedUser(user), host, port === undefined ? undefined : Number(port), parametersOf(parameters));
}

/** Is written with the escapes that JsSIP cannot decode, also where it goes into a digest. */
class WireUri extends URI {
	override toString(): string {
		return restored(super.toString());
	}
}

/** A Request-URI as it leaves: of another one JsSIP would compute its digest. */
export function asSent(uri: URI): URI {
	const text = String(uri);
	const sent = restored(text);
	return sent === text ? uri : Object.assign(uri.clone(), { toString: () => sent });
}

/** Who a From, To, P-Asserted-Identity or Remote-Party-ID names: cleaned and capped, never throwing. */
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

/** JsSIP decodes a user when it reads it, so that writing one with a percent sign throws. */
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
