import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ConfigSite {
	/** Where the configuration is, for `config-url`. */
	readonly url: string;
	/** How often it was asked for. */
	readonly visits: number;
	/** What it answers from now on: an object as JSON, a text as it is, a function whatever that does. */
	answer: object | string | ((response: ServerResponse, request: IncomingMessage) => void);
	/** HTTP status of what is answered. */
	status: number;
	close(): Promise<void>;
}

/** A site that serves the configuration of a phone. */
export async function configSite(): Promise<ConfigSite> {
	const site = { url: '', visits: 0, status: 200, answer: {} as ConfigSite['answer'], close };
	const server = createServer((request, response) => {
		site.visits++;
		if (typeof site.answer === 'function') site.answer(response, request);
		else response.writeHead(site.status, { 'content-type': 'application/json' }).end(typeof site.answer === 'string' ? site.answer : JSON.stringify(site.answer));
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	site.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/voice/config.json`;
	return site;

	async function close(): Promise<void> {
		server.closeAllConnections();
		await new Promise((resolve) => server.close(resolve));
	}
}
