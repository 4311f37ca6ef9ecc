import { byteLength } from './sip-message.js';
import type { Wire } from './wire.js';

/** What a transport provides for each client. */
export interface PartyLink {
	send(frame: string): void;
	close(code?: number, reason?: string): void;
}

/** A client's connection, for transports and tests. */
export interface Connection {
	readonly id: number;
	readonly open: boolean;
	/** For the transport: passes a frame from the client. */
	receive(frame: string): void;
	/** For the transport: reports that the link is closed. */
	closed(): void;
	/** Closes the link at once. The default code 1006 is what a reset looks like. */
	cut(code?: number): void;
	/** Loses everything in both directions while the link stays open. */
	freeze(): void;
	thaw(): void;
	/** Sends a raw frame to the client. */
	inject(frame: string): void;
}

export interface ConnectionLimits {
	/** Longest accepted frame, bytes. */
	readonly frameBytes: number;
	/** Token bucket: frames accepted at once, then per second. */
	readonly burst: number;
	readonly framesPerSecond: number;
}

export interface ConnectionEvents {
	received(text: string, connection: ClientConnection): void;
	closed(connection: ClientConnection): void;
}

const defaultLimits: ConnectionLimits = { frameBytes: 65_536, burst: 400, framesPerSecond: 100 };

/**
 * The server's end of a link: closes it on oversize frames (1009) and floods (1008), and passes every frame through the
 * wire, whose rules may change it.
 */
export class ClientConnection implements Connection {
	#open = true;
	#frozen = false;
	#tokens: number;
	#filledAt = performance.now();

	constructor(
		readonly id: number,
		readonly link: PartyLink,
		readonly context: {
			readonly wire: Wire;
			readonly events: ConnectionEvents;
			readonly limits?: Partial<ConnectionLimits> | undefined;
		},
	) {
		this.#tokens = this.#limits.burst;
		context.wire.opened(this);
	}

	get open(): boolean {
		return this.#open;
	}

	get #limits(): ConnectionLimits {
		return { ...defaultLimits, ...this.context.limits };
	}

	receive(text: string): void {
		if (!this.#open) return;
		const { frameBytes, burst } = this.#limits;
		if (text.length > frameBytes || byteLength(text) > frameBytes)
			return this.#refuse(1009, `Frame larger than ${frameBytes} bytes`);
		if (!this.#takeToken()) return this.#refuse(1008, `More than ${burst} frames at once`);
		this.#cross(text, 'server', (arrived) => this.#accept(arrived));
	}

	/** For the server: sends to the client. */
	send(text: string): void {
		if (this.#open) this.#cross(text, 'client', (arrived) => this.#deliver(arrived));
	}

	inject(text: string): void {
		this.context.wire.record(text, { to: 'client', connection: this });
		this.#deliver(text);
	}

	cut(code = 1006): void {
		this.#refuse(code, '');
	}

	freeze(): void {
		this.#frozen = true;
	}

	thaw(): void {
		this.#frozen = false;
	}

	closed(): void {
		if (!this.#open) return;
		this.#open = false;
		this.context.wire.closed(this);
		this.context.events.closed(this);
	}

	#cross(text: string, to: 'server' | 'client', deliver: (text: string) => void): void {
		const crossing = { to, connection: this };
		if (this.#frozen) this.context.wire.record(text, crossing);
		else this.context.wire.cross(text, crossing, deliver);
	}

	/** The wire may hold a frame until the client is gone. */
	#accept(text: string): void {
		if (this.#open) this.context.events.received(text, this);
	}

	#deliver(text: string): void {
		if (this.#open && !this.#frozen) this.link.send(text);
	}

	#refuse(code: number, reason: string): void {
		if (!this.#open) return;
		this.closed();
		this.link.close(code, reason);
	}

	#takeToken(): boolean {
		const now = performance.now();
		const { burst, framesPerSecond } = this.#limits;
		this.#tokens = Math.min(burst, this.#tokens + ((now - this.#filledAt) * framesPerSecond) / 1000) - 1;
		this.#filledAt = now;
		return this.#tokens >= 0;
	}
}
