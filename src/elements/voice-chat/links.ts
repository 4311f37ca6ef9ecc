import { LinkifyIt, type Match, type SchemaOpts } from 'linkify-it';
import { parseAddress } from '../../core/address.js';

/** A link within a text. */
export interface TextLink {
	/** The text as written. */
	readonly text: string;
	readonly href: string;
	/** Whether it is `sip:` or `tel:`, which is called. */
	readonly callable: boolean;
	/** The real host if the text looks like another one: letters of other scripts, or numbers for an address. */
	readonly host?: string;
}

export type Piece = string | TextLink;

/** Limit of links per text. */
export const MAX_LINKS = 50;

const CALLABLE = /^(?:sips?|tel):/i;
const OPENABLE = new Set(['http:', 'https:', 'mailto:']);
const MAY_HOLD_LINK = /[:@]|www\./i;

/** Characters of a URL after its scheme, without punctuation at the end. */
function tail(pattern: RegExp): SchemaOpts {
	return { validate: (text, position) => Object.assign(new RegExp(pattern, 'y'), { lastIndex: position }).exec(text)?.[0].length ?? 0 };
}

const finder = new LinkifyIt({ fuzzyLink: true })
	.add('ftp:', null)
	.add('//', null)
	.add('sip:', tail(/[\w.~*&=+$%!#-]*[\w*#](?:@[\w.-]*\w(?::\d{1,5})?)?(?:;[\w=.-]*\w)*/))
	.add('sips:', tail(/[\w.~*&=+$%!#-]*\w@[\w.-]*\w/))
	.add('tel:', tail(/\+?[\d().-]*\d/));

/**
 * Splits an untrusted text into plain text and links. A link needs a scheme, `www.`, or the form of a mail address:
 * `readme.md` is a file. A link with a hidden target, or to anything but a page, a mailbox or a telephone, stays text,
 * as do all beyond the `max`-th.
 */
export function piecesOf(text: string, max = MAX_LINKS): readonly Piece[] {
	if (!MAY_HOLD_LINK.test(text)) return [text];
	const pieces: Piece[] = [];
	let count = 0;
	let end = 0;
	for (const { schema, raw, url, index, lastIndex } of finder.match(text) ?? []) {
		const announced = schema !== '' || /^www\./i.test(raw);
		const link = announced && !isUserOfHost(text, { schema, lastIndex }) ? linkTo(raw, schema ? url : `https://${raw}`) : undefined;
		if (!link) continue;
		if (index > end) pieces.push(text.slice(end, index));
		pieces.push(link);
		end = lastIndex;
		if (++count >= max) break;
	}
	return end < text.length ? [...pieces, text.slice(end)] : pieces;
}

/** Whether the target is called. */
export function leadsToCall(href: string): boolean {
	return CALLABLE.test(href);
}

/** What looks like a host may be a user of the real one: `https://bank.example@evil.example`. */
function isUserOfHost(text: string, { schema, lastIndex }: Pick<Match, 'schema' | 'lastIndex'>): boolean {
	return schema !== 'mailto:' && /^[^\s/?#]{0,64}@/.test(text.slice(lastIndex, lastIndex + 65));
}

function linkTo(text: string, url: string): TextLink | undefined {
	if (leadsToCall(url)) return isCallable(text) ? { text, href: text, callable: true } : undefined;
	if (!URL.canParse(url)) return undefined;
	const { protocol, href, hostname, username, password } = new URL(url);
	if (!OPENABLE.has(protocol) || username || password) return undefined;
	return { text, href, callable: false, ...(showsHost(text, hostname) ? {} : { host: hostname }) };
}

function isCallable(text: string): boolean {
	try {
		return parseAddress(text, { host: 'unknown.invalid' }).uri !== '';
	} catch {
		return false;
	}
}

function showsHost(text: string, hostname: string): boolean {
	const [written = ''] = text.toLowerCase().replace(/^\w+:\/\//, '').split(/[/?#\\]/);
	return hostname === '' || written === hostname || written.startsWith(`${hostname}:`);
}
