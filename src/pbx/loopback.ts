import { LoopbackSocket, type Exchange, type LoopbackBehaviour } from './loopback-socket.js';

export type { Exchange, LoopbackBehaviour, LoopbackSocket } from './loopback-socket.js';

export interface LoopbackOptions extends LoopbackBehaviour {
	/** URLs that connect to the exchange; all others use the page's real WebSocket. Default: every URL. */
	readonly servers?: readonly string[];
}

/** The WebSocket class, as far as its users see it. */
export interface LoopbackClass extends Pick<
	typeof LoopbackSocket,
	'prototype' | 'CONNECTING' | 'OPEN' | 'CLOSING' | 'CLOSED'
> {
	new (url: string | URL, protocols?: string | string[]): LoopbackSocket;
}

/**
 * Returns a replacement for the `WebSocket` class that connects to a `Pbx` in the page. Assign it to `window.WebSocket`
 * before the phone connects, and no server is needed.
 */
export function loopbackWebSocket(exchange: Exchange, { servers, ...behaviour }: LoopbackOptions = {}): LoopbackClass {
	const Loopback = class extends LoopbackSocket {
		constructor(url: string | URL, protocols: string | string[] = []) {
			super(url, protocols, { exchange, behaviour });
		}
	};
	if (!servers) return Loopback;
	const ours = servers.map((server) => new URL(server).href);
	const Elsewhere = globalThis.WebSocket;
	return new Proxy(Loopback, {
		construct: (_, [url, protocols]: [string | URL, string | string[] | undefined]) =>
			(ours.includes(new URL(url).href) ? new Loopback(url, protocols) : new Elsewhere(url, protocols)),
	});
}
