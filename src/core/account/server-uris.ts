import { cleanLine, isHeaderSafe } from '../text.js';
import { VoiceError } from '../voice-error.js';

/** Where the page is, as far as a configuration depends on it. */
export interface PageLocation {
	readonly protocol: string;
	readonly hostname: string;
}

const MAX_SERVERS = 8;

/** The page we are on; in Node one that allows everything. */
export function currentPage(): PageLocation {
	return (globalThis as { location?: PageLocation }).location ?? { protocol: 'http:', hostname: 'localhost' };
}

/**
 * The servers of a `server` attribute, in order of preference. An empty host (`wss://:7443`) is the page's. Entries the page may not open
 * (`ws:` on an https page, but for loopback) are skipped.
 *
 * @throws {VoiceError} `configuration` when one is no WebSocket URI, or none is left.
 */
export function parseServers(server: unknown, page: PageLocation): readonly string[] {
	const entries = listOf(server);
	if (entries.length === 0) throw wrong('The phone has no “server”. It is one or more WebSocket addresses, like “wss://pbx.example.org:7443”.');
	if (entries.length > MAX_SERVERS) throw wrong(`“server” should name at most ${String(MAX_SERVERS)}.`);
	const servers = entries.map((entry) => toUrl(entry, page));
	const open = servers.filter((url) => mayOpen(url, page));
	if (open.length === 0) throw wrong('This page was loaded by https, so its “server” must begin with “wss://”.');
	return [...new Set(open.map(({ href }) => href))];
}

function listOf(server: unknown): readonly string[] {
	if (server === undefined || server === null) return [];
	const list: unknown[] = typeof server === 'string' ? server.trim().split(/\s+/) : Array.isArray(server) ? server : [server];
	return list.map((entry) => (typeof entry === 'string' ? entry : wrongEntry(`a value of type ${typeof entry}`))).filter(Boolean);
}

function toUrl(entry: string, { hostname }: PageLocation): URL {
	const complete = entry.replace(/^(wss?:\/\/)(?=[:/]|$)/i, `$1${bracketed(hostname)}`);
	const url = isHeaderSafe(entry) && URL.canParse(complete) ? new URL(complete) : undefined;
	if (!url || !/^wss?:$/.test(url.protocol) || url.username || url.password || url.hash) return wrongEntry(withoutSecrets(entry));
	return url;
}

function mayOpen(url: URL, page: PageLocation): boolean {
	return page.protocol !== 'https:' || url.protocol === 'wss:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}

function bracketed(hostname: string): string {
	return hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
}

/** A password may stand before an “@”, a token behind a “?”. */
function withoutSecrets(entry: string): string {
	return entry.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@').split(/[?#]/, 1).join();
}

function wrongEntry(entry: string): never {
	throw wrong(`“${cleanLine(entry, 100)}” is no WebSocket address. “server” should look like “wss://pbx.example.org:7443”.`);
}

function wrong(message: string): VoiceError {
	return new VoiceError('configuration', message, { subject: 'server' });
}
