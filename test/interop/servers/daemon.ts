import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const environment = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin` };
/** What still runs when a test breaks off goes with it. */
const running = new Set<Daemon>();
process.once('exit', () => {
	for (const daemon of running) daemon.signal('SIGKILL');
});

/** Whether a command can be run here; `probe` makes it say something and end. */
export function isInstalled(command: string, probe: string): boolean {
	return spawnSync(command, [probe], { env: environment }).error === undefined;
}

/** A folder of its own for a server's files. */
export function serverFolder(name: string): string {
	return mkdtempSync(join(tmpdir(), `${name}-`));
}

/** A server that runs in the foreground, in a folder that goes with it, as a process group of its own: its workers get every signal, too. */
export class Daemon {
	readonly #child: ChildProcess;
	readonly #exited: Promise<void>;
	#log = '';

	constructor(readonly command: string, args: readonly string[], readonly folder: string) {
		this.#child = spawn(command, args, { cwd: folder, env: { ...environment, HOME: folder }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
		for (const stream of [this.#child.stdout, this.#child.stderr]) stream?.on('data', (data: Buffer) => (this.#log += data.toString()));
		this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
		running.add(this);
	}

	/** What it wrote so far. */
	get log(): string {
		return this.#log;
	}

	/** Waits until it does its work; accepting connections is no proof of that. Stops it where it never does. */
	async ready(isReady: () => Promise<boolean>): Promise<void> {
		for (const endAt = Date.now() + 20_000; this.#child.exitCode === null && Date.now() < endAt; await sleep(25)) {
			// Node 20 may collect the signal of `AbortSignal.timeout`, and then a question without an answer is asked for ever.
			if (await Promise.race([isReady().catch(() => false), sleep(3_000).then(() => false)])) return;
		}
		await this.stop();
		throw new Error(`${basename(this.command)} does not answer:\n${this.#log}`);
	}

	/** `SIGKILL` makes it crash, `SIGSTOP` hang, `SIGCONT` go on. */
	signal(signal: NodeJS.Signals): void {
		if (this.#child.pid !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) process.kill(-this.#child.pid, signal);
	}

	async exited(): Promise<number | null> {
		await this.#exited;
		return this.#child.exitCode;
	}

	async stop(): Promise<void> {
		this.signal('SIGCONT');
		this.signal('SIGTERM');
		const stubborn = setTimeout(() => this.signal('SIGKILL'), 5_000);
		await this.#exited;
		clearTimeout(stubborn);
		running.delete(this);
		rmSync(this.folder, { recursive: true, force: true });
	}
}

export function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
		});
	});
}
