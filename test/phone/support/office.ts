import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { PhoneWiring } from '../../../src/core/phone-wiring.js';
import { loopbackWebSocket, type LoopbackBehaviour } from '../../../src/pbx/loopback.js';
import { Pbx, type PbxOptions } from '../../../src/pbx/pbx.js';
import type { Wire } from '../../../src/pbx/wire.js';
import { connect } from '../../../src/protocols.js';
import type { Timing } from '../../../src/sip/timing.js';
import { SipSignaling } from '../../../src/sip/sip-signaling.js';
import { registered } from '../../support/phones.js';
import { publish } from '../../sip/dialog/support/loopback-sockets.js';
import { PlainParty } from '../../sip/dialog/support/plain-party.js';
import { startServer } from '../../support/server.js';
import { TonePhone } from './tone-phone.js';

/** What parties sound like: none is a multiple of another, nor of the tones of the server. */
export const [ALICE, BOB, CAROL] = [440, 620, 830] as const;

const open = new Set<Office>();

/** A server, and phones of its users that go when the test is over. */
export class Office {
	readonly #phones: TonePhone[] = [];

	constructor(readonly account: PhoneConfig, readonly connect: PhoneWiring['connect']) {
		open.add(this);
	}

	/** A phone of a user, which was not started yet. */
	phone(user: string, hz: number, config: PhoneConfig = {}): TonePhone {
		const phone = new TonePhone({ uri: `sip:${user}@voice.test`, ...this.account, ...config }, hz, this.connect);
		this.#phones.push(phone);
		return phone;
	}

	/** A phone that is registered. */
	async registered(user: string, hz: number, config: PhoneConfig = {}): Promise<TonePhone> {
		const phone = this.phone(user, hz, config);
		phone.start();
		await registered(phone);
		return phone;
	}

	async close(): Promise<void> {
		open.delete(this);
		await Promise.all(this.#phones.map((phone) => phone.stop()));
	}
}

/** An office whose server is in the page, with power over everything that crosses. */
export class PageOffice extends Office {
	readonly pbx: Pbx;
	readonly #url: string;
	readonly #strangers: PlainParty[] = [];

	constructor(options: PbxOptions = {}, behaviour: LoopbackBehaviour = {}, timing: Partial<Timing> = {}) {
		const pbx = new Pbx(options);
		const WebSocket = loopbackWebSocket(pbx, behaviour);
		super({ server: 'wss://voice.test', password: '1234' }, () => Promise.resolve(new SipSignaling({ WebSocket, timing })));
		this.pbx = pbx;
		this.#url = publish(WebSocket);
	}

	get wire(): Wire {
		return this.pbx.wire;
	}

	/** Somebody whose telephone is not ours: JsSIP alone. */
	stranger(user: string, hz: number): Promise<PlainParty> {
		const party = new PlainParty({ user, url: this.#url }, hz);
		this.#strangers.push(party);
		return party.ready();
	}

	override async close(): Promise<void> {
		await super.close();
		for (const stranger of this.#strangers) stranger.stop();
		this.pbx.stop();
	}
}

/** An office whose server runs in Node, with echo, tone, rooms and digits. */
export async function mediaOffice(options: Readonly<Record<string, unknown>> = {}): Promise<Office> {
	const { url, password } = await startServer(options);
	return new Office({ server: url, password }, connect);
}

afterEach(async () => {
	await Promise.all([...open].map((office) => office.close()));
});
