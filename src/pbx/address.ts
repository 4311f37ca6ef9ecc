/**
 * Reads the addresses of SIP headers, `"Bob" <sip:bob@host;transport=ws>;tag=1`, without validating them: a proxy
 * forwards what it does not understand (RFC 3261 section 16.3).
 */

const quotedName = /^\s*"(?:[^"\\]|\\.)*"/;

/** The URI of a From, To, Contact or Route value, or of a bare URI. */
export function uriOf(value: string): string {
	const unnamed = value.replace(quotedName, '');
	const [start, end] = [unnamed.indexOf('<'), unnamed.indexOf('>')];
	return (start >= 0 && end > start ? unnamed.slice(start + 1, end) : unnamed.split(';')[0] ?? '').trim();
}

/** The decoded user part of a URI or header value; empty without one. */
export function userPart(value: string): string {
	const user = /^sips?:([^@;?]*)@/i.exec(uriOf(value))?.[1] ?? '';
	return decoded(user.split(':')[0] ?? '');
}

/** A header parameter, after the URI: `paramOf('<sip:a@b;x=1>;tag=7', 'tag')` is `7`. */
export function paramOf(value: string, name: string): string | undefined {
	const pattern = new RegExp(`;\\s*${name.replace('+', '\\+')}\\s*=\\s*("[^"]*"|[^;,\\s]+)`, 'i');
	const found = pattern.exec(behindUri(value));
	return found?.[1]?.replace(/^"|"$/g, '');
}

export function tagOf(value: string): string {
	return paramOf(value, 'tag') ?? '';
}

/** Replaces the tag of an address, or adds one. An empty tag only removes it. */
export function withTag(value: string, tag: string): string {
	const behind = behindUri(value);
	const before = value.slice(0, value.length - behind.length);
	return `${before}${behind.replace(/;\s*tag=[^;]*/i, '')}${tag && `;tag=${tag}`}`;
}

function behindUri(value: string): string {
	const unnamed = value.replace(quotedName, '');
	return unnamed.slice(unnamed.includes('<') ? unnamed.indexOf('>') + 1 : (unnamed + ';').indexOf(';'));
}

/** Decodes percent escapes; returns a text with invalid ones unchanged. */
export function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
