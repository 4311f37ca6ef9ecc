import { uriOf, userPart } from './address.js';
import type { Dialogs, Leg } from './dialogs.js';
import type { PbxService, ServiceCall, ServiceMedia } from './service.js';
import type { HeaderField } from '../sip/message/head.js';
import type { SipRequest } from './sip-request.js';
import type { Incoming } from './transactions.js';

/** What an answered call needs from its server. */
export interface CallServer {
	readonly domain: string;
	readonly dialogs: Dialogs;
	/** Whether a 183 with the same SDP precedes the 200. */
	readonly earlyMedia: boolean;
	/** Adapts an SDP answer to the behaviour of the server. */
	sdp(answer: string): string;
	bye(leg: Leg): void;
	/** Sends a MESSAGE from the server. */
	text(leg: Leg, text: { readonly from: string; readonly body: string }): void;
	/** Handles a MESSAGE within the call. */
	texted(incoming: Incoming, call: AnsweredCall): void;
	/** Called once, when the call has ended. */
	ended(call: AnsweredCall): void;
}

const sdpHeaders: readonly HeaderField[] = [['Content-Type', 'application/sdp']];

/** The SIP side of a call that the server answers itself (RFC 3261 section 13.3). The service provides the media. */
export class AnsweredCall implements ServiceCall {
	readonly number: string;
	readonly caller: string;
	readonly offer: string;
	readonly leg: Leg;
	readonly #end = new AbortController();
	#media: ServiceMedia | undefined;
	#renegotiating = false;

	constructor(readonly service: PbxService, readonly invite: Incoming, readonly server: CallServer) {
		const { request, connection } = invite;
		this.number = userPart(request.uri);
		this.caller = userPart(request.get('From'));
		this.offer = request.body;
		const otherTag = request.reply(200).toTag;
		this.leg = {
			callId: request.callId,
			tag: request.fromTag,
			otherTag,
			address: request.get('From'),
			otherAddress: request.get('To'),
			user: this.caller,
			contact: uriOf(request.get('Contact')),
			connection,
			call: this,
		};
	}

	get signal(): AbortSignal {
		return this.#end.signal;
	}

	get isAnswered(): boolean {
		return this.#media !== undefined;
	}

	/** Sends 100 and lets the service answer: 200 with its SDP, or 488 if it rejects. */
	async start(): Promise<void> {
		const { invite, service, server } = this;
		invite.onCancel = () => this.#refuse(487);
		invite.respond(invite.request.reply(100));
		if (!this.offer) return this.#refuse(488);
		try {
			this.#media = await service.answer(this);
		} catch (error) {
			return this.#refuse(488, error);
		}
		if (this.signal.aborted) return;
		server.dialogs.add(this.leg);
		if (server.earlyMedia) this.#respond(invite, 183, this.#media.answer);
		this.#respond(invite, 200, this.#media.answer);
	}

	/** Handles a request within the dialog. */
	request(incoming: Incoming): void {
		const { request } = incoming;
		switch (request.method) {
			case 'INVITE':
			case 'UPDATE': return void this.#renegotiate(incoming);
			case 'BYE': return this.#bye(incoming);
			case 'INFO': return this.#info(incoming);
			case 'MESSAGE': return this.server.texted(incoming, this);
			case 'OPTIONS':
			case 'NOTIFY': return incoming.respond(request.reply(200));
			default: return incoming.respond(request.reply(405));
		}
	}

	text(body: string): void {
		this.server.text(this.leg, { from: `"${this.number}" <sip:${this.number}@${this.server.domain}>`, body });
	}

	hangUp(): void {
		if (this.signal.aborted) return;
		this.server.bye(this.leg);
		this.abandon();
	}

	/** Ends the call without a BYE, because the client is gone or has sent its own. */
	abandon(): void {
		if (this.signal.aborted) return;
		this.#end.abort();
		this.server.dialogs.remove(this.leg);
		this.server.ended(this);
	}

	#respond(incoming: Incoming, status: number, sdp: string): void {
		const parameters = this.service.isRoom ? ';isfocus' : '';
		const contact = `<sip:${this.number}@${this.server.domain};transport=ws>${parameters}`;
		const headers: HeaderField[] = [['Contact', contact], ...(sdp ? sdpHeaders : [])];
		incoming.respond(incoming.request.reply(status, headers, { body: this.server.sdp(sdp) }));
	}

	#refuse(status: number, error?: unknown): void {
		const headers: HeaderField[] = [];
		if (error instanceof Error) {
			headers.push(['Warning', `399 ${this.server.domain} "${error.message.replace(/[^\w .:,-]/g, ' ')}"`]);
		}
		this.invite.respond(this.invite.request.reply(status, headers));
		this.abandon();
	}

	async #renegotiate(incoming: Incoming): Promise<void> {
		const { request } = incoming;
		if (this.#renegotiating) return incoming.respond(request.reply(491));
		if (!request.body || !this.#media) {
			if (request.method === 'UPDATE') return this.#respond(incoming, 200, '');
			return incoming.respond(request.reply(488));
		}
		this.#renegotiating = true;
		const answer = await this.#media.renegotiate(request.body).catch(() => undefined);
		this.#renegotiating = false;
		if (answer === undefined) incoming.respond(request.reply(488));
		else this.#respond(incoming, 200, answer);
	}

	#bye(incoming: Incoming): void {
		incoming.respond(incoming.request.reply(200));
		this.abandon();
	}

	#info(incoming: Incoming): void {
		const digit = dtmfOf(incoming.request);
		if (digit) this.#media?.press?.(digit);
		incoming.respond(incoming.request.reply(200));
	}
}

/** The digit of an INFO: `application/dtmf-relay` or `application/dtmf`. */
function dtmfOf(request: SipRequest): string | undefined {
	const type = request.get('Content-Type').split(';')[0]?.trim();
	if (type === 'application/dtmf-relay')
		return /^Signal[ \t]*=[ \t]*([0-9A-D*#])[ \t]*\r?$/im.exec(request.body)?.[1];
	return type === 'application/dtmf' ? /^([0-9A-D*#])\s?$/i.exec(request.body)?.[1] : undefined;
}
