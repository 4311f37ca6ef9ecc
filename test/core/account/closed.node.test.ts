import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AccountSession } from '../../../src/core/account/account-session.js';
import type { ConnectionState } from '../../../src/core/connection-state.js';
import { configSite, type ConfigSite } from '../../support/config-site.js';
import { deferred } from '../../support/deferred.js';
import { ScriptedSignaling } from '../../support/scripted-signaling.js';
import { hurryTimersOf } from '../../sip/dialog/support/hurry.js';
import { good } from '../line-scene.js';

const words = 'We’re back Monday at 9.';

describe('a site that is closed', () => {
	let site: ConfigSite;
	let line: AccountSession;
	let busy: boolean;
	let connections: ConnectionState[];
	let loaded: ScriptedSignaling[];
	let restoreTimers: () => void;

	beforeEach(async () => {
		// However often it wants to be asked, it is asked every 30 s.
		restoreTimers = hurryTimersOf(30_000, 300);
		site = await configSite();
		[busy, connections, loaded] = [false, [], []];
		const connect = (): Promise<ScriptedSignaling> => {
			const signaling = new ScriptedSignaling();
			loaded.push(signaling);
			return Promise.resolve(signaling);
		};
		line = new AccountSession({ configUrl: site.url }, { connect, busy: () => busy, report: (fact) => fact.type === 'connection' && connections.push(fact.connection) });
	});
	afterEach(async () => {
		await line.stop();
		await site.close();
		restoreTimers();
	});

	const said = (): (string | undefined)[] => connections.map((state) => (state.phase === 'failed' ? state.error.subject : state.phase));
	const until = async (isSo: () => boolean): Promise<void> => {
		for (const end = Date.now() + 5000; !isSo() && Date.now() < end;) await new Promise((resolve) => setTimeout(resolve, 20));
		assert.ok(isSo());
	};

	it('opens no socket, says so in its own words, and is asked again without a blink', async () => {
		site.answer = { closed: words, expiresIn: 1 };
		await assert.rejects(line.ready(), { code: 'closed', subject: words });
		await until(() => site.visits === 3);
		assert.deepEqual([said().slice(0, 2), loaded.length], [['connecting', words], 0]);
		assert.ok(!said().slice(1).includes('connecting'));
		site.answer = good;
		await until(() => loaded.length === 1);
	});

	for (const closed of [false, null, '', '  ', undefined]) {
		it(`is open that answers closed: ${JSON.stringify(closed)}`, async () => {
			site.answer = { ...good, closed };
			await line.ready();
			assert.equal(loaded.length, 1);
		});
	}

	it('says in words that it is closed, or makes a mistake', async () => {
		site.answer = { ...good, closed: true };
		await assert.rejects(line.ready(), { code: 'configuration', subject: 'closed' });
	});

	it('is asked at once when somebody presses', async () => {
		site.answer = { closed: words };
		await assert.rejects(line.ready(), { code: 'closed' });
		site.answer = good;
		line.retry();
		await until(() => loaded.length === 1);
	});

	it('is not asked for a phone that was stopped while it left the server', async () => {
		const goodbye = deferred();
		site.answer = { ...good, expiresIn: 1 };
		await line.ready();
		loaded[0]!.stopping = goodbye.promise;
		site.answer = { closed: words, expiresIn: 1 };
		await until(() => loaded[0]?.stopped === true);
		const stopped = line.stop();
		goodbye.resolve();
		await stopped;
		await new Promise((resolve) => setTimeout(resolve, 700));
		assert.deepEqual([site.visits, said().at(-1)], [2, 'idle']);
	});

	it('that closes later leaves the server, once there is no call', async () => {
		site.answer = { ...good, expiresIn: 1 };
		await line.ready();
		busy = true;
		site.answer = { closed: words };
		await until(() => site.visits === 2);
		assert.equal(loaded[0]?.stopped, false);
		busy = false;
		await line.update({ configUrl: site.url });
		await until(() => said().at(-1) === words);
		assert.equal(loaded[0]?.stopped, true);
	});
});
