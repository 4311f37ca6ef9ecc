import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Pbx } from '../pbx.js';

export interface ListenOptions {
	readonly pbx: Pbx;
	/** Interface to listen on; default `127.0.0.1`, reachable only from this machine. */
	readonly host?: string;
	/** Default 0: any free port. */
	readonly port?: number;
	/** An existing HTTP server to attach to, listening or not. */
	readonly server?: Server;
	/** Path of the WebSocket; default `/`. Upgrades to other paths are left to other listeners. */
	readonly path?: string;
}

export interface Listening {
	readonly port: number;
	readonly stop: () => Promise<void>;
}

const heartbeatMs = 15_000;
/** Bytes. `ConnectionLimits` refuses smaller frames with a reason; this bounds only the buffer. */
const maxPayload = 1 << 20;

/** Serves a `Pbx` over WebSockets (RFC 7118). Rejects if the port is taken. */
export async function listenOn({
	pbx,
	host = '127.0.0.1',
	port = 0,
	server,
	path = '/',
}: ListenOptions): Promise<Listening> {
	const http = server ?? createServer((_, response) => response.writeHead(426).end('SIP over WebSocket'));
	const sockets = new WebSocketServer({ noServer: true, maxPayload, handleProtocols: () => 'sip' });
	const upgrade = upgrader(sockets, path, () => http.listenerCount('upgrade') === 1);
	if (!server) await open(http, host, port);
	http.on('upgrade', upgrade);
	sockets.on('connection', (socket: WebSocket) => join(pbx, socket));
	const heartbeat = setInterval(() => sockets.clients.forEach(expectLife), heartbeatMs);
	return {
		port: (http.address() as AddressInfo | null)?.port ?? port,
		stop: async () => {
			clearInterval(heartbeat);
			http.off('upgrade', upgrade);
			for (const socket of sockets.clients) socket.terminate();
			if (!server) await new Promise((resolve) => http.close(resolve));
		},
	};
}

function upgrader(sockets: WebSocketServer, path: string, isAlone: () => boolean) {
	return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		if ((request.url ?? '/').split('?')[0] !== path)
			return isAlone() ? refuse(socket, '404 Not Found', `SIP is at ${path}`) : undefined;
		if (!/(^|,)\s*sip\s*(,|$)/.test(request.headers['sec-websocket-protocol'] ?? ''))
			return refuse(socket, '400 Bad Request', 'Sub-protocol sip is required');
		sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
	};
}

function refuse(socket: Duplex, status: string, why: string): void {
	socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\n\r\n${why}\r\n`);
}

function join(pbx: Pbx, socket: WebSocket): void {
	const connection = pbx.connect({
		send: (frame) => socket.send(frame),
		close: (code, reason) => (code === 1006 ? socket.terminate() : socket.close(code, reason)),
	});
	alive.add(socket);
	socket.on('pong', () => alive.add(socket));
	socket.on('message', (data: Buffer) => connection.receive(data.toString()));
	socket.on('error', () => socket.terminate());
	socket.on('close', () => connection.closed());
}

const alive = new WeakSet<WebSocket>();

/** Terminates a socket that did not answer the previous ping. */
function expectLife(socket: WebSocket): void {
	if (!alive.delete(socket)) socket.terminate();
	else socket.ping();
}

function open(http: Server, host: string, port: number): Promise<void> {
	return new Promise((resolve, reject) => {
		http.once('error', (cause: NodeJS.ErrnoException) => {
			const message = `Port ${port} on ${host} is taken: stop what listens there, or choose another port`;
			reject(cause.code === 'EADDRINUSE' ? new Error(message, { cause }) : cause);
		});
		http.listen(port, host, resolve);
	});
}
