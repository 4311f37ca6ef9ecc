import type { SessionHost } from '../session-host.js';
import { outcomeOfRequest, sendText, type Transaction } from './jssip-session.js';

/** As long as a telephone may ring. */
const RINGS_MS = 120_000;
const COPIED = /^(?:Via|Route|Max-Forwards|From|To|Call-ID|CSeq):/i;

/**
 * Calls an INVITE back, as soon as the server is there again, that was under way when the server went. Nobody here can take the answer any more, which would
 * go to a connection that is gone; and there it would ring on for somebody who has left.
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
