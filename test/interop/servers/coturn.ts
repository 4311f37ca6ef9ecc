import { createHmac, randomBytes } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { join } from 'node:path';
import { Daemon, freePort, isInstalled, serverFolder } from './daemon.js';

const command = process.env.TURNSERVER ?? 'turnserver';
const realm = 'voice.test';

export interface CoturnOptions {
	/** A name and its password, for ever. */
	readonly user?: readonly [name: string, password: string];
	/** What it shares with whoever makes out credentials that expire. */
	readonly secret?: string;
	/** A port that was its own before. */
	readonly port?: number;
}

/** A TURN server on loopback, by UDP and TCP. */
export class Coturn {
	/** Whether it can be started here. */
	static readonly installed = isInstalled(command, '--version');

	readonly #daemon: Daemon;

	static async start({ user, secret, port }: CoturnOptions): Promise<Coturn> {
		const listening = port ?? await freePort();
		const folder = serverFolder('coturn');
		const credentials = secret ? ['--use-auth-secret', `--static-auth-secret=${secret}`] : ['--lt-cred-mech', `--user=${user?.join(':') ?? ''}`];
		const daemon = new Daemon(command, [
			'-n', '--no-cli', '--no-tls', '--no-dtls', '--no-rfc5780', '--fingerprint', '--allow-loopback-peers', '--listening-ip=127.0.0.1', '--relay-ip=127.0.0.1', `--listening-port=${listening}`,
			'--min-port=41000', '--max-port=41999', `--realm=${realm}`, '--log-file=stdout', '--simple-log', '--verbose', `--pidfile=${join(folder, 'pid')}`, `--userdb=${join(folder, 'users')}`, ...credentials,
		], folder);
		await daemon.ready(() => answersStun(listening));
		return new Coturn(daemon, listening);
	}

	private constructor(daemon: Daemon, readonly port: number) {
		this.#daemon = daemon;
	}

	/** Its URI, with the transport to use between the browser and it. */
	uri(transport: 'udp' | 'tcp'): string {
		return `turn:127.0.0.1:${this.port}?transport=${transport}`;
	}

	stop(): Promise<void> {
		return this.#daemon.stop();
	}
}

/** Credentials that a server with this secret takes for so many seconds, as its “TURN REST API” has them: the name tells when they end, the password is its HMAC. */
export function passingCredentials(secret: string, user: string, seconds: number): Pick<RTCIceServer, 'username' | 'credential'> {
	const username = `${String(Math.floor(Date.now() / 1000) + seconds)}:${user}`;
	return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}

/** A Binding request (RFC 8489 section 5) comes back. */
async function answersStun(port: number): Promise<boolean> {
	const socket = createSocket('udp4');
	try {
		socket.send(Buffer.concat([Buffer.from('000100002112a442', 'hex'), randomBytes(12)]), port, '127.0.0.1');
		await once(socket, 'message', { signal: AbortSignal.timeout(500) });
		return true;
	} finally {
		socket.close();
	}
}
