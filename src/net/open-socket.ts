import { ownProperties } from '../core/own-properties.js';
import { socketForbidden, serverUnreachable } from './connection-error.js';

/** The members of `WebSocket` that are used. */
export interface SocketLike extends EventTarget {
	binaryType: BinaryType;
	readonly readyState: number;
	send(data: string): void;
	close(code?: number, reason?: string): void;
}

export type SocketClass = new (url: string, protocols?: string | string[]) => SocketLike;

export interface OpenOptions {
	readonly WebSocket: SocketClass;
	/** Subprotocol (RFC 6455 section 1.9): `sip`, `janus-protocol`. */
	readonly subprotocol: string | undefined;
	readonly timeoutMs: number;
	readonly signal: AbortSignal;
}

/**
 * Opens a WebSocket within `timeoutMs`; browsers alone would wait for minutes. Rejects with a `VoiceError`, or with the
 * reason of the signal.
 */
export async function openSocket(
	url: string,
	{ WebSocket, subprotocol, timeoutMs, signal }: OpenOptions,
): Promise<SocketLike> {
	signal.throwIfAborted();
	const socket = construct(WebSocket, url, subprotocol);
	socket.binaryType = 'arraybuffer';
	const settled = new AbortController();
	try {
		await new Promise<void>((resolve, reject) => {
			const fail = (): void => reject(serverUnreachable(url));
			const timer = setTimeout(fail, timeoutMs);
			settled.signal.addEventListener('abort', () => clearTimeout(timer));
			socket.addEventListener('open', () => resolve(), ownProperties({ signal: settled.signal }));
			socket.addEventListener('close', fail, ownProperties({ signal: settled.signal }));
			signal.addEventListener(
				'abort',
				() => reject(signal.reason as Error),
				ownProperties({ signal: settled.signal }),
			);
		});
		return socket;
	} catch (error) {
		socket.close();
		throw error;
	} finally {
		settled.abort();
	}
}

function construct(WebSocket: SocketClass, url: string, subprotocol: string | undefined): SocketLike {
	try {
		return new WebSocket(url, subprotocol);
	} catch (cause) {
		throw socketForbidden(url, cause);
	}
}
