import { cleanLine, isWellFormed } from './text.js';
import { VoiceError } from './voice-error.js';

/** Somebody who can be called: an address-of-record and how to show it. */
export interface Address {
	/** SIP URI without headers (RFC 3261 section 19.1). */
	readonly uri: string;
	/** User part, decoded; empty for a URI that has none. */
	readonly user: string;
	/** Name the peer gives itself, or empty. Never trust it. */
	readonly displayName: string;
}

export interface AddressOptions {
	/** Host for an input that names none. */
	readonly host: string;
}

/** Stands for the host while nobody knows it: the answer of `config-url` will tell. Leads nowhere (RFC 2606). */
export const UNKNOWN_HOST = 'unknown.invalid';

/** UTF-16 units of the longest. */
export const MAX_ADDRESS = 256;
const HOST = /^(?:\[[0-9a-f:.]{2,45}\]|[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?)(?::([0-9]{1,5}))?$/i;
/** Escapes are allowed, but none of a control character. */
const PARAMETER = /^(?:[\w.!*+`'~-]|%(?![01]|7f)[0-9a-f]{2}){1,64}(?:=(?:[\w.!*+`'~[\]/:&$-]|%(?![01]|7f)[0-9a-f]{2}){1,128})?$/i;
const SUBSCRIBER = /^(?=\D*\d)\+?[\d\s().\-/\u00A0\u2010-\u2015\u2212]+$/;
/** A global number with what only says how to reach it (RFC 3966). A local number in another context is another subscriber. */
const GLOBAL_NUMBER = /^(\+[\d().-]+)(?:;(?:phone-context|ext|isub)(?:=[^;@]*)?)+@/i;
/** What RFC 3261 lets stand unescaped in a user part, `unreserved` and `user-unreserved`, but for `?`: many take it for the beginning of headers. */
const UNESCAPED = /[A-Za-z0-9\-_.!~*'()&=+$,;/]/;

/**
 * Reads what a person types or pastes where a phone number goes: `alice`, `1000`, `+1 (555) 123-4567`, `*98`,
 * `sip:bob@x;transport=ws`, `tel:+1…;ext=9` (RFC 3966), or a whole name-addr (`"Bob" <sip:bob@x>`).
 *
 * @throws {VoiceError} `address`, with what is wrong with it.
 */
export function parseAddress(input: string, { host }: AddressOptions): Address {
	if (typeof input !== 'string') throw wrong('An address is text, like “sip:alice@example.org”.');
	if (input.length > MAX_ADDRESS) throw tooLong();
	if (!isWellFormed(input)) throw wrong('The address has a broken character.');
	const line = input.trim();
	if (/\p{Cc}/u.test(line)) throw wrong('An address stands on one line and has no control characters.');
	const { name, target } = splitNameAddr(cleanLine(line, MAX_ADDRESS));
	if (target === '') throw wrong('Enter a name or number.');
	const parsed = parseTarget(target, host);
	if (parsed.uri.length > MAX_ADDRESS) throw tooLong();
	return { ...parsed, displayName: name };
}

/** Whether a script gave an address that was read before. */
export function isAddress(given: unknown): given is Address {
	return typeof given === 'object' && given !== null && typeof (given as Partial<Address>).uri === 'string';
}

/** An address from the wire, made fit to show and to dial: cleaned and capped, never throwing. */
export function wireAddress(uri: string, user: string, displayName = ''): Address {
	return { uri: cleanLine(uri, MAX_ADDRESS), user: cleanLine(user, 64), displayName: cleanLine(displayName, 64) };
}

/** FreeSWITCH names a Verto member `verto+1001` and a room `conf+3500`: the same account by another way in. */
export function withoutGateway({ uri, user, displayName }: Address): Address {
	return wireAddress(uri.replace(/^(sips?:)(?:verto|conf)\+/i, '$1'), user.replace(/^(?:verto|conf)\+/i, ''), displayName);
}

/** Whether two URIs name the same account: user and host, whatever their parameters (a looser RFC 3261 section 19.1.4). */
export function sameAccount(a: string, b: string): boolean {
	return accountOf(a) === accountOf(b);
}

/**
 * `user@host` of a SIP URI, without port and URI parameters, the host in lower case. Parameters of the user belong to its name, as servers see it:
 * `alice;x` is not `alice`. Only a global telephone number goes without its own.
 */
export function accountOf(uri: string): string {
	return exactAccountOf(uri).replace(GLOBAL_NUMBER, '$1@');
}

/**
 * Whether a URI is among those that a list of users and URIs names, to the last parameter of the user. A user without a host is one of `host`; no host, no
 * such user.
 */
export function isListed(uri: string, list: readonly string[], host: string): boolean {
	const account = exactAccountOf(uri);
	return list.some((entry) => {
		const user = entry.replace(/^(?:sips?|tel):/i, '');
		if (user === '' || (host === '' && !user.includes('@'))) return false;
		return exactAccountOf(`sip:${user.includes('@') ? user : `${user}@${host}`}`) === account;
	});
}

/** A user part as RFC 3261 section 19.1.2 writes it. */
export function escapeUser(user: string): string {
	return [...user].map((character) => (UNESCAPED.test(character) ? character : percent(character))).join('');
}

function exactAccountOf(uri: string): string {
	const match = /^sips?:(?:([^@]*)@)?(\[[^\]]*\]|[^:;?]*)/i.exec(uri);
	return match ? `${decode(match[1] ?? '')}@${(match[2] ?? '').toLowerCase()}` : uri;
}

function splitNameAddr(line: string): { name: string; target: string } {
	const match = /^(?:"((?:[^"\\]|\\.)*)"|([^<"]*))<([^<>]*)>$/.exec(line.replace(/"\s+</, '"<'));
	if (!match) return { name: '', target: line };
	return { name: cleanLine((match[1] ?? match[2] ?? '').replace(/\\(.)/g, '$1'), 64), target: (match[3] ?? '').trim() };
}

function parseTarget(target: string, host: string): Omit<Address, 'displayName'> {
	const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(target)?.[1]?.toLowerCase();
	if (scheme === 'tel') return fromTel(target.slice(4), host);
	if (scheme === 'sip') return fromSip(target.slice(4), host);
	if (scheme !== undefined) throw wrong(`Addresses that begin with “${scheme}:” cannot be called; use “sip:” or “tel:”.`);
	if (SUBSCRIBER.test(target)) return account(digitsOf(target), host);
	return fromSip(target, host);
}

function fromTel(rest: string, host: string): Omit<Address, 'displayName'> {
	const [number = '', ...parameters] = rest.split(';');
	if (!SUBSCRIBER.test(number)) throw wrong('The telephone number has no digits.');
	checkParameters(parameters);
	const user = digitsOf(number);
	return { uri: `sip:${[user, ...parameters].join(';')}@${checkHost(host)};user=phone`, user };
}

function fromSip(rest: string, host: string): Omit<Address, 'displayName'> {
	if (rest.includes('?')) throw wrong('An address may not carry headers (“?”).');
	const at = rest.lastIndexOf('@');
	if (at < 0) return account(decode(rest), host);
	const [hostPort = '', ...parameters] = rest.slice(at + 1).split(';');
	checkParameters(parameters);
	return account(decode(rest.slice(0, at)), [checkHost(hostPort), ...parameters].join(';'));
}

function account(user: string, host: string): Omit<Address, 'displayName'> {
	if (user === '') throw wrong('The address names nobody before the “@”.');
	if (/[\s<>"@]/.test(user) || user !== cleanLine(user, MAX_ADDRESS)) throw wrong('A name or number has no spaces, quotes, “@” or invisible characters.');
	return { uri: `sip:${escapeUser(user)}@${checkHost(host)}`, user };
}

function checkHost(hostAndMore: string): string {
	const [hostPort = ''] = hostAndMore.split(';');
	if (hostPort === '') throw wrong('The address names no host. It should look like “sip:alice@example.org”.');
	const port = HOST.exec(hostPort);
	if (!port || Number(port[1] ?? 1) > 65_535 || Number(port[1] ?? 1) === 0) throw wrong(`“${hostPort}” is no host name.`);
	return hostAndMore;
}

function checkParameters(parameters: readonly string[]): void {
	const bad = parameters.find((parameter) => !PARAMETER.test(parameter));
	if (bad !== undefined) throw wrong(`“;${bad.split('=', 1).join()}” is no parameter of an address.`);
}

function digitsOf(number: string): string {
	return number.replace(/[^\d+]/g, '');
}

function percent(character: string): string {
	return [...new TextEncoder().encode(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('');
}

/** `100%` is a name like another: only a well-formed escape is one. */
function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function tooLong(): VoiceError {
	return wrong('An address has at most 256 characters.');
}

function wrong(message: string): VoiceError {
	return new VoiceError('address', message);
}
