import type { loopbackWebSocket } from '../../../../src/pbx/loopback.js';

type LoopbackConstructor = ReturnType<typeof loopbackWebSocket>;

const servers = new Map<string, LoopbackConstructor>();
const BrowserSocket = globalThis.WebSocket;

/** JsSIP opens `WebSocket`s of the page: those to a server of ours lead to it, all others where they always did. */
globalThis.WebSocket = new Proxy(BrowserSocket, {
	construct(target, [url, protocols]: [string, string]) {
		const Loopback = servers.get(url);
		return Loopback ? new Loopback(url, protocols) : new target(url, protocols);
	},
});

let made = 0;

/** Gives a loopback socket a URL at which everything in this page finds it. */
export function publish(Loopback: LoopbackConstructor): string {
	const url = `ws://pbx-${++made}.voice.test/`;
	servers.set(url, Loopback);
	return url;
}
