import type { SessionHost } from '../session-host.js';
import { outcomeOfRequest, sendText, type Transaction } from './jssip-session.js';

/** Maximum ring time. */
const RINGS_MS = 120_000;
const COPIED = /^(?:Via|Route|Max-Forwards|From|To|Call-ID|CSeq):/i;

/**
 * Sends CANCEL after a reconnect for an INVITE that was pending when the connection was lost. Its response would go to
 * the closed connection, and it would keep ringing for a caller who has left.
 */
export async function cancelWhenBackOnline(host: SessionHost, invite: Transaction): Promise<void> {
	if (await outcomeOfRequest(invite) !== 'unsent') return;
	const cancel = cancelOf(invite.request.toString());
	await host.whenReachable(RINGS_MS, AbortSignal.timeout(RINGS_MS)).then(() => sendText(host.ua, cancel), () => undefined);
}

/** The CANCEL of an INVITE (RFC 3261 section 9.1). */
export function cancelOf(invite: string): string {
	const [startLine = '', ...headers] = invite.slice(0, invite.indexOf('\r\n\r\n')).split('\r\n');
	const copied = headers.filter((line) => COPIED.test(line)).map((line) => line.replace(/^(CSeq: *\d+) .*/i, '$1 CANCEL'));
	return [startLine.replace(/^INVITE/, 'CANCEL'), ...copied, 'Content-Length: 0', '', ''].join('\r\n');
}
