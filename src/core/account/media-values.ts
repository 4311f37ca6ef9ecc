import { parseText, shown, wrong } from './configuration-values.js';
import { ownProperties } from '../own-properties.js';
import type { VoiceError } from '../voice-error.js';

const ICE_URI = /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[\w.-]+)(:\d{1,5})?(\?transport=(udp|tcp))?$/i;
const MAX_ICE_SERVERS = 8;
/** Of one server. */
const MAX_URLS = 8;
const MAX_CODECS = 32;

/** Lower-case names of audio codecs, preferred first. */
export function parseCodecs(value: unknown): readonly string[] {
	const names: readonly unknown[] = Array.isArray(value) ? value : parseText('codecs', value, 256).split(/[\s,]+/);
	if (names.length > MAX_CODECS) throw wrong('codecs', `should name at most ${String(MAX_CODECS)} codecs`);
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
	const { urls, username, credential } = settingsOf(server);
	const list: unknown[] = Array.isArray(urls) ? urls : [urls];
	if (list.length === 0 || !list.every((url): url is string => typeof url === 'string' && ICE_URI.test(url))) throw iceWrong();
	if (list.length > MAX_URLS) throw wrong('ice-servers', `should have at most ${String(MAX_URLS)} addresses for each server`);
	const user = parseText('ice-servers', username, 512);
	const secret = parseText('ice-servers', credential, 1024, { raw: true });
	if (list.some((url) => /^turns?:/i.test(url)) && !(user && secret)) throw wrong('ice-servers', 'needs a username and a credential for each “turn:” server; give them as JSON');
	return { urls: list, ...(user && { username: user }), ...(secret && { credential: secret }) };
}

/** What a getter throws may hold a credential as well. */
function settingsOf(server: unknown): { urls?: unknown; username?: unknown; credential?: unknown } {
	try {
		return ownProperties(typeof server === 'object' ? server ?? {} : {});
	} catch {
		throw iceWrong();
	}
}

/** Does not say what stands there, for that may hold a credential. */
function iceWrong(): VoiceError {
	return wrong('ice-servers', 'should be addresses like “stun:stun.example.org”, or JSON with urls, username and credential');
}
