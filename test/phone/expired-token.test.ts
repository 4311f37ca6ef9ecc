import { expect } from '@open-wc/testing';
import { loopbackWebSocket } from '../../src/pbx/loopback.js';
import { Pbx } from '../../src/pbx/pbx.js';
import { SipSignaling } from '../../src/sip/sip-signaling.js';
import { registered, until } from '../support/phones.js';
import { hears, talking } from './support/calls.js';
import { serveConfig } from './support/config-in-page.js';
import { ALICE, BOB, Office } from './support/office.js';

/** An office whose server opens to those whose address carries a token that counts. */
function guarded(): { office: Office; pbx: Pbx; valid: Set<string>; tried: string[] } {
	const [pbx, valid, tried] = [new Pbx(), new Set(['1']), [] as string[]];
	const [Open, Shut] = [loopbackWebSocket(pbx), loopbackWebSocket(pbx, { refuse: () => true })];
	const WebSocket = new Proxy(Open, {
		construct(_, [url, protocols]: [string, string]) {
			const token = new URL(url).searchParams.get('token') ?? '';
			tried.push(token);
			return new (valid.has(token) ? Open : Shut)(url, protocols);
		},
	});
	return { office: new Office({ password: '1234' }, () => Promise.resolve(new SipSignaling({ WebSocket }))), pbx, valid, tried };
}

const withToken = (token: string): object => ({ server: `wss://voice.test/ws?token=${token}` });

describe('a token in the address of the server, that expired', () => {
	it('is exchanged when the socket was lost, and the phone is back', async () => {
		const { office, pbx, valid, tried } = guarded();
		const { requests } = serveConfig(withToken('1'), withToken('2'));
		const alice = await office.registered('1000', ALICE, { configUrl: '/voice/config.json' });
		valid.delete('1');
		valid.add('2');
		for (const connection of pbx.wire.connections) connection.cut();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		await until(alice, ({ connection }) => connection.phase === 'connected');
		await registered(alice);
		expect([requests.length, tried.at(-1)]).to.deep.equal([2, '2']);
		pbx.stop();
	});

	it('is exchanged in a call, which goes on', async () => {
		const { office, pbx, valid } = guarded();
		serveConfig(withToken('1'), withToken('1'), withToken('2'));
		const [alice, bob] = [await office.registered('1000', ALICE, { configUrl: '/voice/config.json' }), await office.registered('1001', BOB, withToken('1'))];
		const { outgoing, incoming } = await talking(alice, bob, '1001');
		await hears(outgoing, BOB);
		valid.add('2');
		valid.delete('1');
		for (const { connection } of pbx.registrations.get('1000') ?? []) connection.cut();
		await until(alice, ({ connection }) => connection.phase === 'reconnecting');
		alice.retry();
		await until(alice, ({ connection }) => connection.phase === 'connected');
		await Promise.all([hears(outgoing, BOB), hears(incoming, ALICE)]);
		expect([outgoing.state.phase, incoming.state.phase]).to.deep.equal(['confirmed', 'confirmed']);
		pbx.stop();
	});
});
