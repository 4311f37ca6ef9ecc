import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** Kamailio with users `alice` and `bob`, whose passwords are their names with `-secret`. */
export interface Kamailio {
	/** WebSocket URI. */
	readonly url: string;
	/** The same over TLS, with a certificate that nobody signed. */
	readonly secureUrl: string;
	/** What it wrote so far. */
	readonly log: () => string;
	readonly stop: () => Promise<void>;
}

const command = process.env.KAMAILIO ?? 'kamailio';
const configuration = fileURLToPath(new URL('kamailio.cfg', import.meta.url));
const environment = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/local/sbin` };

/** Whether it can be started here. */
export function hasKamailio(): boolean {
	return spawnSync(command, ['-v'], { env: environment }).status === 0;
}

/** Starts it in the foreground on a free loopback port, with its files in a folder of its own. */
export async function startKamailio(): Promise<Kamailio> {
	const [port, securePort] = [await freePort(), await freePort()];
	const folder = mkdtempSync(join(tmpdir(), 'kamailio-'));
	makeCertificate(folder);
	const places = ['-Y', folder, '-w', folder, '-P', join(folder, 'kamailio.pid')];
	const child = spawn(command, ['-DD', '-E', '-f', configuration, '-A', `PORT=${port}`, '-A', `SECUREPORT=${securePort}`, ...places], { cwd: folder, env: environment, stdio: ['ignore', 'ignore', 'pipe'] });
	let log = '';
	child.stderr.on('data', (data: Buffer) => (log += data.toString()));
	const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const stop = async (): Promise<void> => {
		child.kill();
		await exited;
		rmSync(folder, { recursive: true });
	};
	await answering(port, child, () => log).catch(async (error: unknown) => {
		await stop();
		throw error;
	});
	return { url: `ws://127.0.0.1:${port}`, secureUrl: `wss://127.0.0.1:${securePort}`, log: () => log, stop };
}

function makeCertificate(folder: string): void {
	const subject = ['-subj', '/CN=voice.test', '-addext', 'subjectAltName=IP:127.0.0.1'];
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject, '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
}

/** It accepts connections before its workers are up: only an answer counts. */
async function answering(port: number, child: ChildProcess, log: () => string): Promise<void> {
	for (const endAt = Date.now() + 20_000; Date.now() < endAt; await sleep(50)) {
		if (child.exitCode !== null) throw new Error(`Kamailio ended at once:\n${log()}`);
		const response = await fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
		if (response) return;
	}
	throw new Error(`Kamailio does not answer:\n${log()}`);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => (typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port'))));
		});
	});
}
