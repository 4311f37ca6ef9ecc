import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { listenOn, startPbx } from '../../src/pbx/node/index.js';
import { Pbx } from '../../src/pbx/pbx.js';

const ping = (body = ''): string => 'OPTIONS sip:voice.test SIP/2.0\r\nVia: SIP/2.0/WS a;branch=z9hG4bK1\r\nFrom: <sip:1000@a>;tag=1\r\nTo: <sip:a>\r\nCall-ID: 1\r\nCSeq: 1 OPTIONS\r\n\r\n' + body;

describe('the server on WebSockets', () => {
	const ends: (() => unknown)[] = [];
	const atEnd = <Thing>(thing: Thing, end: (thing: Thing) => unknown): Thing => (ends.push(() => end(thing)), thing);

	const started = async (options = {}) => atEnd(await startPbx(options), ({ stop }) => stop());
	const connected = async (url: string): Promise<WebSocket> => {
		const socket = atEnd(new WebSocket(url, 'sip'), (made) => made.terminate());
		await once(socket, 'open');
		return socket;
	};

	afterEach(async () => {
		for (const end of ends.splice(0)) await end();
	});

	it('speaks sub-protocol sip on a free port of this machine', async () => {
		const { url } = await started();
		assert.match(url, /^ws:\/\/127\.0\.0\.1:\d+\/$/);
		const socket = await connected(url);
		assert.equal(socket.protocol, 'sip');
		socket.send(ping());
		const [answer] = await once(socket, 'message') as [Buffer];
		assert.match(String(answer), /^SIP\/2\.0 200 OK/);
	});

	it('makes up a password, another each time', async () => {
		const [one, other] = [await started(), await started()];
		assert.ok(one.password.length >= 8);
		assert.notEqual(one.password, other.password);
		assert.equal((await started({ password: 'given' })).password, 'given');
	});

	it('refuses who does not speak sip', async () => {
		const { url } = await started();
		const [failure] = await once(new WebSocket(url), 'error') as [Error];
		assert.match(failure.message, /400/);
	});

	it('says where it is to who asks elsewhere', async () => {
		const { url } = await started({ path: '/sip' });
		assert.match(url, /\/sip$/);
		const [failure] = await once(new WebSocket(url.replace('/sip', '/other'), 'sip'), 'error') as [Error];
		assert.match(failure.message, /404/);
	});

	it('says which port is taken', async () => {
		const taken = atEnd(createServer(), (server) => server.close());
		taken.listen(0, '127.0.0.1');
		await once(taken, 'listening');
		const { port } = taken.address() as AddressInfo;
		await assert.rejects(startPbx({ port }), new RegExp(`Port ${port} on 127\\.0\\.0\\.1 is taken`));
	});

	it('joins an HTTP server at a path and leaves its other upgrades alone', async () => {
		const http = atEnd(createServer(), (server) => server.close());
		const others: (string | undefined)[] = [];
		http.on('upgrade', ({ url }, socket) => {
			if (url !== '/sip') others.push(url), socket.destroy();
		});
		http.listen(0, '127.0.0.1');
		await once(http, 'listening');
		const pbx = atEnd(new Pbx(), (made) => made.stop());
		atEnd(await listenOn({ pbx, server: http, path: '/sip' }), ({ stop }) => stop());
		const { port } = http.address() as AddressInfo;
		await connected(`ws://127.0.0.1:${port}/sip`);
		await once(new WebSocket(`ws://127.0.0.1:${port}/reload`, 'sip'), 'error');
		assert.deepEqual(others, ['/reload']);
		assert.equal(pbx.wire.connections.length, 1);
	});

	it('closes on a frame that is too large, and says why', async () => {
		const socket = await connected((await started()).url);
		socket.send(ping('x'.repeat(70_000)));
		const [code, reason] = await once(socket, 'close') as [number, Buffer];
		assert.deepEqual([code, String(reason)], [1009, 'Frame larger than 65536 bytes']);
	});

	it('closes on a flood, and says why', async () => {
		const socket = await connected((await started({ limits: { burst: 5, framesPerSecond: 1 } })).url);
		for (let i = 0; i < 20; i++) socket.send(ping());
		const [code, reason] = await once(socket, 'close') as [number, Buffer];
		assert.deepEqual([code, String(reason)], [1008, 'More than 5 frames at once']);
	});

	it('resets a connection that a test cuts', async () => {
		const { pbx, url } = await started();
		const socket = await connected(url);
		pbx.wire.connections[0]?.cut();
		assert.equal((await once(socket, 'close'))[0], 1006);
	});

	it('lets everybody go when it stops', async () => {
		const { pbx, url, stop } = await startPbx();
		const socket = await connected(url);
		const closed = once(socket, 'close');
		await stop();
		assert.equal((await closed)[0], 1001);
		assert.equal(pbx.wire.connections.length, 0);
	});
});
