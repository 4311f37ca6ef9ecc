import { loopbackWebSocket } from '../../../../src/pbx/loopback.js';
import { Pbx, type PbxOptions } from '../../../../src/pbx/pbx.js';
import type { Wire } from '../../../../src/pbx/wire.js';
import { publish } from './loopback-sockets.js';
import { OurParty, type OurCall } from './our-party.js';
import type { Party, PartyCall } from './party.js';
import { PlainParty } from './plain-party.js';
import { SignalingLine } from './signaling-line.js';
import type { LineOptions } from './test-line.js';

export type Make = 'ours' | 'plain';
type Wishes = Omit<LineOptions, 'user' | 'url'>;

/** A SIP server in the page, with power over its wire, and parties that telephone over it. */
export class Lab {
	readonly pbx: Pbx;
	readonly url: string;
	readonly #parties: Party[] = [];
	#away = false;

	constructor(options: PbxOptions = {}) {
		this.pbx = new Pbx(options);
		this.url = publish(loopbackWebSocket(this.pbx, { refuse: () => this.#away }));
	}

	get wire(): Wire {
		return this.pbx.wire;
	}

	party(make: Make, user: string, hz: number): Promise<OurParty | PlainParty> {
		return make === 'ours' ? this.ours(user, hz) : this.plain(user, hz);
	}

	ours(user: string, hz: number, wishes: Wishes = {}): Promise<OurParty> {
		const party = new OurParty({ user, url: this.url, ...wishes }, hz);
		this.#parties.push(party);
		return party.ready();
	}

	/** As a whole phone has it: with our own socket and registration. */
	signaling(user: string, hz: number): Promise<OurParty> {
		const options = { user, url: this.url };
		const party = new OurParty(options, hz, new SignalingLine(options));
		this.#parties.push(party);
		return party.ready();
	}

	plain(user: string, hz: number, wishes: Wishes = {}): Promise<PlainParty> {
		const party = new PlainParty({ user, url: this.url, ...wishes }, hz);
		this.#parties.push(party);
		return party.ready();
	}

	/** Cuts every socket, or those of one user, and refuses new ones until `comeBack`. */
	goAway(user?: string): void {
		this.#away = true;
		const bindings = user === undefined ? undefined : this.pbx.registrations.get(user) ?? [];
		for (const connection of bindings?.map((binding) => binding.connection) ?? this.wire.connections) connection.cut();
	}

	comeBack(): void {
		this.#away = false;
	}

	stop(): void {
		for (const party of this.#parties) party.stop();
		this.pbx.stop();
	}
}

/** Two parties in a confirmed call. */
export async function talking<Caller extends Party>(caller: Caller, callee: Party): Promise<{ near: ReturnType<Caller['call']>; far: PartyCall }>;
export async function talking(caller: Party, callee: Party): Promise<{ near: PartyCall; far: PartyCall }> {
	const near = caller.call(callee.user);
	const far = await callee.incoming();
	await far.answer();
	await near.until('confirmed');
	return { near, far };
}

export type { OurCall, OurParty, PlainParty };
