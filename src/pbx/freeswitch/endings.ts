import { decoded, paramOf, uriOf } from '../address.js';
import type { Leg } from '../dialogs.js';
import type { Proxy } from '../proxy.js';
import type { HeaderField } from '../../sip/message/head.js';
import type { Incoming } from '../transactions.js';

/** REFER: responds 202, reports success before the target rings, then ends both calls of the transferor. */
export function handleRefer(incoming: Incoming, leg: Leg, proxy: Proxy): void {
	const { request } = incoming;
	incoming.respond(request.reply(202, [['Expires', '60']]));
	const headers: HeaderField[] = [
		['Event', `refer;id=${request.cseq}`],
		['Subscription-State', 'terminated;reason=noresource'],
		['Content-Type', 'message/sipfrag;version=2.0'],
	];
	proxy.send('NOTIFY', leg, headers, 'SIP/2.0 200 OK\r\n');
	const replaced = replacedBy(request.get('Refer-To'), proxy);
	for (const call of replaced ? [replaced, leg] : [leg]) end(call, proxy);
}

/** BYE: responds 200 at once and sends a BYE to the peer. */
export function hangUp(incoming: Incoming, leg: Leg, proxy: Proxy): void {
	incoming.respond(incoming.request.reply(200));
	if (leg.peer) proxy.send('BYE', leg.peer);
	proxy.dialogs.remove(leg);
}

/** The transferor's other call, in an attended transfer. */
function replacedBy(referTo: string, proxy: Proxy): Leg | undefined {
	const replaces = decoded(/[?&]Replaces=([^&]+)/i.exec(uriOf(referTo))?.[1] ?? '');
	const [callId = ''] = replaces.split(';');
	return proxy.dialogs.find({
		callId,
		fromTag: paramOf(replaces, 'from-tag') ?? '',
		toTag: paramOf(replaces, 'to-tag') ?? '',
	});
}

function end(leg: Leg, proxy: Proxy): void {
	proxy.send('BYE', leg);
	if (leg.peer) proxy.send('BYE', leg.peer);
	leg.call?.abandon();
	proxy.dialogs.remove(leg);
}
