import { candidatesOf, withOrigin, withoutAttributes, type SdpCandidate } from '../../rtc/sdp.js';
import type { HeaderField } from '../../sip/message/head.js';
import type { ClientConnection } from '../connection.js';
import type { Leg } from '../dialogs.js';
import type { Manners } from '../manners.js';
import type { Proxy } from '../proxy.js';
import type { SipRequest } from '../sip-request.js';
import type { SipResponse } from '../sip-response.js';
import type { Text } from '../texts.js';
import type { Incoming } from '../transactions.js';
import { answerFor, isSameMedia } from './hold.js';
import { dressRequest } from './requests.js';
import { dressResponse } from './responses.js';
import { handleRefer, hangUp } from './endings.js';

/** Identifies the server in its texts. */
const coreUuid = '508e36ee-6cc7-4b5a-b252-c181d234d503';

const confirm = (incoming: Incoming): void => incoming.respond(incoming.request.reply(200));
const ownAnswers: Readonly<Record<string, (incoming: Incoming, leg: Leg, proxy: Proxy) => void>> = {
	REFER: handleRefer,
	BYE: hangUp,
	INFO: confirm,
	OPTIONS: confirm,
};

/**
 * FreeSWITCH 1.11 as a client sees it, reproduced from recordings. Between two callers it only imitates the B2BUA:
 * media flows directly, so the dialog keeps its Call-ID and tags, a 183 between users has no ringback, ICE restarts are
 * relayed to the peer, and a transferee is hung up instead of connected.
 */
export class FreeSwitch implements Manners {
	readonly forbidsWrongPasswords = true;
	readonly challengesTextsInCalls = true;
	readonly earlyMedia = true;
	readonly acceptsTexts = true;
	readonly backToBack = true;

	constructor(readonly domain: string) {}

	accepts(offer: string): boolean {
		return offer === '' || candidatesOf(offer).some(isUsable);
	}

	response(response: SipResponse, incoming: Incoming): SipResponse {
		return dressResponse(response, incoming, this.domain);
	}

	request(request: SipRequest, connection: ClientConnection): void {
		dressRequest(request, connection, this.domain);
	}

	/** FreeSWITCH supports neither BUNDLE nor mid. */
	sdp(answer: string): string {
		return withOrigin(withoutAttributes(answer, 'group', 'mid'), 'FreeSWITCH');
	}

	/** FreeSWITCH accepts typing notices without delivering them, and drops the parameters of a Content-Type. */
	copy({ headers, ...text }: Text): Text | undefined {
		const type = headers.find(([name]) => /^content-type$/i.test(name))?.[1].split(';')[0]?.trim() ?? 'text/html';
		if (type.includes('composing')) return undefined;
		const others = headers.filter(([name]) => !/^content-type$/i.test(name));
		return { ...text, headers: [['Content-Type', type], ['X-FS-Sending-Message', coreUuid], ...others] };
	}

	/** FreeSWITCH is a B2BUA: it answers each side itself, except what needs the other side. */
	within(incoming: Incoming, leg: Leg, proxy: Proxy): boolean {
		const { method } = incoming.request;
		if (method === 'INVITE' || method === 'UPDATE') return this.#held(incoming, leg);
		const answer = leg.peer || method === 'REFER' ? ownAnswers[method] : undefined;
		answer?.(incoming, leg, proxy);
		return answer !== undefined;
	}

	/** Answers hold and resume itself; the peer only hears the music on hold. */
	#held(incoming: Incoming, leg: Leg): boolean {
		const { request } = incoming;
		const [before, theirs] = [leg.sdp, leg.peer?.sdp];
		if (!before || !theirs || !isSameMedia(request.body, before)) return false;
		const body = answerFor(request.body, theirs, before);
		const contact: HeaderField = ['Contact', `<sip:mod_sofia@${this.domain}>`];
		incoming.respond(request.reply(200, [contact, ['Content-Type', 'application/sdp']], { body }));
		return true;
	}
}

/**
 * FreeSWITCH uses only literal IPv4 addresses over UDP: it resolves no mDNS names and does not wait for trickled ones.
 */
function isUsable({ protocol, address }: SdpCandidate): boolean {
	return protocol === 'udp' && /^\d+(?:\.\d+){3}$/.test(address);
}
