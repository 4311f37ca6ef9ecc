import { parseAddress, UNKNOWN_HOST } from '../address.js';
import type { PageLocation } from './server-uris.js';
import { cleanLine, isHeaderSafe } from '../text.js';
import { VoiceError } from '../voice-error.js';
import { ownProperties } from '../own-properties.js';

/** One of a few words; the first is the default. */
export function parseOneOf<Word extends string>(attribute: string, value: unknown, words: readonly [Word, ...Word[]]): Word {
	if (value === undefined || value === null || value === '') return words[0];
	const word = words.find((one) => one === value);
	if (word === undefined) throw wrong(attribute, `should be ${words.map((one) => `“${one}”`).join(' or ')}, not ${shown(value)}`);
	return word;
}

/** Text that may stand in a header; `raw` keeps the spaces around it, as a password may have them. */
export function parseText(attribute: string, value: unknown, max: number, options?: { readonly raw?: boolean }): string {
	const { raw = false } = ownProperties<{ raw?: boolean }>(options);
	if (value === undefined || value === null) return '';
	if (typeof value !== 'string') throw wrong(attribute, 'should be text');
	if (value.length > max) throw wrong(attribute, `should have at most ${String(max)} characters`);
	if (!isHeaderSafe(value)) throw wrong(attribute, 'should have no line breaks or control characters');
	return raw ? value : value.trim();
}

/** Yes or no; nothing is no. */
export function parseFlag(attribute: string, value: unknown): boolean {
	if (value === undefined || value === null) return false;
	if (typeof value !== 'boolean') throw wrong(attribute, `should be true or false, not ${shown(value)}`);
	return value;
}

/** A number from 1. */
export function parsePositive(attribute: string, value: unknown, { fallback, max }: { fallback: number; max: number }): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = typeof value === 'string' ? Number(value) : value;
	if (typeof number !== 'number' || !(number >= 1 && number <= max)) throw wrong(attribute, `should be a number from 1 to ${String(max)}, not ${shown(value)}`);
	return number;
}

/** Users and URIs, separated by spaces; each may be one without a host. */
export function parseAddresses(attribute: string, value: unknown, max: number): readonly string[] {
	const entries = parseText(attribute, value, 2048).split(/\s+/).filter(Boolean);
	if (entries.length > max) throw wrong(attribute, `should name at most ${String(max)} users or addresses`);
	const bad = entries.find((entry) => !isAddress(entry.replace(/^sips:/i, 'sip:')));
	if (bad !== undefined) throw wrong(attribute, `should be users or addresses separated by spaces, like “1000 sip:alice@pbx.example.org”, not ${shown(bad)}`);
	return entries;
}

/** A URL of what the page plays or shows, also a relative one. The page’s own scheme is one that apps and extensions have. */
export function parseUrl(attribute: string, value: unknown, { protocol }: PageLocation): string | undefined {
	const url = parseText(attribute, value, 2048);
	const [scheme = protocol] = /^[a-z][a-z\d+.-]*:/i.exec(url) ?? [];
	if (![protocol, 'http:', 'https:', 'blob:', 'data:'].includes(scheme.toLowerCase())) throw wrong(attribute, `should be a web address, like “/sounds/ring.mp3”, not ${shown(url)}`);
	return url || undefined;
}

function isAddress(text: string): boolean {
	try {
		return parseAddress(text, { host: UNKNOWN_HOST }).uri !== '';
	} catch {
		return false;
	}
}

/** A value as it may stand in a message. */
export function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? `“${cleanLine(String(value), 60)}”` : `a value of type ${typeof value}`;
}

/** What is wrong with an attribute, in words that go on after its name. */
export function wrong(attribute: string, message: string): VoiceError {
	return new VoiceError('configuration', `“${attribute}” ${message}.`, { subject: attribute });
}
