import { fileURLToPath } from 'node:url';
import { freePort, serverFolder, type Daemon } from './daemon.js';
import { foreground } from './kamailio.js';

const configuration = fileURLToPath(new URL('kamailio-edge.cfg', import.meta.url));

export interface EdgeOptions {
	/** Port of the SIP server behind it. */
	readonly server: number;
	/** Port of rtpengine. */
	readonly rtpengine: number;
}

/** Kamailio as an SBC: between browsers and a SIP server, with rtpengine for the sound. */
export class Edge {
	readonly #daemon: Daemon;
	readonly #port: number;

	static async start({ server, rtpengine }: EdgeOptions): Promise<Edge> {
		const port = await freePort();
		const daemon = foreground(serverFolder('edge'), { configuration, values: { PORT: port, SERVER: server, NG: rtpengine } });
		await daemon.ready(async () => (await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) })).status === 404);
		return new Edge(daemon, port);
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
