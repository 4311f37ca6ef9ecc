import { userOf } from './address.js';
import { AnsweredCall, type CallServer } from './answered-call.js';
import type { Leg } from './dialogs.js';
import type { Manners } from './manners.js';
import type { Party } from './party.js';
import type { Proxy } from './proxy.js';
import type { PbxService } from './service.js';
import type { Header } from './sip-message.js';
import { deliver, textFrom, textOf, type Text } from './texts.js';
import type { Incoming } from './transactions.js';

export interface AnsweredCallsOptions {
	readonly domain: string;
	readonly services: readonly PbxService[];
	readonly manners: Manners;
	/** How long a call outlives its connection. */
	readonly graceMs: number;
}

/** The calls that the server answers itself, and the texts in their rooms. */
export class AnsweredCalls implements CallServer {
	readonly #calls = new Set<AnsweredCall>();
	readonly #timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(readonly options: AnsweredCallsOptions, readonly proxy: Proxy) {}

	/** The service behind a number, also in FreeSWITCH's form for rooms: `conf+3500`. */
	serviceFor(number: string): PbxService | undefined {
		return this.options.services.find((service) => service.matches(roomOf(number)));
	}

	answer(incoming: Incoming, service: PbxService): void {
		const call = new AnsweredCall(service, incoming, this);
		this.#calls.add(call);
		void call.start();
	}

	/** A text to a number, out of the blue. */
	text(incoming: Incoming, service: PbxService): void {
		if (service.isRoom) this.#textRoom(incoming, roomOf(userOf(incoming.request.uri)));
		else incoming.respond(incoming.request.reply(this.options.manners.acceptsTexts ? 202 : 405));
	}

	texted(incoming: Incoming, { service, number }: AnsweredCall): void {
		if (service.isRoom) this.#textRoom(incoming, number);
		else incoming.respond(incoming.request.reply(this.options.manners.acceptsTexts ? 202 : 405));
	}

	/** A text to a user that the server itself accepts: 202 says nothing of delivery. */
	copyToUser(incoming: Incoming, user: string): void {
		incoming.respond(incoming.request.reply(202));
		this.#deliver(textOf(incoming.request), this.proxy.registrar.bindingsOf(user));
	}

	/** Connections went: calls that nobody takes up again in time are over. */
	lost(): void {
		for (const call of this.#calls) {
			if (!this.proxy.connectionTo(call.leg)) this.#later(() => this.proxy.connectionTo(call.leg) ?? call.abandon());
		}
	}

	stop(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		for (const call of this.#calls) call.abandon();
	}

	get domain(): string {
		return this.options.domain;
	}

	get dialogs() {
		return this.proxy.dialogs;
	}

	get earlyMedia(): boolean {
		return this.options.manners.earlyMedia;
	}

	sdp(answer: string): string {
		return this.options.manners.sdp(answer);
	}

	send(method: string, leg: Leg, headers: readonly Header[]): void {
		this.proxy.send(method, leg, headers);
	}

	sendText(leg: Leg, { from, body }: { readonly from: string; readonly body: string }): void {
		this.#deliver(textFrom(from, body), [leg]);
	}

	ended(call: AnsweredCall): void {
		this.#calls.delete(call);
	}

	#textRoom(incoming: Incoming, room: string): void {
		const { request } = incoming;
		const members = [...this.#calls].filter(({ number, service }) => service.isRoom && number === room).map(({ leg }) => leg);
		const active = members.length > 0;
		const { acceptsTexts } = this.options.manners;
		incoming.respond(request.reply(acceptsTexts ? 202 : active ? 200 : 480));
		if (active) this.#deliver(textOf(request), acceptsTexts ? this.#devicesOf(members) : members);
		else if (acceptsTexts) this.#deliver(textFrom(`"${room}" <sip:conf+${room}@${this.domain}>`, 'Conference not active.', 'text/html'), this.#sender(incoming));
	}

	#deliver(text: Text, to: readonly Party[]): void {
		const copy = this.options.manners.copy(text);
		if (copy) deliver(copy, to, { transactions: this.proxy.transactions, connectionTo: (party) => this.proxy.connectionTo(party) });
	}

	#devicesOf(members: readonly Party[]): readonly Party[] {
		return [...new Set(members.map(({ user }) => user))].flatMap((user) => this.proxy.registrar.bindingsOf(user));
	}

	#sender({ request }: Incoming): readonly Party[] {
		return this.proxy.registrar.bindingsOf(userOf(request.get('From')));
	}

	#later(action: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			action();
		}, this.options.graceMs);
		this.#timers.add(timer);
	}
}

const roomOf = (number: string): string => /^conf\+([^+]+)/.exec(number)?.[1] ?? number;
