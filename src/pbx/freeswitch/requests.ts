import { userPart, tagOf } from '../address.js';
import type { ClientConnection } from '../connection.js';
import type { HeaderField } from '../../sip/message/head.js';
import type { SipRequest } from '../sip-request.js';
import { socketAddressOf, allow, allowEvents } from './header-values.js';

const kept =
	/^(via|max-forwards|from|to|call-id|cseq|x-|p-|user-to-user$|content-type|event$|subscription-state$|reason$)/i;
const own: HeaderField[] = [['User-Agent', 'FreeSWITCH'], allow, ['Supported', 'path, replaces']];

/**
 * Rewrites a request as FreeSWITCH sends it to a client: from its own address, with a Route to the client's socket and
 * parameters outside the angle brackets.
 */
export function dressRequest(request: SipRequest, connection: ClientConnection, domain: string): void {
	const { host, port } = socketAddressOf(connection);
	const caller = userPart(request.get('From'));
	const socket = `sip:${userPart(request.uri)}@${host}:${port}`;
	request.headers = request.headers.filter(([name]) => kept.test(name));
	request.set('Via', `SIP/2.0/WS 127.0.0.1:5066;branch=${request.branch}`);
	if (!request.toTag) {
		request.headers.splice(1, 0, ['Route', `<${socket}>;transport=ws`]);
		request.set('To', request.method === 'MESSAGE' ? `<${socket}>;transport=ws` : `<${request.uri}>`);
	}
	if (request.method === 'MESSAGE' && !request.toTag) request.uri = socket;
	if (request.method === 'INVITE' && !request.toTag)
		request.set('From', `"User ${caller}" <sip:${caller}@${domain}>;tag=${tagOf(request.get('From'))}`);
	request.headers.push(...extraHeaders(request, caller, domain));
}

function extraHeaders({ method, headers, toTag }: SipRequest, caller: string, domain: string): HeaderField[] {
	const hasReason = headers.some(([name]) => /^reason$/i.test(name));
	const contact: HeaderField = ['Contact', '<sip:mod_sofia@127.0.0.1:5060>'];
	switch (method) {
		case 'ACK':
			return [contact];
		case 'CANCEL':
			return hasReason ? [] : [['Reason', 'SIP;cause=487;text="ORIGINATOR_CANCEL"']];
		case 'BYE':
			return hasReason ? own : [...own, ['Reason', 'Q.850;cause=16;text="NORMAL_CLEARING"']];
		case 'INVITE':
			if (toTag) return [contact, ...own];
			return [
				contact, ...own, allowEvents, ['Content-Disposition', 'session'],
				['X-FS-Support', 'update_display,send_info'],
				['Remote-Party-ID', `"User ${caller}" <sip:${caller}@${domain}>;party=calling;screen=yes;privacy=off`],
			];
		case 'NOTIFY':
			return [contact, ...own, allowEvents];
		default:
			return own;
	}
}
