import { expect } from '@open-wc/testing';
import { parseAddress } from '../../../src/core/address.js';
import type { SessionFact } from '../../../src/core/ports/session.js';
import { Pbx } from '../../../src/pbx/pbx.js';
import { sourceOf } from '../../support/media-source.js';
import { callBetween, incomingCall, type TestCall } from '../support/test-call.js';
import { network, serverAt, TestLine } from '../support/account-line.js';
import { asks, pause } from '../support/line-rules.js';

describe('a call, while its line changes servers', () => {
	const ends: (() => unknown)[] = [];
	let pbx: Pbx;
	let line: TestLine;
	let bob: TestLine;
	let away = false;

	/** Two ways into one server; the first may be away. */
	async function start(user: string, server = 'ws://a.test ws://b.test'): Promise<TestLine> {
		const started = new TestLine({ WebSocket: network({ 'ws://a.test': serverAt(pbx, { refuse: () => away }), 'ws://b.test': serverAt(pbx) }), config: { uri: `sip:${user}@voice.test`, server } });
		ends.unshift(() => started.signaling.stop());
		await started.registered();
		return started;
	}

	async function talking(): Promise<TestCall> {
		const call = await callBetween(line, bob);
		ends.unshift(() => call.end());
		return call;
	}

	const types = (facts: readonly SessionFact[]): string[] => facts.map(({ type }) => type);

	beforeEach(async () => {
		away = false;
		pbx = new Pbx();
		ends.push(() => pbx.stop());
		line = await start('1000');
		bob = await start('1001', 'ws://b.test');
	});
	afterEach(async () => {
		for (const end of ends.splice(0)) await end();
	});

	it('goes on over the second one, and is hung up there', async () => {
		const { session, far, facts } = await talking();
		const ended = new Promise<SessionFact>((resolve) => far.observe((fact) => fact.type === 'terminated' && resolve(fact)));
		away = true;
		pbx.wire.connections[0]?.cut();
		await line.connected('ws://b.test');
		await line.registered();
		expect(types(facts)).not.to.contain('terminated');
		session.hangUp();
		expect(await ended).to.have.nested.property('termination.cause', 'hung-up');
	}).timeout(60_000);

	it('keeps its server while the preferred one is back, which is taken when it ends', async () => {
		away = true;
		pbx.wire.connections[0]?.cut();
		await line.connected('ws://b.test');
		await line.registered();
		const { session, facts } = await talking();
		away = false;
		await pause(600);
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://b.test' });
		expect(types(facts)).not.to.contain('terminated');
		session.hangUp();
		await line.connected('ws://a.test');
	}).timeout(60_000);

	it('rings on where it came in', async () => {
		away = true;
		pbx.wire.connections[0]?.cut();
		await line.connected('ws://b.test');
		await line.registered();
		const calling = bob.signaling.invite(parseAddress('1000', { host: 'voice.test' }), { source: sourceOf(new MediaStream()), headers: {} });
		ends.unshift(() => calling.hangUp());
		const ringing = await incomingCall(line);
		const facts: SessionFact[] = [];
		ringing.observe((fact) => facts.push(fact));
		away = false;
		await pause(600);
		expect(types(facts)).to.deep.equal([]);
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://b.test' });
	}).timeout(60_000);

	it('is dialled as soon as a line that is away comes back', async () => {
		away = true;
		pbx.wire.connections[0]?.cut();
		await line.until(({ connection }) => connection.phase === 'reconnecting');
		const { session } = await talking();
		expect(session.direction).to.equal('outgoing');
	}).timeout(60_000);

	it('is hung up when the page goes', async () => {
		await talking();
		pbx.wire.mark();
		dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
		await pbx.wire.until((frame) => asks('BYE')(frame) && frame.user === '1000');
	}).timeout(60_000);

	it('is no longer rung when the phone stops', async () => {
		const calling = line.signaling.invite(parseAddress('1001', { host: 'voice.test' }), { source: sourceOf(new MediaStream()), headers: {} });
		const ringing = await incomingCall(bob);
		const over = new Promise<SessionFact>((resolve) => ringing.observe((fact) => fact.type === 'terminated' && resolve(fact)));
		calling.observe(() => undefined);
		await line.signaling.stop();
		expect(await over).to.have.nested.property('termination.by', 'remote');
	}).timeout(60_000);
});
