import { parseText, shown, wrong } from './configuration-values.js';
import { parseAddress, UNKNOWN_HOST } from '../address.js';
import type { PageLocation } from './server-uris.js';

const MAX_ADDRESSES = 100;

/** Checks users and URIs separated by spaces, each of which may be one without a host. @throws {VoiceError} `configuration`. */
export function checkAddresses(attribute: string, value: unknown): void {
	const entries = parseText(attribute, value, 2048).split(/\s+/).filter(Boolean);
	if (entries.length > MAX_ADDRESSES) throw wrong(attribute, `should name at most ${String(MAX_ADDRESSES)} users or addresses`);
	const bad = entries.find((entry) => !isAddress(entry.replace(/^sips:/i, 'sip:')));
	if (bad !== undefined) throw wrong(attribute, `should be users or addresses separated by spaces, like “1000 sip:alice@pbx.example.org”, not ${shown(bad)}`);
}

/** Checks the URL of what the page plays, also a relative one. The page’s own scheme is one that apps and extensions have. @throws {VoiceError} `configuration`. */
export function checkUrl(attribute: string, value: unknown, { protocol }: PageLocation): void {
	const url = parseText(attribute, value, 2048);
	const [scheme = protocol] = /^[a-z][a-z\d+.-]*:/i.exec(url) ?? [];
	if (![protocol, 'http:', 'https:', 'blob:', 'data:'].includes(scheme.toLowerCase())) throw wrong(attribute, `should be a web address, like “/sounds/ring.mp3”, not ${shown(url)}`);
}

function isAddress(text: string): boolean {
	try {
		return parseAddress(text, { host: UNKNOWN_HOST }).uri !== '';
	} catch {
		return false;
	}
}
