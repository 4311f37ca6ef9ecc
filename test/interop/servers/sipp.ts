import { fileURLToPath } from 'node:url';
import { Daemon, isInstalled, serverFolder } from './daemon.js';

const command = process.env.SIPP ?? 'sipp';

/** SIPp: an ordinary SIP client that plays a scenario over UDP. */
export class Sipp {
	/** Whether it can be started here. */
	static readonly installed = isInstalled(command, '-v');

	readonly #daemon: Daemon;

	/** Plays a scenario of this folder on a port of its own; `server` is that of the server, `peer` the user it talks to. */
	static play(scenario: string, { port, server, peer }: { port: number; server: number; peer: string }): Sipp {
		const file = fileURLToPath(new URL(scenario, import.meta.url));
		const limits = ['-m', '1', '-nostdin', '-timeout', '60s', '-timeout_error'];
		return new Sipp(new Daemon(command, ['-sf', file, '-s', peer, '-i', '127.0.0.1', '-p', String(port), ...limits, `127.0.0.1:${server}`], serverFolder('sipp')));
	}

	private constructor(daemon: Daemon) {
		this.#daemon = daemon;
	}

	/** Resolves at the end of the scenario; rejects when something else came than it says. */
	async done(): Promise<void> {
		const code = await this.#daemon.exited();
		await this.#daemon.stop();
		if (code !== 0) throw new Error(`sipp: ${this.#daemon.log}`);
	}
}
