import { LoopbackSocket, type Exchange, type LoopbackBehaviour } from './loopback-socket.js';

export type { Exchange, LoopbackBehaviour, LoopbackSocket } from './loopback-socket.js';

/** A class in the shape of the browser's WebSocket, whose other end is a `Pbx` in the page, or what plays one. */
export function loopbackWebSocket(exchange: Exchange, behaviour: LoopbackBehaviour = {}) {
	return class extends LoopbackSocket {
		constructor(url: string | URL, protocols: string | string[] = []) {
			super(url, protocols, { exchange, behaviour });
		}
	};
}
