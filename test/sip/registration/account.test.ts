import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import { callBetween, type TestCall } from '../support/test-call.js';
import { accountOf, network, serverAt, TestLine } from '../support/account-line.js';
import { asks, pause } from '../support/line-rules.js';

describe('a changed account', () => {
	const ends: (() => unknown)[] = [];
	let pbx: Pbx;
	let other: Pbx;
	let line: TestLine;

	async function start(user: string): Promise<TestLine> {
		const started = new TestLine({ WebSocket: network({ 'ws://a.test': serverAt(pbx), 'ws://b.test': serverAt(other) }), config: { uri: `sip:${user}@voice.test` } });
		ends.unshift(() => started.signaling.stop());
		await started.registered();
		return started;
	}

	async function talking(): Promise<TestCall> {
		const call = await callBetween(line, await start('1001'));
		ends.unshift(() => call.end());
		return call;
	}

	const registered = (server: Pbx, user: string): number => server.registrations.get(user)?.length ?? 0;

	beforeEach(async () => {
		[pbx, other] = [new Pbx(), new Pbx()];
		ends.push(() => pbx.stop(), () => other.stop());
		line = await start('1000');
	});
	afterEach(async () => {
		for (const end of ends.splice(0)) await end();
	});

	it('with another name or password needs no connection', async () => {
		const before = pbx.wire.frames.length;
		line.signaling.update(accountOf({ displayName: 'Zoë “Z” Q', password: 'new' }));
		await pause(200);
		expect(pbx.wire.frames.slice(before).filter(asks('REGISTER')).length).to.equal(0);
		expect(line.signaling.reachable).to.equal(true);
		expect(line.signaling.account.displayName).to.equal('Zoë “Z” Q');
		line.signaling.ua.sendMessage('sip:1000@voice.test', 'x');
		const { text } = await pbx.wire.until(asks('MESSAGE'));
		expect(text).to.contain('\r\nFrom: "Zoë “Z” Q" <sip:1000@voice.test>;tag=');
	});

	it('with another address registers there, and not here', async () => {
		line.signaling.update(accountOf({ uri: 'sip:1002@voice.test' }));
		await line.until(() => registered(pbx, '1002') === 1 && line.registration.phase === 'registered');
		expect(registered(pbx, '1000')).to.equal(0);
	});

	it('with another server goes there', async () => {
		line.signaling.update(accountOf({ server: 'ws://b.test' }));
		await line.connected('ws://b.test');
		await line.registered();
		expect([registered(pbx, '1000'), registered(other, '1000')]).to.deep.equal([0, 1]);
	});

	it('with an address that JsSIP cannot read fails by name, and goes on when it is mended', async () => {
		line.signaling.update(accountOf({ uri: 'sip:1000@a..b' }));
		await line.until(({ connection }) => connection.phase === 'failed');
		expect(line.connection).to.have.nested.property('error.subject', 'uri');
		const before = line.facts.length;
		line.signaling.update(accountOf());
		await line.until(({ facts, registration }) => facts.length > before && registration.phase === 'registered' && registered(pbx, '1000') === 1);
		expect(line.connection.phase).to.equal('connected');
	});

	it('that says the same changes nothing', async () => {
		const before = line.facts.length;
		line.signaling.update(accountOf());
		await pause(200);
		expect(line.facts.length).to.equal(before);
	});

	it('that no longer registers un-registers', async () => {
		line.signaling.update(accountOf({ withoutRegistration: true }));
		await line.until(({ registration, connection }) => registration.phase === 'none' && connection.phase === 'connected');
		expect(registered(pbx, '1000')).to.equal(0);
	});

	it('waits for the end of a call', async () => {
		const { session, facts } = await talking();
		line.signaling.update(accountOf({ server: 'ws://b.test' }));
		await pause(500);
		expect(facts.map(({ type }) => type)).not.to.contain('terminated');
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://a.test' });
		session.hangUp();
		await line.connected('ws://b.test');
		await line.registered();
	}).timeout(60_000);

	it('that changes its mind during a call changes nothing', async () => {
		const { session } = await talking();
		line.signaling.update(accountOf({ server: 'ws://b.test' }));
		line.signaling.update(accountOf());
		session.hangUp();
		await pause(700);
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://a.test' });
		expect(registered(pbx, '1000')).to.equal(1);
	}).timeout(60_000);
});
