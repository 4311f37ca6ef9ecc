import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, serverFolder, type Daemon } from './daemon.js';
import { foreground } from './kamailio.js';

const configuration = fileURLToPath(new URL('kamailio-dispatcher.cfg', import.meta.url));

/** Kamailio as an edge before several SIP servers: browsers know only its address. */
export class Dispatcher {
	readonly #daemon: Daemon;
	readonly #port: number;

	/** Starts it before the servers on these ports. `astray`: the CSeq number of the REGISTER that comes to another server than the rest. */
	static async start(servers: readonly number[], { astray = 0 } = {}): Promise<Dispatcher> {
		const port = await freePort();
		const folder = serverFolder('dispatcher');
		writeFileSync(join(folder, 'dispatcher.list'), servers.map((server) => `1 sip:127.0.0.1:${server}\n`).join(''));
		const daemon = foreground(folder, { configuration, values: { PORT: port, ASTRAY: astray } });
		await daemon.ready(async () => (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) })).status === 404);
		return new Dispatcher(daemon, port);
	}

	private constructor(daemon: Daemon, port: number) {
		this.#daemon = daemon;
		this.#port = port;
	}

	get url(): string {
		return `ws://127.0.0.1:${this.#port}`;
	}

	/** What it wrote so far. */
	get log(): string {
		return this.#daemon.log;
	}

	stop(): Promise<void> {
		return this.#daemon.stop();
	}
}
