import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Daemon, freePort, isInstalled, serverFolder } from './daemon.js';

export interface KamailioOptions {
	/** Whether it gives out globally routable URIs (RFC 5627), so that a call survives the connection over which it was set up. */
	readonly gruu?: boolean;
	/** Shortest and longest registration, in seconds. */
	readonly expires?: readonly [number, number];
	/** How long a call may ring, in ms; minutes otherwise. */
	readonly ringingMs?: number;
	/** A port that was its own before. */
	readonly port?: number;
	/** Port of another with which it shares registrations: both are then behind an edge, which alone stays in the way of a call. */
	readonly peer?: number;
	/** With a peer: the secret of its challenges. Those of servers with the same are good at each other. */
	readonly nonces?: string;
}

/** Somebody's registration, as the server knows it. */
export interface Binding {
	readonly Address: string;
	/** Seconds that are left. */
	readonly Expires: number;
}

const command = process.env.KAMAILIO ?? 'kamailio';
const patienceMs = 60_000;
const configuration = fileURLToPath(new URL('kamailio.cfg', import.meta.url));
/** Where it keeps texts: the tables of its own package want a value where it writes none. */
const tables = {
	version: 'table_name(string) table_version(int)\nsilo:8\n',
	silo: 'id(int,auto) src_addr(string) dst_addr(string) username(string) domain(string) inc_time(int) exp_time(int) snd_time(int) ctype(string) body(string,null) extra_hdrs(string,null) callid(string,null) status(int,null)\n',
};

/** Kamailio with users whose passwords are their names with `-secret`, like `alice-secret`. */
export class Kamailio {
	/** Whether it can be started here. */
	static readonly installed = isInstalled(command, '-v');

	readonly #daemon: Daemon;
	readonly #port: number;
	readonly #securePort: number;

	/** Starts it on free loopback ports. */
	static async start({ gruu = false, expires: [shortest, longest] = [10, 120], ringingMs, port, peer, nonces = 'voice.test-secret' }: KamailioOptions = {}): Promise<Kamailio> {
		const ports = [port ?? await freePort(), await freePort()] as const;
		const folder = serverFolder('kamailio');
		makeCertificate(folder);
		mkdirSync(join(folder, 'texts'));
		for (const [table, columns] of Object.entries(tables)) writeFileSync(join(folder, 'texts', table), columns);
		const values = { PORT: ports[0], SECUREPORT: ports[1], GRUU: Number(gruu), SHORTEST: shortest, LONGEST: longest, ...(ringingMs !== undefined && { RINGING: ringingMs }), ...(peer !== undefined && { PEER: peer, NONCES: nonces }) };
		const daemon = foreground(folder, { configuration, values });
		const kamailio = new Kamailio(daemon, ...ports);
		await daemon.ready(async () => (await kamailio.#ask('core.uptime')).ok);
		return kamailio;
	}

	private constructor(daemon: Daemon, port: number, securePort: number) {
		this.#daemon = daemon;
		this.#port = port;
		this.#securePort = securePort;
	}

	/** Port for WebSockets, and for SIP over UDP. */
	get port(): number {
		return this.#port;
	}

	get url(): string {
		return `ws://127.0.0.1:${this.#port}`;
	}

	/** The same over TLS, with a certificate that nobody signed. */
	get secureUrl(): string {
		return `wss://127.0.0.1:${this.#securePort}`;
	}

	/** What it wrote so far. */
	get log(): string {
		return this.#daemon.log;
	}

	/** Where somebody is registered now. */
	async bindingsOf(user: string): Promise<readonly Binding[]> {
		const { result } = await (await this.#ask('ul.lookup', ['location', `${user}@voice.test`])).json() as { result?: { Contacts: readonly { Contact: Binding }[] } };
		return result?.Contacts.map(({ Contact }) => Contact) ?? [];
	}

	/** Waits until somebody is registered so often. A busy machine may leave the question without an answer. */
	async has(user: string, { times = 1 } = {}): Promise<void> {
		let bindings: readonly Binding[] | undefined;
		for (const endAt = Date.now() + patienceMs; bindings?.length !== times; await sleep(100)) {
			if (Date.now() > endAt) throw new Error(`${user} is registered at ${this.url} as ${JSON.stringify(bindings)}, not ${times} times:\n${this.log}`);
			bindings = await Promise.race([this.bindingsOf(user).catch(() => undefined), sleep(3_000).then(() => undefined)]);
		}
	}

	/** Makes it crash (`SIGKILL`), hang (`SIGSTOP`) or go on (`SIGCONT`). */
	signal(signal: NodeJS.Signals): void {
		this.#daemon.signal(signal);
	}

	stop(): Promise<void> {
		return this.#daemon.stop();
	}

	#ask(method: string, params: readonly string[] = []): Promise<Response> {
		return fetch(`http://127.0.0.1:${this.#port}/RPC`, { method: 'POST', body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }), signal: AbortSignal.timeout(2_000) });
	}
}

/** Starts it with everything that it reads and writes in a folder; `values` stand in the configuration by name. */
export function foreground(folder: string, { configuration, values }: { configuration: string; values: Readonly<Record<string, number | string>> }): Daemon {
	const file = join(folder, 'kamailio.cfg');
	cpSync(configuration, file);
	const definitions = Object.entries({ FOLDER: folder, ...values }).map(([name, value]) => `--substdef=!${name}!${value}!g`);
	return new Daemon(command, ['-DD', '-E', '-f', file, '-Y', folder, '-w', folder, '-P', join(folder, 'kamailio.pid'), '-m', '32', '-M', '4', ...definitions], folder);
}

function makeCertificate(folder: string): void {
	const subject = ['-subj', '/CN=voice.test', '-addext', 'subjectAltName=IP:127.0.0.1'];
	execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2', ...subject, '-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')], { stdio: 'ignore' });
}
