import { userPart } from './address.js';
import { AnsweredCall, type CallServer } from './answered-call.js';
import type { Dialogs, Leg } from './dialogs.js';
import type { Manners } from './manners.js';
import type { Proxy } from './proxy.js';
import type { PbxService } from './service.js';
import type { Texts } from './texts.js';
import type { Incoming } from './transactions.js';

export interface AnsweredCallsOptions {
	readonly domain: string;
	readonly services: readonly PbxService[];
	readonly manners: Manners;
	/** How long a call survives without a connection, ms. */
	readonly graceMs: number;
}

/** The calls that the server answers itself, and the members of its rooms. */
export class AnsweredCalls implements CallServer {
	readonly #calls = new Set<AnsweredCall>();
	readonly #timers = new Set<ReturnType<typeof setTimeout>>();

	constructor(readonly options: AnsweredCallsOptions, readonly proxy: Proxy, readonly texts: Texts) {}

	/** The service of a number, also in FreeSWITCH's form of a room address: `conf+3500`. */
	serviceFor(number: string): PbxService | undefined {
		return this.options.services.find((service) => service.matches(roomOf(number)));
	}

	/** Handles a request to a number outside of any dialog. */
	request(incoming: Incoming, service: PbxService): void {
		const { request } = incoming;
		const number = userPart(request.uri);
		if (request.method === 'INVITE') this.#answer(incoming, service);
		else if (request.method === 'MESSAGE')
			this.#text(incoming, { number: roomOf(number), isRoom: service.isRoom ?? false });
		else incoming.respond(request.reply(request.method === 'OPTIONS' ? 200 : 405));
	}

	/** Called after connections closed: ends the calls that have no connection again within `graceMs`. */
	lost(): void {
		for (const call of this.#calls) {
			if (!this.proxy.connectionTo(call.leg))
				this.#later(() => this.proxy.connectionTo(call.leg) ?? call.abandon());
		}
	}

	stop(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		for (const call of this.#calls) call.abandon();
	}

	get domain(): string {
		return this.options.domain;
	}

	get dialogs(): Dialogs {
		return this.proxy.dialogs;
	}

	get earlyMedia(): boolean {
		return this.options.manners.earlyMedia;
	}

	sdp(answer: string): string {
		return this.options.manners.sdp(answer);
	}

	bye(leg: Leg): void {
		this.proxy.send('BYE', leg);
	}

	text(leg: Leg, text: { readonly from: string; readonly body: string }): void {
		this.texts.say(leg, text);
	}

	texted(incoming: Incoming, { service, number }: AnsweredCall): void {
		this.#text(incoming, { number, isRoom: service.isRoom ?? false });
	}

	ended(call: AnsweredCall): void {
		this.#calls.delete(call);
	}

	#answer(incoming: Incoming, service: PbxService): void {
		const call = new AnsweredCall(service, incoming, this);
		this.#calls.add(call);
		void call.start();
	}

	#text(incoming: Incoming, { number, isRoom }: { readonly number: string; readonly isRoom: boolean }): void {
		const members = [...this.#calls]
			.filter((call) => call.isAnswered && call.number === number)
			.map(({ leg }) => leg);
		if (isRoom)
			this.texts.toRoom(incoming, { address: `"${number}" <sip:conf+${number}@${this.domain}>`, members });
		else incoming.respond(incoming.request.reply(this.options.manners.acceptsTexts ? 202 : 405));
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
