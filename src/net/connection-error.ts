import { cleanLine } from '../core/text.js';
import { VoiceError } from '../core/voice-error.js';

/** The server's URL for display, without query and fragment, which may contain a token. */
export function displayUrl(server: string): string {
	return server.split(/[?#]/, 1).join().replace(/\/$/, '');
}

/** Browsers do not report why a WebSocket failed, so that pages cannot scan a network. */
export function serverUnreachable(server: string): VoiceError {
	const subject = displayUrl(server);
	const page = subject.replace(/^ws/, 'http');
	const certificate = server.startsWith('wss:') ? ' the certificate (it must be valid for this name),' : '';
	const message =
		`“${subject}” could not be reached; the browser does not report why. Check the name, the port,${certificate} `
		+ `firewalls, and whether a SIP server listens there. To see the browser’s own error, open ${page} in a tab.`;
	return new VoiceError('server-unreachable', message, { subject });
}

export function connectionLost(server: string): VoiceError {
	const subject = displayUrl(server);
	return new VoiceError('server-unreachable', `The connection to “${subject}” was lost. It will be retried.`, {
		subject,
	});
}

export function serverSilent(server: string): VoiceError {
	const subject = displayUrl(server);
	const message = `“${subject}” accepts connections but does not respond. Is it a SIP server, and does it run?`;
	return new VoiceError('server-silent', message, { subject });
}

/** The server closed the connection with a code (RFC 6455 section 7.4). */
export function closedByServer(
	server: string,
	{ code, reason }: { readonly code: number; readonly reason: string },
): VoiceError {
	if (code === 1006) return connectionLost(server);
	const subject = displayUrl(server);
	const why = [String(code), cleanLine(reason, 64)].filter(Boolean).join(', ');
	return new VoiceError('refused', `“${subject}” closed the connection (${why}). It will be retried.`, { subject });
}

/** `new WebSocket` threw: an https page may not open `ws:`, and a Content-Security-Policy may forbid more. */
export function socketForbidden(server: string, thrown: unknown): VoiceError {
	const cause = withoutQueries(thrown);
	const subject = displayUrl(server);
	const message = `The browser does not let this page open “${subject}”.`;
	if (server.startsWith('ws:')) {
		return new VoiceError('insecure-page', `${message} An https page needs a “wss://” server.`, { cause, subject });
	}
	const advice = 'Check “server”, and “connect-src” in the page’s Content-Security-Policy.';
	return new VoiceError('configuration', `${message} ${advice}`, { cause, subject });
}

/** Browsers quote the whole URL in their messages, which may contain a token. */
function withoutQueries(thrown: unknown): DOMException {
	const { name, message } = thrown instanceof Error ? thrown : new Error(String(thrown));
	return new DOMException(message.replace(/[?#][^\s'"“”]*/g, '?…'), name);
}
