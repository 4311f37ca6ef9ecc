import { cleanLine, isHeaderSafe } from './text.js';
import { VoiceError } from './voice-error.js';

const ICE_URI = /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;
const MAX_ICE_SERVERS = 8;

/** One of a few words; the first is the default. */
export function parseOneOf<Word extends string>(attribute: string, value: unknown, words: readonly [Word, ...Word[]]): Word {
	if (value === undefined || value === null || value === '') return words[0];
	const word = words.find((one) => one === value);
	if (word === undefined) throw wrong(attribute, `should be ${words.map((one) => `“${one}”`).join(' or ')}, not ${shown(value)}`);
	return word;
}

/** Text that may stand in a header; `raw` keeps the spaces around it, as a password may have them. */
export function parseText(attribute: string, value: unknown, max: number, { raw = false } = {}): string {
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

/** Lower-case names of audio codecs, preferred first. */
export function parseCodecs(value: unknown): readonly string[] {
	const names: readonly unknown[] = Array.isArray(value) ? value : parseText('codecs', value, 256).split(/[\s,]+/);
	return names.filter((name) => name !== '').map((name) => {
		if (typeof name !== 'string' || !/^[\w.-]{1,32}$/.test(name)) throw wrong('codecs', `should be names of codecs, like “opus pcmu”, not ${shown(name)}`);
		return name.toLowerCase();
	});
}

/** `stun:` and `turn:` URIs separated by spaces, or a list of `RTCIceServer`, also as JSON. */
export function parseIceServers(value: unknown): readonly RTCIceServer[] {
	const list = listOf(value);
	if (list.length > MAX_ICE_SERVERS) throw wrong('ice-servers', `should name at most ${String(MAX_ICE_SERVERS)} servers`);
	return list.map(checkIceServer);
}

function listOf(value: unknown): readonly unknown[] {
	if (value === undefined || value === null) return [];
	if (Array.isArray(value)) return value;
	if (typeof value !== 'string') return [value];
	const text = value.trim();
	if (!/^[[{]/.test(text)) return text.split(/\s+/).filter(Boolean).map((urls) => ({ urls }));
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : [parsed];
	} catch {
		throw iceWrong();
	}
}

function checkIceServer(server: unknown): RTCIceServer {
	const { urls, username, credential } = (server ?? {}) as { urls?: unknown; username?: unknown; credential?: unknown };
	const list: unknown[] = Array.isArray(urls) ? urls : [urls];
	if (list.length === 0 || !list.every((url): url is string => typeof url === 'string' && ICE_URI.test(url))) throw iceWrong();
	const user = parseText('ice-servers', username, 512);
	const secret = parseText('ice-servers', credential, 1024, { raw: true });
	if (list.some((url) => /^turns?:/i.test(url)) && !(user && secret)) throw wrong('ice-servers', 'needs a username and a credential for each “turn:” server; give them as JSON');
	return { urls: list, ...(user && { username: user }), ...(secret && { credential: secret }) };
}

/** Does not say what stands there, for that may hold a credential. */
function iceWrong(): VoiceError {
	return wrong('ice-servers', 'should be addresses like “stun:stun.example.org”, or JSON with urls, username and credential');
}

function shown(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? `“${cleanLine(String(value), 60)}”` : `a value of type ${typeof value}`;
}

function wrong(attribute: string, message: string): VoiceError {
	return new VoiceError('configuration', `“${attribute}” ${message}.`, { subject: attribute });
}
