import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Another network than that of this process: what runs in it has only the interfaces that are put there. It ends with this process at the latest. */
export class Namespace {
	readonly #holder: ChildProcessByStdio<Writable, Readable, null>;
	readonly #folder = mkdtempSync(join(tmpdir(), 'voice-elements-'));

	static async open(): Promise<Namespace> {
		const namespace = new Namespace();
		// What comes back was read inside.
		namespace.#holder.stdin.write('\n');
		await once(namespace.#holder.stdout, 'data');
		namespace.#release();
		namespace.run('ip link set lo up');
		return namespace;
	}

	private constructor() {
		this.#holder = spawn('unshare', ['--net', 'cat'], { stdio: ['pipe', 'pipe', 'inherit'] });
	}

	/** What `ip` calls it. */
	get name(): string {
		return String(this.#holder.pid);
	}

	run(command: string, input = ''): void {
		execFileSync('nsenter', [this.#entry, ...command.split(' ')], { input });
	}

	/** An executable that runs another one in here. */
	wrap(executable: string): string {
		const script = join(this.#folder, 'inside.sh');
		writeFileSync(script, `#!/bin/sh\nexec nsenter ${this.#entry} "${executable}" "$@"\n`);
		chmodSync(script, 0o755);
		return script;
	}

	close(): void {
		this.#holder.stdin.end();
		rmSync(this.#folder, { recursive: true });
	}

	/** A test that failed need not close it. */
	#release(): void {
		this.#holder.unref();
		for (const stream of [this.#holder.stdin, this.#holder.stdout]) (stream as Socket).unref();
	}

	get #entry(): string {
		return `--net=/proc/${this.name}/ns/net`;
	}
}
