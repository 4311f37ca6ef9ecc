import { LoopbackSocket, type LoopbackBehaviour } from './loopback-socket.js';
import type { Pbx } from './pbx.js';

export type { LoopbackBehaviour, LoopbackSocket } from './loopback-socket.js';

/** A class in the shape of the browser's WebSocket, whose other end is this server in the page. */
export function loopbackWebSocket(pbx: Pbx, behaviour: LoopbackBehaviour = {}) {
	return class extends LoopbackSocket {
		constructor(url: string | URL, protocols: string | string[] = []) {
			super(url, protocols, { pbx, behaviour });
		}
	};
}
