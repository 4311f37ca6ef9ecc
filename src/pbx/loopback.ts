import type { Connection } from './connection.js';
import type { Pbx } from './pbx.js';

export interface LoopbackBehaviour {
	/** Asked at every attempt: refuse it, as a closed port does. */
	refuse?(): boolean;
	/** Asked at every attempt: open nothing and answer nothing, as a firewall does. */
	hang?(): boolean;
}

/** What of the browser's WebSocket a SIP client uses. */
export interface LoopbackSocket extends EventTarget {
	readonly CONNECTING: 0;
	readonly OPEN: 1;
	readonly CLOSING: 2;
	readonly CLOSED: 3;
	readonly url: string;
	readonly protocol: string;
	readonly readyState: number;
	readonly bufferedAmount: number;
	binaryType: BinaryType;
	onopen: ((event: Event) => void) | null;
	onmessage: ((event: MessageEvent) => void) | null;
	onclose: ((event: CloseEvent) => void) | null;
	onerror: ((event: Event) => void) | null;
	send(data: string): void;
	close(code?: number, reason?: string): void;
}

export interface LoopbackConstructor {
	new (url: string | URL, protocols?: string | string[]): LoopbackSocket;
	readonly CONNECTING: 0;
	readonly OPEN: 1;
	readonly CLOSING: 2;
	readonly CLOSED: 3;
}

/** A class in the shape of the browser's WebSocket, whose other end is this server in the page. */
export function loopbackWebSocket(pbx: Pbx, behaviour: LoopbackBehaviour = {}): LoopbackConstructor {
	return class Loopback extends EventTarget implements LoopbackSocket {
		static readonly CONNECTING = 0;
		static readonly OPEN = 1;
		static readonly CLOSING = 2;
		static readonly CLOSED = 3;

		readonly CONNECTING = 0;
		readonly OPEN = 1;
		readonly CLOSING = 2;
		readonly CLOSED = 3;
		readonly url: string;
		readonly bufferedAmount = 0;
		binaryType: BinaryType = 'blob';
		onopen: LoopbackSocket['onopen'] = null;
		onmessage: LoopbackSocket['onmessage'] = null;
		onclose: LoopbackSocket['onclose'] = null;
		onerror: LoopbackSocket['onerror'] = null;
		readonly #offered: string;
		readonly #tasks = new Tasks();
		#readyState: 0 | 1 | 2 | 3 = Loopback.CONNECTING;
		#connection: Connection | undefined;

		constructor(url: string | URL, protocols: string | string[] = []) {
			super();
			this.url = new URL(url).href;
			this.#offered = [protocols].flat()[0] ?? '';
			if (!behaviour.hang?.()) this.#tasks.add(() => (behaviour.refuse?.() ? this.#end(1006, '') : this.#open()));
		}

		get readyState(): number {
			return this.#readyState;
		}

		get protocol(): string {
			return this.#readyState === Loopback.CONNECTING ? '' : this.#offered;
		}

		send(data: string): void {
			if (this.#readyState === Loopback.CONNECTING) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
			if (this.#readyState === Loopback.OPEN) this.#tasks.add(() => this.#connection?.receive(data));
		}

		close(code = 1005, reason = ''): void {
			if (this.#readyState >= Loopback.CLOSING) return;
			const opened = this.#readyState === Loopback.OPEN;
			this.#readyState = Loopback.CLOSING;
			this.#tasks.add(() => this.#end(opened ? code : 1006, reason));
		}

		#open(): void {
			if (this.#readyState !== Loopback.CONNECTING) return;
			this.#readyState = Loopback.OPEN;
			this.#connection = pbx.connect({
				send: (frame) => this.#tasks.add(() => this.#deliver(frame)),
				close: (code = 1000, reason = '') => this.#tasks.add(() => this.#end(code, reason)),
			});
			this.#emit(new Event('open'));
		}

		#deliver(data: string): void {
			if (this.#readyState === Loopback.OPEN) this.#emit(new MessageEvent('message', { data }));
		}

		#end(code: number, reason: string): void {
			if (this.#readyState === Loopback.CLOSED) return;
			this.#readyState = Loopback.CLOSED;
			this.#connection?.closed();
			if (code === 1006) this.#emit(new Event('error'));
			this.#emit(new LoopbackCloseEvent(code, reason));
		}

		#emit(event: Event): void {
			const handler = this[`on${event.type}` as 'onopen'];
			if (handler) this.addEventListener(event.type, handler, { once: true });
			this.dispatchEvent(event);
			if (handler) this.removeEventListener(event.type, handler);
		}
	};
}

/** Node 20 knows no CloseEvent. */
class LoopbackCloseEvent extends Event implements CloseEvent {
	readonly wasClean: boolean;

	constructor(readonly code: number, readonly reason: string) {
		super('close');
		this.wasClean = code !== 1006;
	}
}

/** Runs each piece of work in a task of its own and in order, as events of a real socket come. */
class Tasks {
	readonly #waiting: (() => void)[] = [];

	add(work: () => void): void {
		this.#waiting.push(work);
		setTimeout(() => this.#waiting.shift()?.());
	}
}
