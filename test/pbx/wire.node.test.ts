import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { Pbx } from '../../src/pbx/pbx.js';
import type { WireFrame } from '../../src/pbx/wire.js';
import { RawClient } from '../support/raw-client.js';

describe('the wire', () => {
	let pbx: Pbx;
	let alice: RawClient;

	const options = () => alice.request('OPTIONS', 'sip:voice.test');
	const toClient = ({ to }: WireFrame): boolean => to === 'client';

	beforeEach(() => {
		pbx = new Pbx();
		alice = new RawClient(pbx, '1000');
	});
	afterEach(() => pbx.stop());

	it('keeps what crosses, with method, status, user and direction', () => {
		alice.send(options());
		assert.deepEqual(pbx.wire.frames.map(({ to, method, status, user }) => [to, method, status, user]), [
			['server', 'OPTIONS', undefined, '1000'],
			['client', 'OPTIONS', 200, '1000'],
		]);
	});

	it('drops', () => {
		pbx.wire.intercept((frame) => (toClient(frame) ? 'drop' : undefined));
		alice.send(options());
		assert.equal(alice.received.length, 0);
		assert.equal(pbx.wire.frames.length, 2);
	});

	it('holds, and lets go in order or one by one', () => {
		const stop = pbx.wire.intercept((frame) => (toClient(frame) ? 'hold' : undefined));
		const asked = [options(), options(), options()];
		for (const request of asked) alice.send(request);
		assert.equal(pbx.wire.held.length, 3);
		pbx.wire.release(1);
		stop();
		pbx.wire.release();
		assert.deepEqual(alice.received.map(({ callId }) => callId), [asked[1], asked[0], asked[2]].map((request) => request?.callId));
		assert.equal(pbx.wire.held.length, 0);
	});

	it('delays, so that a later frame comes first', async () => {
		const stop = pbx.wire.intercept((frame) => (toClient(frame) ? { delayMs: 20 } : undefined));
		const [late, early] = [options(), options()];
		alice.send(late);
		stop();
		alice.send(early);
		await alice.response(early);
		assert.equal(alice.received.length, 0);
		await alice.response(late);
	});

	it('replaces a frame by others, both ways', () => {
		pbx.wire.intercept(({ to, text }) => (to === 'server' ? { replace: [text, text.replaceAll('OPTIONS', 'FOO')] } : { replace: text.replace('200 OK', '299 Fine') }));
		alice.send(options());
		assert.deepEqual(alice.received.map((message) => message.toString().split('\r\n')[0]), ['SIP/2.0 299 Fine', 'SIP/2.0 404 Not Found']);
	});

	it('asks rules in order until one answers', () => {
		const asked: number[] = [];
		pbx.wire.intercept(() => void asked.push(1));
		pbx.wire.intercept(() => (asked.push(2), 'pass'));
		pbx.wire.intercept(() => (asked.push(3), 'drop'));
		alice.send(options());
		assert.deepEqual(asked, [1, 2, 1, 2]);
		assert.equal(alice.received.length, 1);
	});

	it('waits for a frame, and finds those since the mark', async () => {
		alice.send(options());
		assert.equal((await pbx.wire.until(({ status }) => status === 200)).method, 'OPTIONS');
		pbx.wire.mark();
		const coming = pbx.wire.until(({ status }) => status === 200);
		const second = options();
		alice.send(second);
		assert.ok((await coming).text.includes(second.callId));
	});

	it('says what came instead of what was waited for', async () => {
		alice.send(options());
		await assert.rejects(pbx.wire.until(({ method }) => method === 'BYE', { timeoutMs: 5 }), /→ server #1 1000 OPTIONS\n← server #1 1000 200 OPTIONS/);
	});

	it('injects raw frames', () => {
		alice.connection.inject('SIP/2.0 nonsense');
		assert.equal(pbx.wire.frames.at(-1)?.text, 'SIP/2.0 nonsense');
	});

	it('freezes a connection into a black hole until it thaws', () => {
		alice.connection.freeze();
		alice.send(options());
		alice.connection.inject(options().toString());
		assert.equal(alice.received.length, 0);
		alice.connection.thaw();
		alice.send(options());
		assert.equal(alice.received.length, 1);
	});

	it('gives the server nothing that was held until its client was gone', async () => {
		const register = alice.request('REGISTER', 'sip:voice.test', { headers: [['Contact', `<${alice.contact}>`]] });
		alice.send(register);
		const authorized = alice.authorized(register, await alice.response(register));
		pbx.wire.intercept(() => 'hold');
		alice.send(authorized);
		alice.close();
		pbx.wire.release();
		assert.equal(pbx.registrations.size, 0);
	});

	it('cuts a connection and forgets it', () => {
		alice.connection.cut();
		assert.equal(alice.closedWith?.code, 1006);
		assert.equal(pbx.wire.connections.length, 0);
	});

	it('stays small however long it runs', () => {
		const limitless = new Pbx({ limits: { burst: 1e6 } });
		const client = new RawClient(limitless, '1000');
		for (let i = 0; i < 1500; i++) client.send(client.request('OPTIONS', 'sip:voice.test'));
		assert.ok(limitless.wire.frames.length <= 2000);
	});
});

describe('a connection', () => {
	let pbx: Pbx;
	let alice: RawClient;

	beforeEach(() => {
		pbx = new Pbx({ limits: { burst: 3, framesPerSecond: 0 } });
		alice = new RawClient(pbx, '1000');
	});
	afterEach(() => pbx.stop());

	it('refuses a frame of more than 64 KiB, counted in bytes', () => {
		alice.send(alice.request('OPTIONS', 'sip:voice.test', { body: 'ü'.repeat(32_000) }));
		assert.equal(alice.closedWith, undefined);
		alice.send(alice.request('OPTIONS', 'sip:voice.test', { body: 'ü'.repeat(33_000) }));
		assert.deepEqual(alice.closedWith, { code: 1009, reason: 'Frame larger than 65536 bytes' });
	});

	it('refuses a flood', () => {
		for (let i = 0; i < 3; i++) alice.send(alice.request('OPTIONS', 'sip:voice.test'));
		assert.equal(alice.closedWith, undefined);
		alice.send(alice.request('OPTIONS', 'sip:voice.test'));
		assert.deepEqual(alice.closedWith, { code: 1008, reason: 'More than 3 frames at once' });
	});
});
