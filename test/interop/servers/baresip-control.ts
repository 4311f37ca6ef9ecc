import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What baresip tells, of what is read here. */
export interface BaresipEvent {
	/** `CALL_ESTABLISHED`, `CALL_CLOSED`, `CALL_DTMF_START` and so on. */
	readonly type: string;
	/** What there is to say: the key, the reason. */
	readonly param?: string;
}

interface Message extends BaresipEvent {
	readonly event?: boolean;
	readonly token?: string;
	readonly ok?: boolean;
	readonly data?: string;
}

const patienceMs = 20_000;

/** The control connection of baresip: commands and events as JSON, each with its length before it. */
export class BaresipControl {
	readonly #socket: Socket;
	readonly #events: BaresipEvent[] = [];
	readonly #answers: Message[] = [];
	#bytes = Buffer.alloc(0);

	static async open(port: number): Promise<BaresipControl> {
		const socket = connect(port, '127.0.0.1');
		await once(socket, 'connect');
		return new BaresipControl(socket);
	}

	private constructor(socket: Socket) {
		this.#socket = socket;
		socket.on('data', (data: Buffer) => this.#read(data)).on('error', () => undefined);
	}

	/** Everything that happened so far, oldest first. */
	get events(): readonly BaresipEvent[] {
		return this.#events;
	}

	/** Does what its user would type: `dial sip:…`, `hangup`, `hold`, `resume`. */
	async command(command: string, params = ''): Promise<void> {
		const token = crypto.randomUUID();
		const text = JSON.stringify({ command, params, token });
		this.#socket.write(`${Buffer.byteLength(text)}:${text},`);
		await eventually(() => this.#answers.some((answer) => answer.token === token), `an answer to ${command}`);
	}

	/** Waits until something happened after the first `since` events. */
	async until(type: string, since = 0): Promise<void> {
		await eventually(() => this.#events.slice(since).some((event) => event.type === type), `${type} after ${JSON.stringify(this.#events)}`);
	}

	/** Waits until these keys were pressed at the other end, and no others. */
	async pressed(keys: string, since = 0): Promise<void> {
		const read = (): string => this.#events.slice(since).filter(({ type }) => type === 'CALL_DTMF_START').map(({ param = '' }) => param).join('');
		await eventually(() => read() === keys, `keys ${keys}, but ${JSON.stringify(this.#events.slice(since))}`);
	}

	close(): void {
		this.#socket.destroy();
	}

	#read(data: Buffer): void {
		this.#bytes = Buffer.concat([this.#bytes, data]);
		for (;;) {
			const colon = this.#bytes.indexOf(':');
			const end = colon + 1 + Number(this.#bytes.subarray(0, colon).toString());
			if (colon < 0 || this.#bytes.length <= end) return;
			const message = JSON.parse(this.#bytes.subarray(colon + 1, end).toString()) as Message;
			this.#bytes = this.#bytes.subarray(end + 1);
			(message.event ? this.#events : this.#answers).push(message);
		}
	}
}

async function eventually(isSo: () => boolean, what: string): Promise<void> {
	for (const endAt = Date.now() + patienceMs; !isSo(); await sleep(20)) {
		if (Date.now() > endAt) throw new Error(`baresip: no ${what}`);
	}
}
