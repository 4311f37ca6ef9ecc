import { LinkifyIt, type Match, type SchemaOpts } from 'linkify-it';
import { parseAddress } from '../../core/address.js';

/** A piece of a text that leads somewhere. */
export interface TextLink {
	/** As it was written. */
	readonly text: string;
	readonly href: string;
	/** Whether it is to be called: `sip:` and `tel:`. */
	readonly callable: boolean;
	/** The host it really leads to, when what was written looks like another: letters of other alphabets, numbers for an address. */
	readonly host?: string;
}

export type Piece = string | TextLink;

/** More links in one text are no help to anybody. */
export const MAX_LINKS = 50;

const CALLABLE = /^(?:sips?|tel):/i;
const OPENABLE = new Set(['http:', 'https:', 'mailto:']);
const MAY_HOLD_LINK = /[:@]|www\./i;

/** What stands behind a scheme, and no sentence's end. */
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
 * A text of a stranger in pieces: what is only text, and what leads somewhere. A link has to say that it is one, by its scheme, by `www.` or as a mail address:
 * `readme.md` is a file. One that hides where it leads, or leads elsewhere than to a page, a mailbox or a telephone, stays text, and so do those beyond the `max`-th.
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

/** Whether what it leads to is to be called. */
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
