import { Pbx, type PbxOptions } from '../../src/pbx/pbx.js';
import type { SipRequest } from '../../src/pbx/sip-request.js';
import type { SipResponse } from '../../src/pbx/sip-response.js';
import { RawClient } from './raw-client.js';

export const offer = 'v=0\r\n';
export const bobUri = 'sip:1001@voice.test';

/** Alice (1000) and Bob (1001), two scripted clients on a server of their own. */
export class RawPair {
	readonly pbx: Pbx;
	readonly alice: RawClient;
	readonly bob: RawClient;

	constructor(options: PbxOptions = {}) {
		this.pbx = new Pbx(options);
		this.alice = new RawClient(this.pbx, '1000');
		this.bob = new RawClient(this.pbx, '1001');
	}

	/** Both are registered. */
	static async meeting(options?: PbxOptions): Promise<RawPair> {
		const pair = new RawPair(options);
		await Promise.all([pair.alice.register(), pair.bob.register()]);
		return pair;
	}

	/** Another device of Bob. */
	async bobToo(): Promise<RawClient> {
		const other = new RawClient(this.pbx, '1001');
		await other.register();
		return other;
	}

	/** Alice calls and answers the challenge; resolves with the INVITE that was let in. */
	async dial(uri = bobUri, body = offer): Promise<SipRequest> {
		const { alice } = this;
		const invite = alice.request('INVITE', uri, { headers: [['Content-Type', 'application/sdp'], ['X-Order', '1']], body });
		alice.send(invite);
		const challenged = await alice.next(407);
		alice.send(alice.ackTo(challenged, uri));
		const authorized = alice.authorized(invite, challenged);
		alice.send(authorized);
		return authorized;
	}

	/** Alice calls and Bob answers: the 200 as she has it, the INVITE as he has it. */
	async talk(): Promise<{ readonly accepted: SipResponse; readonly invite: SipRequest }> {
		const { alice, bob } = this;
		await this.dial();
		const invite = await bob.next('INVITE');
		bob.answer(invite, 200, { headers: [['Content-Type', 'application/sdp']], body: offer });
		const accepted = await alice.next(200);
		alice.send(alice.ackTo(accepted));
		await bob.next('ACK');
		return { accepted, invite };
	}
}

/** The CANCEL of this INVITE. */
export function cancelOf(client: RawClient, invite: SipRequest): SipRequest {
	const request = client.request('CANCEL', invite.uri);
	for (const name of ['Via', 'From', 'To', 'Call-ID']) request.set(name, invite.get(name));
	return request.set('CSeq', `${invite.cseq} CANCEL`);
}
