import { userPart, withTag } from './address.js';
import type { Manners } from './manners.js';
import type { Party } from './party.js';
import type { Proxy } from './proxy.js';
import { randomToken } from './random.js';
import type { HeaderField } from '../sip/message/head.js';
import { SipRequest } from './sip-request.js';
import type { Incoming } from './transactions.js';

/** A text as it set out: who wrote it, and what. */
export interface Text {
	readonly from: string;
	readonly headers: readonly HeaderField[];
	readonly body: string;
}

/** Headers of a text that its copies keep. */
const kept = /^(x-|p-|user-to-user$|content-type$)/i;

/** Texts that the server itself hands on, each copy a request of its own. Whether they are taken is not waited for. */
export class Texts {
	constructor(readonly manners: Manners, readonly proxy: Proxy) {}

	/** To every device of a user, if there is any; 202 says nothing of delivery. */
	toUser(incoming: Incoming, user: string): void {
		incoming.respond(incoming.request.reply(202));
		this.#deliver(textOf(incoming.request), this.proxy.registrar.bindingsOf(user));
	}

	/** To everybody in a room, the sender too. */
	toRoom(incoming: Incoming, room: { readonly address: string; readonly members: readonly Party[] }): void {
		const { acceptsTexts } = this.manners;
		const isActive = room.members.length > 0;
		incoming.respond(incoming.request.reply(acceptsTexts ? 202 : isActive ? 200 : 480));
		if (isActive) this.#deliver(textOf(incoming.request), acceptsTexts ? this.#devicesOf(room.members) : room.members);
		else if (acceptsTexts) this.#notice(incoming, { from: room.address, body: 'Conference not active.', type: 'text/html' });
	}

	/** One of the server's own. */
	say(to: Party, { from, body, type = 'text/plain' }: { readonly from: string; readonly body: string; readonly type?: string }): void {
		this.#deliver({ from: withTag(from, randomToken()), headers: [['Content-Type', type]], body }, [to]);
	}

	#notice({ request }: Incoming, text: { readonly from: string; readonly body: string; readonly type: string }): void {
		for (const device of this.proxy.registrar.bindingsOf(userPart(request.get('From')))) this.say(device, text);
	}

	#devicesOf(members: readonly Party[]): readonly Party[] {
		return [...new Set(members.map(({ user }) => user))].flatMap((user) => this.proxy.registrar.bindingsOf(user));
	}

	#deliver(text: Text, to: readonly Party[]): void {
		const copied = this.manners.copy(text);
		if (copied) for (const party of to) this.#send(copied, party);
	}

	#send({ from, headers, body }: Text, party: Party): void {
		const connection = this.proxy.connectionTo(party);
		const own: HeaderField[] = [['Max-Forwards', '70'], ['From', from], ['To', `<${party.contact}>`], ['Call-ID', randomToken(22)], ['CSeq', '1 MESSAGE']];
		if (connection) this.proxy.transactions.send(new SipRequest('MESSAGE', party.contact, [...own, ...headers], body), connection);
	}
}

function textOf(request: SipRequest): Text {
	return { from: request.get('From'), headers: request.headers.filter(([name]) => kept.test(name)), body: request.body };
}
