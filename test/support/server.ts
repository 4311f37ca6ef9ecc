/** A SIP server in Node, with media, that this page has for itself. */
export interface TestServer {
	/** WebSocket URI. */
	readonly url: string;
	/** Password of every user, 1000 to 1019. */
	readonly password: string;
}

/**
 * Starts one for the page: `const {url, password} = await startServer()`.
 * The runner serves `/test-server.json`; a test that needs no media takes `Pbx` and `loopbackWebSocket` instead, where it has power over the wire.
 */
export async function startServer(options: Readonly<Record<string, unknown>> = {}): Promise<TestServer> {
	const response = await fetch(`/test-server.json?options=${encodeURIComponent(JSON.stringify(options))}`);
	if (!response.ok) throw new Error('The test runner could not start a SIP server: see its output.');
	return await response.json() as TestServer;
}
