import { isHeaderSafe } from './text.js';
import { VoiceError } from './voice-error.js';

const ICE_URI = /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;
const MAX_ICE_SERVERS = 8;

/** One of a few words; the first is the default. */
export function parseOneOf<Word extends string>(attribute: string, value: unknown, words: readonly [Word, ...Word[]]): Word {
	if (value === undefined || value === null || value === '') return words[0];
	const word = words.find((one) => one === value);
	if (word === undefined) throw wrong(attribute, `should be ${words.map((one) => `“${one}”`).join(' or ')}, not “${shown(value)}”`);
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

/** A number above 0. */
export function parsePositive(attribute: string, value: unknown, { fallback, max }: { fallback: number; max: number }): number {
	if (value === undefined || value === null || value === '') return fallback;
	const number = Number(value);
	if (!(number > 0 && number <= max)) throw wrong(attribute, `should be a number from 1 to ${String(max)}, not “${shown(value)}”`);
	return number;
}

/** Lower-case names of audio codecs, preferred first. */
export function parseCodecs(value: unknown): readonly string[] {
	const names = Array.isArray(value) ? value.map(String) : parseText('codecs', value, 256).split(/[\s,]+/);
	const bad = names.find((name) => !/^[\w.-]{0,32}$/.test(name));
	if (bad !== undefined) throw wrong('codecs', `should be names of codecs, like “opus pcmu”, not “${shown(bad)}”`);
	return names.filter(Boolean).map((name) => name.toLowerCase());
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
	if (typeof value !== 'string') throw iceWrong(value);
	const text = value.trim();
	if (!/^[[{]/.test(text)) return text.split(/\s+/).filter(Boolean).map((urls) => ({ urls }));
	try {
		const parsed: unknown = JSON.parse(text);
		return Array.isArray(parsed) ? parsed : [parsed];
	} catch {
		throw iceWrong(text);
	}
}

function checkIceServer(server: unknown): RTCIceServer {
	const { urls, username, credential } = (server ?? {}) as { urls?: unknown; username?: unknown; credential?: unknown };
	const list: unknown[] = Array.isArray(urls) ? urls : [urls];
	if (list.length === 0 || !list.every((url): url is string => typeof url === 'string' && ICE_URI.test(url))) throw iceWrong(typeof urls === 'string' ? urls : 'that');
	const user = parseText('ice-servers', username, 512);
	const secret = parseText('ice-servers', credential, 1024, { raw: true });
	if (list.some((url) => /^turns?:/i.test(url)) && !(user && secret)) throw wrong('ice-servers', 'needs a username and a credential for each “turn:” server; give them as JSON');
	return { urls: list, ...(user && { username: user }), ...(secret && { credential: secret }) };
}

function iceWrong(value: unknown): VoiceError {
	return wrong('ice-servers', `should be addresses like “stun:stun.example.org”, or JSON with urls, username and credential, not “${shown(value)}”`);
}

function shown(value: unknown): string {
	return String(typeof value === 'object' ? JSON.stringify(value) : value).slice(0, 60);
}

function wrong(attribute: string, message: string): VoiceError {
	return new VoiceError('configuration', `“${attribute}” ${message}.`, { subject: attribute });
}
