import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const entry = new URL('../src/pbx/node/start-pbx.ts', import.meta.url);

/** Gives every page that asks for `/test-server.json` a SIP server of its own, with media, in this Node process. */
export function pbxPlugin() {
	const started = [];
	return {
		name: 'pbx',
		async serve({ path, query }) {
			if (path !== '/test-server.json') return undefined;
			if (!existsSync(fileURLToPath(entry))) return undefined;
			const { startPbx } = await tsImport(entry.href, import.meta.url);
			const server = await startPbx({ host: '127.0.0.1', port: 0, ...JSON.parse(query.options ?? '{}') });
			started.push(server);
			return { body: JSON.stringify({ url: server.url, password: server.password }), type: 'json' };
		},
		serverStop: () => Promise.all(started.map((server) => server.stop())),
	};
}
