import { LoopbackSocket, type Exchange, type LoopbackBehaviour } from './loopback-socket.js';

export type { Exchange, LoopbackBehaviour, LoopbackSocket } from './loopback-socket.js';

export interface LoopbackOptions extends LoopbackBehaviour {
	/** The only servers that the page stands in for; every other address gets the WebSocket that the page has now. Default: all. */
	readonly servers?: readonly string[];
}

/** The browser's WebSocket class, as far as it concerns its user. */
export interface LoopbackClass extends Pick<typeof LoopbackSocket, 'prototype' | 'CONNECTING' | 'OPEN' | 'CLOSING' | 'CLOSED'> {
	new (url: string | URL, protocols?: string | string[]): LoopbackSocket;
}

/**
 * A class in the shape of the browser's WebSocket, whose other end is a `Pbx` in the page, or what plays one. A page that assigns it to `window.WebSocket`
 * before its phone connects needs no server.
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
