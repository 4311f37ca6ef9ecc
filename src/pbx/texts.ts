import { userPart, withTag } from './address.js';
import type { Manners } from './manners.js';
import type { Party } from './party.js';
import type { Proxy } from './proxy.js';
import { randomToken } from './random.js';
import type { HeaderField } from '../sip/message/head.js';
import { SipRequest } from './sip-request.js';
import type { Incoming } from './transactions.js';

/** A text with its sender. */
export interface Text {
	readonly from: string;
	readonly headers: readonly HeaderField[];
	readonly body: string;
}

/** Headers that are copied. */
const kept = /^(x-|p-|user-to-user$|content-type$)/i;

/** Delivers texts (MESSAGE) as separate requests, without waiting for their responses. */
export class Texts {
	constructor(
		readonly manners: Manners,
		readonly proxy: Proxy,
	) {}

	/** Delivers a text to every device of a user. The 202 does not confirm delivery. */
	toUser(incoming: Incoming, user: string): void {
		incoming.respond(incoming.request.reply(202));
		this.#deliver(textOf(incoming.request), this.proxy.registrar.bindingsOf(user));
	}

	/** Delivers a text to everybody in a room, including the sender. */
	toRoom(incoming: Incoming, room: { readonly address: string; readonly members: readonly Party[] }): void {
		const { acceptsTexts } = this.manners;
		const isActive = room.members.length > 0;
		incoming.respond(incoming.request.reply(acceptsTexts ? 202 : isActive ? 200 : 480));
		if (isActive)
			this.#deliver(textOf(incoming.request), acceptsTexts ? this.#devicesOf(room.members) : room.members);
		else if (acceptsTexts)
			this.#notice(incoming, { from: room.address, body: 'Conference not active.', type: 'text/html' });
	}

	/** Sends a text from the server. */
	say(
		to: Party,
		{ from, body, type = 'text/plain' }: { readonly from: string; readonly body: string; readonly type?: string },
	): void {
		this.#deliver({ from: withTag(from, randomToken()), headers: [['Content-Type', type]], body }, [to]);
	}

	#notice(
		{ request }: Incoming,
		text: { readonly from: string; readonly body: string; readonly type: string },
	): void {
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
		const own: HeaderField[] = [
			['Max-Forwards', '70'],
			['From', from],
			['To', `<${party.contact}>`],
			['Call-ID', randomToken(22)],
			['CSeq', '1 MESSAGE'],
		];
		if (connection)
			this.proxy.transactions.send(
				new SipRequest('MESSAGE', party.contact, [...own, ...headers], body),
				connection,
			);
	}
}

function textOf(request: SipRequest): Text {
	return {
		from: request.get('From'),
		headers: request.headers.filter(([name]) => kept.test(name)),
		body: request.body,
	};
}
