import { UA, type Socket } from 'jssip';
import type { SocketClass, SocketLike } from '../../../src/net/open-socket.js';

/** JsSIP alone on a socket of ours, used as its documentation shows: the twin that has the defects. */
export function plainLine(WebSocket: SocketClass, options: object = {}): UA {
	const ua = new UA({ sockets: [new PlainSocket('ws://a.test', WebSocket) as unknown as Socket], uri: 'sip:1000@voice.test', password: '1234', connection_recovery_min_interval: 1, connection_recovery_max_interval: 1, ...options });
	ua.start();
	return ua;
}

/** As JsSIP's own `WebSocketInterface`, on another class of socket. */
class PlainSocket {
	readonly via_transport = 'WS';
	readonly sip_uri = 'sip:a.test;transport=ws';
	onconnect: () => void = () => undefined;
	ondisconnect: (error: boolean, code?: number) => void = () => undefined;
	ondata: (data: unknown) => void = () => undefined;
	#socket: SocketLike | undefined;

	constructor(readonly url: string, readonly WebSocket: SocketClass) {}

	connect(): void {
		const socket = new this.WebSocket(this.url, 'sip');
		this.#socket = socket;
		socket.addEventListener('open', () => this.onconnect());
		socket.addEventListener('message', (event) => this.ondata((event as MessageEvent<unknown>).data));
		socket.addEventListener('close', (event) => this.#socket === socket && this.ondisconnect(!(event as CloseEvent).wasClean, (event as CloseEvent).code));
	}

	disconnect(): void {
		this.#socket?.close();
		this.#socket = undefined;
	}

	send(text: string): boolean {
		if (this.#socket?.readyState !== 1) return false;
		this.#socket.send(text);
		return true;
	}
}
