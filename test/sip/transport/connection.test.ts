import { expect } from '@open-wc/testing';
import { Pbx } from '../../../src/pbx/pbx.js';
import type { SocketClass } from '../../../src/net/open-socket.js';
import { startServer } from '../../support/server.js';
import { network, serverAt, TestLine, type TestLineOptions } from '../support/account-line.js';
import { alwaysAnswer, answers, asks, pause } from '../support/line-rules.js';

const both = { server: 'ws://a.test ws://b.test' };

describe('the connection of a line', () => {
	const lines: TestLine[] = [];
	let pbx: Pbx;
	let other: Pbx;

	function start(options: TestLineOptions): TestLine {
		const line = new TestLine(options);
		lines.push(line);
		return line;
	}

	/** A line on two servers, the preferred one with such behaviour. */
	function startOnTwo(preferred: SocketClass, options: Partial<TestLineOptions> = {}): TestLine {
		return start({ WebSocket: network({ 'ws://a.test': preferred, 'ws://b.test': serverAt(other) }), config: both, ...options });
	}

	beforeEach(() => {
		[pbx, other] = [new Pbx(), new Pbx()];
	});
	afterEach(async () => {
		await Promise.all(lines.splice(0).map(({ signaling }) => signaling.stop()));
		pbx.stop();
		other.stop();
	});

	it('is there when the server answered, and is registered', async () => {
		const line = start({ WebSocket: serverAt(pbx) });
		await line.registered();
		expect(line.facts.map((fact) => (fact.type === 'connection' ? fact.connection.phase : fact.type === 'registration' && fact.registration.phase))).to.deep.equal(['registering', 'connecting', 'connected', 'registered']);
		expect(pbx.registrations.get('1000')?.length).to.equal(1);
	});

	it('is made by the browser’s own WebSocket as well', async () => {
		const { url, password } = await startServer();
		const line = start({ WebSocket, config: { server: `ws://127.0.0.1:9 ${url}`, password }, timing: { connectMs: 5000, answerMs: 5000 } });
		await line.registered();
		expect(line.connection).to.include({ phase: 'connected' });
		expect(JSON.stringify(line.facts)).to.contain('“ws://127.0.0.1:9” could not be reached');
	});

	it('speaks the sub-protocol of RFC 7118', async () => {
		const spoken: unknown[] = [];
		const Socket = serverAt(pbx);
		const WebSocket = function connect(url: string, protocols: string) {
			spoken.push(protocols);
			return new Socket(url, protocols);
		} as unknown as SocketClass;
		await start({ WebSocket }).registered();
		expect(spoken).to.deep.equal(['sip']);
	});

	it('goes to the next server when one refuses', async () => {
		const line = startOnTwo(serverAt(pbx, { refuse: () => true }));
		await line.connected('ws://b.test');
		const told = line.facts.flatMap((fact) => (fact.type === 'connection' && fact.connection.phase === 'reconnecting' ? [fact.connection] : []));
		expect(told[0]?.error?.code).to.equal('server-unreachable');
		expect(told[0]?.retryAt).to.be.a('number');
	});

	it('goes to the next server when one never accepts', async () => {
		await startOnTwo(serverAt(pbx, { hang: () => true })).connected('ws://b.test');
	});

	it('goes to the next server when one accepts and answers nothing', async () => {
		pbx.wire.intercept(() => 'drop');
		const line = startOnTwo(serverAt(pbx));
		await line.connected('ws://b.test');
		expect(JSON.stringify(line.facts)).to.contain('server-silent');
		expect(line.facts.some((fact) => fact.type === 'connection' && fact.connection.phase === 'connected' && fact.connection.server === 'ws://a.test')).to.equal(false);
	});

	it('goes to the next server when one falls silent later', async () => {
		const line = startOnTwo(serverAt(pbx));
		await line.connected('ws://a.test');
		for (const connection of pbx.wire.connections) connection.freeze();
		await line.connected('ws://b.test');
		await line.registered();
	});

	it('does not take what a server sends by itself for life', async () => {
		const line = startOnTwo(serverAt(pbx));
		await line.registered();
		const [connection] = pbx.wire.connections;
		pbx.wire.intercept(({ to }) => (to === 'server' ? 'drop' : undefined));
		const notify = 'NOTIFY sip:1000@voice.test SIP/2.0\r\nVia: SIP/2.0/WS s;branch=z9hG4bK%\r\nFrom: <sip:s@voice.test>;tag=s\r\nTo: <sip:1000@voice.test>\r\nCall-ID: n%\r\nCSeq: 1 NOTIFY\r\nEvent: message-summary\r\nContent-Length: 0\r\n\r\n';
		let sent = 0;
		const chatter = setInterval(() => connection?.inject(notify.replaceAll('%', String(sent++))), 50);
		await line.connected('ws://b.test');
		clearInterval(chatter);
	});

	it('comes back to the preferred server when it answers again', async () => {
		let refuse = true;
		const line = startOnTwo(serverAt(pbx, { refuse: () => refuse }));
		await line.connected('ws://b.test');
		await line.registered();
		refuse = false;
		await line.connected('ws://a.test');
		await line.registered();
		expect(other.registrations.size, 'it un-registered where it left').to.equal(0);
	});

	it('does not come back to a preferred server that accepts and answers nothing', async () => {
		let refuse = true;
		const line = startOnTwo(serverAt(pbx, { refuse: () => refuse }), { timing: { failBackMs: [60, 3_600_000] } });
		pbx.wire.intercept(() => 'drop');
		await line.connected('ws://b.test');
		refuse = false;
		await pbx.wire.until(asks('OPTIONS'));
		await pause(600);
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://b.test' });
		expect(pbx.wire.connections.length).to.equal(0);
	});

	it('goes to the next server when one says that it cannot register anybody now, and leaves it alone', async () => {
		pbx.wire.intercept(alwaysAnswer(asks('REGISTER'), '503 Service Unavailable'));
		const line = startOnTwo(serverAt(pbx));
		await line.connected('ws://b.test');
		await line.registered();
		await pause(500);
		expect(line.connection).to.include({ phase: 'connected', server: 'ws://b.test' });
	});

	it('is back at once after a cut, on the only server there is', async () => {
		const line = start({ WebSocket: serverAt(pbx) });
		await line.registered();
		const before = pbx.wire.connections[0];
		before?.cut();
		await line.until(({ connection }) => connection.phase === 'reconnecting');
		await line.registered();
		expect(pbx.wire.connections.length).to.equal(1);
		expect(pbx.wire.connections[0]).not.to.equal(before);
	});

	it('says since when it is away, and when it is tried again', async () => {
		let refuse = false;
		const line = start({ WebSocket: serverAt(pbx, { refuse: () => refuse }), timing: { reconnectMs: [60_000] } });
		await line.registered();
		refuse = true;
		const cutAt = Date.now();
		pbx.wire.connections[0]?.cut(1011);
		await line.until(({ connection }) => connection.phase === 'reconnecting' && connection.retryAt !== undefined);
		const state = line.connection as { since: number; retryAt: number; error: { code: string; message: string } };
		expect(state.since).to.be.within(cutAt, Date.now());
		expect(state.retryAt).to.be.within(cutAt + 30_000, cutAt + 90_000);
		expect(state.error.code).to.equal('refused');
		expect(line.signaling.reachable).to.equal(false);
	});

	for (const [what, wake] of [
		['the network is back', () => dispatchEvent(new Event('online'))],
		['the page is shown', () => document.dispatchEvent(new Event('visibilitychange'))],
		['somebody asks', (line: TestLine) => line.signaling.retry()],
	] as const) {
		it(`does not wait for the next attempt when ${what}`, async () => {
			let refuse = true;
			const line = start({ WebSocket: serverAt(pbx, { refuse: () => refuse }), timing: { reconnectMs: [3_600_000] } });
			await line.until(({ connection }) => connection.phase === 'reconnecting' && connection.retryAt !== undefined);
			refuse = false;
			wake(line);
			await line.registered();
		});
	}

	it('is doubted when the network is back, though it seems to be open', async () => {
		const line = start({ WebSocket: serverAt(pbx), timing: { silenceMs: 3_600_000 } });
		await line.registered();
		pbx.wire.connections[0]?.freeze();
		dispatchEvent(new Event('online'));
		await line.until(({ connection }) => connection.phase === 'reconnecting');
		await line.registered();
	});

	it('is doubted when a session says that something was not answered', async () => {
		const line = start({ WebSocket: serverAt(pbx), timing: { silenceMs: 3_600_000 } });
		await line.registered();
		pbx.wire.mark();
		line.signaling.doubt();
		await pbx.wire.until(answers('OPTIONS', 200));
		expect(line.connection.phase).to.equal('connected');
	});

	it('fails with a reason of its own when the browser forbids every server', async () => {
		let forbidden = true;
		const Socket = serverAt(pbx);
		const WebSocket = function connect(url: string, protocols: string) {
			if (forbidden) throw new DOMException('Mixed content', 'SecurityError');
			return new Socket(url, protocols);
		} as unknown as SocketClass;
		const line = start({ WebSocket, config: both });
		await line.until(({ connection }) => connection.phase === 'failed');
		expect(line.connection).to.have.nested.property('error.code', 'insecure-page');
		forbidden = false;
		line.signaling.retry();
		await line.registered();
	});

	it('does not hammer a server that accepts, answers and closes', async () => {
		let opened = 0;
		const line = start({ WebSocket: serverAt(pbx, { refuse: () => (opened++, false) }), timing: { reconnectMs: [10, 200, 400, 800], stableMs: 60_000 } });
		pbx.wire.intercept((frame) => {
			if (answers('REGISTER', 200)(frame)) setTimeout(() => frame.connection.cut(1013));
		});
		await line.registered();
		await pause(900);
		expect(opened).to.be.within(2, 6);
	});

	it('leaves JsSIP nothing to recover by itself', async () => {
		const line = start({ WebSocket: serverAt(pbx), timing: { reconnectMs: [3000] } });
		await line.registered();
		pbx.wire.connections[0]?.cut();
		await pause(1500);
		expect(pbx.wire.connections.length).to.equal(0);
	});
});
