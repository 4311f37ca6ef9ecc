import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { networkInterfaces } from 'node:os';
import { startPbx, type StartedPbx } from '../../src/pbx/node/index.js';
import { DemoPage } from './demo-page.js';
import { DemoError, loopback, open } from './port.mjs';

/** What stands behind `npm start -- …`. */
export interface DemoOptions {
	readonly port?: string;
	readonly host?: string;
	readonly cert?: string;
	readonly key?: string;
	readonly password?: string;
	readonly watch?: boolean;
}

export interface Demo {
	readonly url: string;
	/** Where other pages reach the SIP server. */
	readonly sipUrl: string;
	readonly host: string;
	readonly secure: boolean;
	readonly password: string;
	stop(): Promise<void>;
}

/** Serves the demo page and our SIP server on one port. */
export async function serveDemo(options: DemoOptions = {}): Promise<Demo> {
	const { host = loopback } = options;
	const server = createServer(options);
	const port = await open(server, options);
	const ready = prepare(server, options);
	server.on('request', (request, response) => void ready.then(({ page }) => page.answer(request, response)));
	const { pbx } = await ready;
	const place = `${host === loopback ? 'localhost' : shownAddress(host)}:${port}/`;
	return {
		url: `${options.cert ? 'https' : 'http'}://${place}`,
		sipUrl: `${options.cert ? 'wss' : 'ws'}://${place}sip`,
		host,
		secure: Boolean(options.cert),
		password: pbx.password,
		async stop() {
			await pbx.stop();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

async function prepare(server: Server, { host = loopback, cert, password, watch }: DemoOptions): Promise<{ pbx: StartedPbx; page: DemoPage }> {
	const pbx = await startPbx({ server, path: '/sip', ...(password ? { password } : {}) });
	const page = new DemoPage({ pbx, public: host !== loopback, secure: Boolean(cert), watch: Boolean(watch) });
	await page.load();
	return { pbx, page };
}

/** What `npm start` prints. */
export function greeting({ url, sipUrl, host, secure, password }: Demo): string {
	const network = host === loopback ? [] : [`Open to the network at ${host}: everybody who reaches this port can try the passwords.`];
	const insecure = host === loopback || secure ? [] : [
		'Browsers give the microphone to a page only on localhost or over HTTPS. For other machines start with a certificate:',
		'  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=demo -keyout key.pem -out cert.pem',
		`  npm start -- --host ${host} --cert cert.pem --key key.pem`,
	];
	return [
		'',
		`  The demo:  ${url}`,
		`  Server:    ${sipUrl}, SIP domain voice.test. On a page of yours:`,
		`             <voice-phone server="${sipUrl}" uri="sip:1000@voice.test" sign-in></voice-phone>`,
		`  Sign in:   1000 to 1019, password ${password}`,
		'  Call:      another user in a second tab, 9196 echo, 9197 tone, 3000 to 3099 and 3500 to 3599 rooms, 5000 reads digits',
		...network.map((line) => `\n  ${line}`),
		...insecure.map((line) => `  ${line}`),
		'',
		'  Ctrl+C ends it.',
	].join('\n');
}

function createServer({ cert, key }: DemoOptions): Server {
	if (!cert && !key) return createHttpServer();
	if (!cert || !key) throw new DemoError('--cert and --key belong together: the certificate and its private key, as PEM files.');
	return createHttpsServer({ cert: readPem(cert), key: readPem(key) });
}

function readPem(file: string): Buffer {
	try {
		return readFileSync(file);
	} catch (cause) {
		throw new DemoError(`${file} cannot be read.`, { cause });
	}
}

/** An address that somebody else can type, where "all of them" was asked for. */
function shownAddress(host: string): string {
	if (host !== '0.0.0.0' && host !== '::') return host.includes(':') ? `[${host}]` : host;
	const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
	return addresses.find(({ internal, family }) => !internal && family === 'IPv4')?.address ?? 'localhost';
}
