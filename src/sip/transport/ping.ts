import type { Account } from '../../core/account/configuration.js';
import { token } from '../../core/random.js';
import { headerOf, readFrame } from '../message/frame.js';
import { viaTransport } from './sip-socket.js';

const PREFIX = 'ping-';

/**
 * An OPTIONS to the server (RFC 3261 section 11). JsSIP is not used, because its transaction would wait 32 s. Any
 * response will do, also a failure.
 */
export function pingFrame({ uri, host }: Pick<Account, 'uri' | 'host'>, server: string): string {
	const id = token(20);
	return [
		`OPTIONS sip:${host} SIP/2.0`,
		`Via: SIP/2.0/${viaTransport(server)} ${token(8)}.invalid;branch=z9hG4bK${id}`,
		'Max-Forwards: 10',
		`To: <sip:${host}>`,
		`From: <${uri}>;tag=${token(8)}`,
		`Call-ID: ${PREFIX}${id}`,
		'CSeq: 1 OPTIONS',
		'Accept: application/sdp',
		'User-Agent: voice-elements',
		'Content-Length: 0',
		'',
		'',
	].join('\r\n');
}

/** Whether a response belongs to a ping and is hidden from JsSIP. */
export function isPing(callId: string | undefined): boolean {
	return callId?.startsWith(PREFIX) ?? false;
}

/** Whether a frame is the response to a ping. */
export function isPong(text: string): boolean {
	const frame = readFrame(text);
	return frame?.status !== undefined && isPing(headerOf(frame, 'call-id'));
}
