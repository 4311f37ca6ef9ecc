import type { Connection, PartyLink } from './connection.js';

/** The server end of a loopback socket: a `Pbx`, or a stub of one. */
export interface Exchange {
	connect(link: PartyLink): Pick<Connection, 'receive' | 'closed'>;
}

export interface LoopbackBehaviour {
	/** Called on every attempt: whether to refuse it, like a closed port. */
	refuse?(): boolean;
	/** Called on every attempt: whether to leave it pending, like a firewall that drops packets. */
	hang?(): boolean;
}

const [connecting, open, closing, closed] = [0, 1, 2, 3] as const;

/** A WebSocket, as far as SIP clients use it, that connects to a server in the same page. */
export class LoopbackSocket extends EventTarget implements WebSocket {
	static readonly CONNECTING = connecting;
	static readonly OPEN = open;
	static readonly CLOSING = closing;
	static readonly CLOSED = closed;

	readonly CONNECTING = connecting;
	readonly OPEN = open;
	readonly CLOSING = closing;
	readonly CLOSED = closed;
	readonly url: string;
	readonly bufferedAmount = 0;
	readonly extensions = '';
	binaryType: BinaryType = 'blob';
	onopen: ((event: Event) => void) | null = null;
	onmessage: ((event: MessageEvent) => void) | null = null;
	onclose: ((event: CloseEvent) => void) | null = null;
	onerror: ((event: Event) => void) | null = null;
	readonly #offered: string;
	readonly #tasks: (() => void)[] = [];
	#readyState: 0 | 1 | 2 | 3 = connecting;
	#connection: Pick<Connection, 'receive' | 'closed'> | undefined;

	constructor(
		url: string | URL,
		protocols: string | string[],
		server: { readonly exchange: Exchange; readonly behaviour: LoopbackBehaviour },
	) {
		super();
		const { exchange, behaviour } = server;
		this.url = new URL(url).href;
		this.#offered = [protocols].flat()[0] ?? '';
		if (!behaviour.hang?.()) this.#later(() => (behaviour.refuse?.() ? this.#end(1006, '') : this.#open(exchange)));
	}

	get readyState(): 0 | 1 | 2 | 3 {
		return this.#readyState;
	}

	get protocol(): string {
		return this.#readyState === connecting ? '' : this.#offered;
	}

	send(data: string): void {
		if (this.#readyState === connecting) throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
		if (this.#readyState === open) this.#later(() => this.#connection?.receive(data));
	}

	close(code = 1005, reason = ''): void {
		if (this.#readyState >= closing) return;
		const opened = this.#readyState === open;
		this.#readyState = closing;
		this.#later(() => this.#end(opened ? code : 1006, reason));
	}

	#open(exchange: Exchange): void {
		if (this.#readyState !== connecting) return;
		this.#readyState = open;
		this.#connection = exchange.connect({
			send: (frame) => this.#later(() => this.#deliver(frame)),
			close: (code = 1000, reason = '') => this.#later(() => this.#end(code, reason)),
		});
		this.#emit('open', new Event('open'));
	}

	#deliver(data: string): void {
		if (this.#readyState === open) this.#emit('message', new MessageEvent('message', { data }));
	}

	#end(code: number, reason: string): void {
		if (this.#readyState === closed) return;
		this.#readyState = closed;
		this.#connection?.closed();
		if (code === 1006) this.#emit('error', new Event('error'));
		this.#emit('close', new LoopbackCloseEvent(code, reason));
	}

	#emit(type: 'open' | 'message' | 'close' | 'error', event: Event): void {
		(this[`on${type}`] as ((event: Event) => void) | null)?.(event);
		this.dispatchEvent(event);
	}

	/** Runs each action in a separate task and in order, like events of a real socket. */
	#later(work: () => void): void {
		this.#tasks.push(work);
		setTimeout(() => this.#tasks.shift()?.());
	}
}

/** Node 20 has no CloseEvent. */
class LoopbackCloseEvent extends Event implements CloseEvent {
	readonly wasClean: boolean;

	constructor(readonly code: number, readonly reason: string) {
		super('close');
		this.wasClean = code !== 1006;
	}
}
