import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { ConnectionState } from '../../../src/core/connection-state.js';
import { settled } from '../../support/deferred.js';
import { aLine, stoppedTime, type LineScene } from '../line-scene.js';

/** A page that gives an address with another token each time, and counts. */
function tokens(...hosts: readonly string[]): { config: PhoneConfig; asked: () => number } {
	let asked = 0;
	const credentials = (): Promise<object> => Promise.resolve({ password: 'sesame', server: hosts.map((host) => `wss://${host}/?token=${String(asked)}`), given: asked++ });
	return { config: { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', credentials }, asked: () => asked };
}

const unreached: ConnectionState = { phase: 'reconnecting', since: 0, retryAt: 1, error: { code: 'server-unreachable', message: 'No.' } };
const closed: ConnectionState = { phase: 'reconnecting', since: 0, retryAt: 1, error: { code: 'refused', message: 'Closed (4401).' } };

async function connected(...hosts: readonly string[]): Promise<LineScene & { asked: () => number; tell: (connection: ConnectionState) => Promise<void>; servers: () => readonly string[] | undefined }> {
	const { config, asked } = tokens(...hosts);
	const scene = aLine(config);
	await scene.line.ready();
	const tell = async (connection: ConnectionState): Promise<void> => {
		scene.loaded[0]?.tell({ type: 'connection', connection });
		await settled();
	};
	await tell({ phase: 'connected', server: 'wss://pbx.test', provedAt: 0 });
	return { ...scene, asked, tell, servers: () => scene.loaded[0]?.accounts.at(-1)?.servers };
}

describe('the address of a server that may have expired', () => {
	it('is asked for anew when it was not reached', async () => {
		const { tell, asked, servers } = await connected('a.test');
		await tell(unreached);
		assert.deepEqual([asked(), servers()], [2, ['wss://a.test/?token=1']]);
	});

	it('is asked for when none of several was reached, and not before', async () => {
		const { tell, asked } = await connected('a.test', 'b.test');
		await tell(unreached);
		assert.equal(asked(), 1);
		await tell(unreached);
		assert.equal(asked(), 2);
	});

	it('is asked for at once when a server closed the connection with words of its own', async () => {
		const { tell, asked } = await connected('a.test', 'b.test');
		await tell(closed);
		assert.equal(asked(), 2);
	});

	it('is asked for seldom while nothing can be reached, and readily after it was', async (test) => {
		const timers = stoppedTime(test);
		const { tell, asked } = await connected('a.test');
		for (let second = 0; second < 600; second++) {
			await tell(unreached);
			timers.tick(1000);
		}
		assert.ok(asked() >= 3 && asked() <= 8, String(asked()));
		const before = asked();
		timers.tick(600_000);
		await tell({ phase: 'connected', server: 'wss://a.test', provedAt: 0 });
		await tell(unreached);
		assert.equal(asked(), before + 1);
	});

	it('is always asked for when somebody wants it now', async () => {
		const { line, loaded, tell, asked } = await connected('a.test');
		await tell(unreached);
		for (let press = 1; press <= 3; press++) {
			line.retry();
			await settled();
			assert.deepEqual([asked(), loaded[0]?.retries], [2 + press, press]);
		}
	});

	it('is not asked for while the server is there', async () => {
		const { line, loaded, asked } = await connected('a.test');
		line.retry();
		await settled();
		assert.deepEqual([asked(), loaded[0]?.retries], [1, 1]);
	});

	it('is not asked for where there is nobody to ask', async () => {
		const { line, loaded } = aLine({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame' });
		await line.ready();
		loaded[0]?.tell({ type: 'connection', connection: unreached });
		await settled();
		assert.equal(loaded[0]?.accounts.length, 1);
	});
});
