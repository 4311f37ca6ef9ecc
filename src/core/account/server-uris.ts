import { cleanLine, isHeaderSafe } from '../text.js';
import { VoiceError } from '../voice-error.js';

/** Where the page is, as far as a configuration depends on it. */
export interface PageLocation {
	readonly protocol: string;
	readonly hostname: string;
	/** `hostname`, with a port where it is not the usual one. */
	readonly host: string;
}

/** How a protocol reaches its servers: by WebSocket alone, or by HTTP as well, where a path is one at the page's own host. */
export type ServerTransport = 'websocket' | 'websocket-or-http';

const MAX_SERVERS = 8;

const WORDS = {
	websocket: { kind: 'WebSocket', like: '“wss://pbx.example.org:7443”', schemes: /^wss?:$/ },
	'websocket-or-http': { kind: 'WebSocket or HTTP', like: '“wss://janus.example.org:8989” or “/janus”', schemes: /^(wss?|https?):$/ },
} as const;

/** The page we are on; in Node one that allows everything. */
export function currentPage(): PageLocation {
	return (globalThis as { location?: PageLocation }).location ?? { protocol: 'http:', hostname: 'localhost', host: 'localhost' };
}

/**
 * The servers of a `server` attribute, in order of preference. An empty host (`wss://:7443`) is the page's. Entries the page may not open
 * (`ws:` on an https page, but for loopback) are skipped.
 *
 * @throws {VoiceError} `configuration` when one is no URI of the transport, or none is left.
 */
export function parseServers(server: unknown, page: PageLocation, transport: ServerTransport = 'websocket'): readonly string[] {
	const { kind, like } = WORDS[transport];
	const entries = listOf(server, transport);
	if (entries.length === 0) throw wrong(`The phone has no “server”. It is one or more ${kind} addresses, like ${like}.`);
	if (entries.length > MAX_SERVERS) throw wrong(`“server” should name at most ${String(MAX_SERVERS)}.`);
	const servers = entries.map((entry) => toUrl(entry, page, transport));
	const open = servers.filter((url) => mayOpen(url, page));
	if (open.length === 0) throw wrong('This page was loaded by https, so its “server” must begin with “wss://”.');
	return [...new Set(open.map(({ href }) => href))];
}

function listOf(server: unknown, transport: ServerTransport): readonly string[] {
	if (server === undefined || server === null) return [];
	const list: unknown[] = typeof server === 'string' ? server.trim().split(/\s+/) : Array.isArray(server) ? server : [server];
	return list.map((entry) => (typeof entry === 'string' ? entry : wrongEntry(`a value of type ${typeof entry}`, transport))).filter(Boolean);
}

function toUrl(entry: string, { protocol, hostname, host }: PageLocation, transport: ServerTransport): URL {
	const path = transport === 'websocket-or-http' && /^\/(?!\/)/.test(entry);
	const complete = path ? `${protocol}//${host}${entry}` : entry.replace(/^((?:ws|http)s?:\/\/)(?=[:/]|$)/i, `$1${bracketed(hostname)}`);
	const url = isHeaderSafe(entry) && URL.canParse(complete) ? new URL(complete) : undefined;
	if (!url || !WORDS[transport].schemes.test(url.protocol) || url.username || url.password || url.hash) return wrongEntry(withoutSecrets(entry), transport);
	return url;
}

function mayOpen(url: URL, page: PageLocation): boolean {
	return page.protocol !== 'https:' || url.protocol === 'wss:' || url.protocol === 'https:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
}

function bracketed(hostname: string): string {
	return hostname.includes(':') && !hostname.startsWith('[') ? `[${hostname}]` : hostname;
}

/** A password may stand before an “@”, a token behind a “?”. */
function withoutSecrets(entry: string): string {
	return entry.replace(/^([a-z]+:\/\/)?.*@/i, '$1…@').split(/[?#]/, 1).join();
}

function wrongEntry(entry: string, transport: ServerTransport): never {
	const { kind, like } = WORDS[transport];
	throw wrong(`“${cleanLine(entry, 100)}” is no ${kind} address. “server” should look like ${like}.`);
}

function wrong(message: string): VoiceError {
	return new VoiceError('configuration', message, { subject: 'server' });
}
