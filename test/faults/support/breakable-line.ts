import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How a line breaks: every connection is reset and new ones are refused, or nothing passes any more and nobody is told. */
export type Breakage = 'reset' | 'silence';

/** A way to a server on this machine that can be broken and mended, as networks are. It keeps no process alive: a test that failed need not close it. */
export class BreakableLine {
	readonly #server: Server;
	readonly #pairs = new Set<readonly [Socket, Socket]>();
	#breakage: Breakage | undefined;

	static async to(port: number): Promise<BreakableLine> {
		const line = new BreakableLine(port);
		await new Promise<void>((resolve) => line.#server.listen(0, '127.0.0.1', resolve));
		line.#server.unref();
		return line;
	}

	private constructor(port: number) {
		this.#server = createServer({ allowHalfOpen: true }, (near) => this.#join(near, port));
	}

	get url(): string {
		return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	/** Connections that are open. */
	get open(): number {
		return this.#pairs.size;
	}

	break(breakage: Breakage): void {
		this.#breakage = breakage;
		for (const pair of this.#pairs) this.#apply(pair);
	}

	/** What was silent goes on where it stopped, as TCP does: what was sent meanwhile arrives late. */
	mend(): void {
		this.#breakage = undefined;
		for (const pair of this.#pairs) for (const socket of pair) socket.resume();
	}

	close(): void {
		this.#server.close();
		for (const pair of this.#pairs) for (const socket of pair) socket.destroy();
	}

	#join(near: Socket, port: number): void {
		if (this.#breakage === 'reset') return void near.resetAndDestroy();
		const far = connect(port, '127.0.0.1');
		const pair = [near, far] as const;
		for (const socket of pair) socket.unref();
		this.#pairs.add(pair);
		this.#carry(near, far, pair);
		this.#carry(far, near, pair);
		this.#apply(pair);
	}

	#carry(from: Socket, to: Socket, pair: readonly [Socket, Socket]): void {
		from.on('data', (data) => void to.write(data));
		from.on('end', () => to.end());
		from.on('error', () => to.destroy());
		from.on('close', () => {
			this.#pairs.delete(pair);
			to.destroy();
		});
	}

	#apply(pair: readonly [Socket, Socket]): void {
		for (const socket of pair) {
			if (this.#breakage === 'reset') socket.resetAndDestroy();
			else if (this.#breakage === 'silence') socket.pause();
		}
	}
}
