import { cleanLine } from '../core/text.js';
import { VoiceError } from '../core/voice-error.js';

/** The server as it may be shown: what follows a `?` may be a token. */
export function displayUrl(server: string): string {
	return server.split(/[?#]/, 1).join().replace(/\/$/, '');
}

/** The browser tells nobody why a WebSocket failed, so that a page cannot map a network. */
export function serverUnreachable(server: string): VoiceError {
	const page = displayUrl(server).replace(/^ws/, 'http');
	const certificate = server.startsWith('wss:') ? ' its certificate (it must be valid for this name),' : '';
	return new VoiceError('server-unreachable', `“${displayUrl(server)}” could not be reached. The browser does not say why. Check the name, the port,${certificate} a firewall between, and that a SIP server listens there. To see what the browser sees, open ${page} in a tab.`, { subject: displayUrl(server) });
}

export function connectionLost(server: string): VoiceError {
	return new VoiceError('server-unreachable', `The connection to “${displayUrl(server)}” was lost. It is tried again.`, { subject: displayUrl(server) });
}

export function serverSilent(server: string): VoiceError {
	return new VoiceError('server-silent', `“${displayUrl(server)}” accepts connections and answers nothing. Is it a SIP server, and does it run?`, { subject: displayUrl(server) });
}

/** The server said goodbye with a code of its own (RFC 6455 section 7.4). */
export function closedByServer(server: string, { code, reason }: { readonly code: number; readonly reason: string }): VoiceError {
	if (code === 1006) return connectionLost(server);
	const words = cleanLine(reason, 64);
	return new VoiceError('refused', `“${displayUrl(server)}” closed the connection (${String(code)}${words && `, ${words}`}). It is tried again.`, { subject: displayUrl(server) });
}

/** `new WebSocket` itself threw: a page loaded by https may not open `ws:`, and a policy of the page may forbid more. */
export function socketForbidden(server: string, thrown: unknown): VoiceError {
	const cause = withoutQueries(thrown);
	if (server.startsWith('ws:')) return new VoiceError('insecure-page', `The browser does not let this page open “${displayUrl(server)}”. A page loaded by https needs a server that begins with “wss://”.`, { cause, subject: displayUrl(server) });
	return new VoiceError('configuration', `The browser does not let this page open “${displayUrl(server)}”. Check “server”, and the “connect-src” of the page’s Content-Security-Policy.`, { cause, subject: displayUrl(server) });
}

/** Browsers name the whole URL in their sentence, and a token may stand in it. */
function withoutQueries(thrown: unknown): DOMException {
	const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new DOMException(message.replace(/[?#][^\s'"“”]*/g, '?…'), name);
}
