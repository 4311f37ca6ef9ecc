import { userPart } from '../address.js';
import type { HeaderField } from '../../sip/message/head.js';
import { reasonPhrases, SipResponse } from '../sip-response.js';
import type { Incoming } from '../transactions.js';
import { socketAddressOf, allow, allowEvents } from './header-values.js';

const reasons: Readonly<Record<number, string>> = {
	403: 'Q.850;cause=21;text="CALL_REJECTED"',
	404: 'Q.850;cause=3;text="NO_ROUTE_DESTINATION"',
	486: 'Q.850;cause=17;text="USER_BUSY"',
	488: 'Q.850;cause=88;text="INCOMPATIBLE_DESTINATION"',
	503: 'Q.850;cause=41;text="NORMAL_TEMPORARY_FAILURE"',
	603: 'Q.850;cause=21;text="CALL_REJECTED"',
};
const kept = /^(x-|content-type$|www-authenticate$|proxy-authenticate$|date$|expires$|warning$)/i;
const unnamed = [100, 401, 407, 487];

/** Rewrites a response as FreeSWITCH sends it: with its own reason phrases and headers. */
export function dressResponse(response: SipResponse, incoming: Incoming, domain: string): SipResponse {
	const { request } = incoming;
	const isInvite = request.method === 'INVITE';
	const status = isInvite && response.status === 180 ? 183 : response.status;
	const party = isInvite && !unnamed.includes(status) && !request.toTag;
	return new SipResponse(status, reasonPhrases[status] ?? response.reason, [
		...viasOf(incoming),
		...['From', 'To', 'Call-ID', 'CSeq'].map((name): HeaderField => [name, response.get(name)]),
		...contactsOf(response, incoming),
		['User-Agent', 'FreeSWITCH'],
		...(isInvite && status > 100 && status !== 487 ? [['Accept', 'application/sdp'] as const] : []),
		...(status > 100 ? [allow, ['Supported', 'path, replaces'] as const] : []),
		...(status > 100 && (isInvite ? !request.toTag : request.method === 'REFER') ? [allowEvents] : []),
		...reasonOf(status, incoming),
		...response.headers.filter(([name]) => kept.test(name)),
		...(response.body ? [['Content-Disposition', 'session'] as const] : []),
		...(party ? [['Remote-Party-ID', remoteParty(userPart(request.uri), domain)] as const] : []),
	], response.body);
}

function viasOf({ request, connection }: Incoming): HeaderField[] {
	const { host, port } = socketAddressOf(connection);
	return request
		.getAll('Via')
		.map((via, index): HeaderField => ['Via', index === 0 ? `${via};received=${host};rport=${port}` : via]);
}

function contactsOf(response: SipResponse, { request }: Incoming): HeaderField[] {
	if (request.method === 'REGISTER')
		return response
			.getAll('Contact')
			.map((contact) => ['Contact', contact.replace(/^([^>]*>).*(;expires=\d+)/, '$1$2')]);
	if (response.status <= 100 || response.status >= 300) return [];
	if (request.method === 'MESSAGE') return [['Contact', '<sip:127.0.0.1:7443;transport=udp>']];
	return ['INVITE', 'UPDATE', 'REFER'].includes(request.method)
		? [['Contact', `<sip:${userPart(request.get('To'))}@127.0.0.1:5060;transport=udp>`]]
		: [];
}

function reasonOf(status: number, { request, hasRung }: Incoming): HeaderField[] {
	if (request.method !== 'INVITE' || status < 300) return [];
	const absent = hasRung ? 'Q.850;cause=19;text="NO_ANSWER"' : 'SIP;cause=806;text="USER_NOT_REGISTERED"';
	const reason = status === 480 ? absent : reasons[status];
	return reason ? [['Reason', reason]] : [];
}

const remoteParty = (user: string, domain: string): string =>
	`"${user}" <sip:${user}@${domain}>;party=calling;privacy=off;screen=no`;
