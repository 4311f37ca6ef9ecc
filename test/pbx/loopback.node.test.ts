import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { UA, WebSocketInterface } from 'jssip';
import { loopbackWebSocket, type LoopbackBehaviour, type LoopbackSocket } from '../../src/pbx/loopback.js';
import { Pbx } from '../../src/pbx/pbx.js';

const happens = (target: EventTarget, type: string): Promise<Event> => new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

describe('the loopback socket', () => {
	let pbx: Pbx;
	const socket = (behaviour?: LoopbackBehaviour): LoopbackSocket => new (loopbackWebSocket(pbx, behaviour))('wss://voice.test', 'sip');
	const ping = 'OPTIONS sip:voice.test SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bK1\r\nFrom: <sip:1000@a>;tag=1\r\nTo: <sip:a>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n';

	beforeEach(() => (pbx = new Pbx()));
	afterEach(() => pbx.stop());

	it('opens like the browser\'s, not before its maker could listen', async () => {
		const made = socket();
		assert.deepEqual([made.readyState, made.url, made.protocol], [made.CONNECTING, 'wss://voice.test/', '']);
		assert.throws(() => made.send(ping), { name: 'InvalidStateError' });
		await happens(made, 'open');
		assert.deepEqual([made.readyState, made.protocol], [made.OPEN, 'sip']);
	});

	it('carries frames both ways, each in a task of its own', async () => {
		const made = socket();
		await happens(made, 'open');
		let answer = '';
		made.onmessage = ({ data }) => (answer = String(data));
		made.send(ping);
		assert.equal(answer, '');
		await happens(made, 'message');
		assert.match(answer, /^SIP\/2\.0 200 OK/);
	});

	it('delivers what was sent before it closes', async () => {
		const made = socket();
		await happens(made, 'open');
		made.send(ping);
		made.close(1000, 'bye');
		const { code, reason, wasClean } = await happens(made, 'close') as CloseEvent;
		assert.deepEqual([code, reason, wasClean], [1000, 'bye', true]);
		assert.equal(pbx.wire.frames[0]?.method, 'OPTIONS');
		assert.equal(pbx.wire.connections.length, 0);
	});

	it('breaks when the server cuts it', async () => {
		const made = socket();
		await happens(made, 'open');
		const failed = happens(made, 'error');
		const closed = happens(made, 'close');
		pbx.wire.connections[0]?.cut();
		await failed;
		const { code, wasClean } = await closed as CloseEvent;
		assert.deepEqual([code, wasClean, made.readyState], [1006, false, made.CLOSED]);
	});

	it('is refused', async () => {
		const made = socket({ refuse: () => true });
		const { code } = await happens(made, 'close') as CloseEvent;
		assert.equal(code, 1006);
		assert.equal(pbx.wire.connections.length, 0);
	});

	it('hangs until it is given up', async () => {
		const made = socket({ hang: () => true });
		await new Promise((resolve) => setTimeout(resolve, 20));
		assert.equal(made.readyState, made.CONNECTING);
		made.close();
		assert.equal((await happens(made, 'close') as CloseEvent).code, 1006);
	});

	it('stands in for the servers that are named, however their address is written, and for no other', () => {
		const before = globalThis.WebSocket;
		const Elsewhere = class extends EventTarget {};
		try {
			Object.assign(globalThis, { WebSocket: Elsewhere });
			const Socket = loopbackWebSocket(pbx, { servers: ['wss://voice.test'] });
			assert.equal(new Socket('WSS://voice.test:443/', 'sip').url, 'wss://voice.test/');
			assert.ok(new Socket('wss://voice.test/other', 'sip') instanceof Elsewhere);
			assert.equal(Socket.OPEN, 1);
		} finally {
			Object.assign(globalThis, { WebSocket: before });
		}
	});
});

describe('JsSIP on the loopback socket', () => {
	let pbx: Pbx;
	const agents: UA[] = [];

	function agent(user: string, password = '1234'): UA {
		Object.assign(globalThis, { WebSocket: loopbackWebSocket(pbx) });
		const made = new UA({ sockets: [new WebSocketInterface('ws://voice.test')], uri: `sip:${user}@voice.test`, password, session_timers: false });
		agents.push(made);
		return made;
	}

	const once = <Data>(ua: UA, type: string): Promise<Data> => new Promise((resolve) => ua.once(type, resolve));

	async function registered(user: string): Promise<UA> {
		const ua = agent(user);
		const done = once(ua, 'registered');
		ua.start();
		await done;
		return ua;
	}

	const text = (from: UA, to: string, body: string): Promise<number | undefined> => new Promise((resolve) => from.sendMessage(to, body, {
		extraHeaders: ['X-Message-Id: 1'],
		eventHandlers: {
			succeeded: ({ response }: { response: { status_code: number } }) => resolve(response.status_code),
			failed: ({ response }: { response?: { status_code: number } }) => resolve(response?.status_code),
		},
	}));

	beforeEach(() => (pbx = new Pbx()));
	afterEach(() => {
		pbx.stop();
		for (const ua of agents.splice(0)) ua.stop();
	});

	it('registers by digest', async () => {
		await registered('1000');
		assert.deepEqual([...pbx.registrations.keys()], ['1000']);
	});

	it('is refused with a wrong password', async () => {
		const ua = agent('1000', 'wrong');
		const failed = once<{ response: { status_code: number } }>(ua, 'registrationFailed');
		ua.start();
		assert.equal((await failed).response.status_code, 401);
	});

	it('unregisters when it stops', async () => {
		const ua = await registered('1000');
		const gone = once(ua, 'disconnected');
		ua.stop();
		await gone;
		assert.equal(pbx.registrations.size, 0);
	});

	it('texts another', async () => {
		const [alice, bob] = [await registered('1000'), await registered('1001')];
		const arrived = once<{ request: { body: string; getHeader(name: string): string } }>(bob, 'newMessage');
		assert.equal(await text(alice, '1001', 'grüß 😀'), 200);
		const { request } = await arrived;
		assert.equal(request.body, 'grüß 😀');
		assert.equal(request.getHeader('X-Message-Id'), '1');
		assert.equal(await text(alice, '1002', 'nobody home'), 480);
		assert.equal(await text(alice, 'nobody', 'who?'), 404);
	});
});
