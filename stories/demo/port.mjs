import { createServer } from 'node:net';

/** Told to whoever started the demo, without a stack. */
export class DemoError extends Error {
	name = 'DemoError';
}

export const loopback = '127.0.0.1';

/**
 * The port that was asked for.
 *
 * @param {{ readonly port?: string | undefined }} options
 * @returns {number}
 */
export function portOf({ port = '8080' }) {
	const number = Number(port);
	if (!Number.isInteger(number) || number < 0 || number > 65_535) throw new DemoError(`--port ${port} is no port: a number from 0 to 65535, 0 for any free one.`);
	return number;
}

/**
 * Opens a port; rejects in words for whoever asked for it. Gives its number.
 *
 * @param {import('node:net').Server} server
 * @param {{ readonly port?: string | undefined, readonly host?: string | undefined }} options
 * @returns {Promise<number>}
 */
export async function open(server, { host = loopback, ...options }) {
	const port = portOf(options);
	await new Promise((resolve, reject) => {
		server.once('error', (error) => reject(openingFailure(error, port)));
		server.listen(port, host, () => resolve(undefined));
	});
	const address = server.address();
	return typeof address === 'object' && address ? address.port : port;
}

/**
 * Rejects when a port cannot be opened, before anything else takes a minute.
 *
 * @param {{ readonly port?: string | undefined, readonly host?: string | undefined }} options
 * @returns {Promise<void>}
 */
export async function checkPort(options) {
	const server = createServer();
	await open(server, options);
	await new Promise((resolve) => server.close(resolve));
}

/**
 * @param {NodeJS.ErrnoException} error
 * @param {number} port
 */
function openingFailure(error, port) {
	/** @type {Readonly<Record<string, string>>} */
	const messages = {
		EADDRINUSE: `Port ${port} is taken. Stop what listens there, or take another: npm start -- --port ${port + 1}`,
		EACCES: `Port ${port} needs more rights than you have. Take one above 1023: npm start -- --port 8080`,
		EADDRNOTAVAIL: 'This machine has no such address. For all of its addresses: npm start -- --host 0.0.0.0',
	};
	const message = messages[error.code ?? ''];
	return message ? new DemoError(message, { cause: error }) : error;
}
