import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { AccountSession } from '../../src/core/account/account-session.js';
import type { AccountSessionFact } from '../../src/core/account/account-session-fact.js';
import { configSite, type ConfigSite } from '../support/config-site.js';
import { ScriptedSignaling } from '../support/scripted-signaling.js';
import { good } from './line-scene.js';

describe('an account of another protocol', () => {
	let site: ConfigSite;
	beforeEach(async () => {
		site = await configSite();
	});
	afterEach(() => site.close());

	/** A line that runs, whose site says something else by now, and what it told before. */
	const changed = async (busy: () => boolean): Promise<{ line: AccountSession; facts: AccountSessionFact[]; loaded: ScriptedSignaling[] }> => {
		site.answer = { ...good, doNotDisturb: false };
		const [facts, loaded]: [AccountSessionFact[], ScriptedSignaling[]] = [[], []];
		const connect = (): Promise<ScriptedSignaling> => {
			const signaling = new ScriptedSignaling();
			loaded.push(signaling);
			return Promise.resolve(signaling);
		};
		const line = new AccountSession({ configUrl: site.url }, { connect, busy, report: (fact) => facts.push(fact) });
		await line.ready();
		facts.splice(0);
		site.answer = { ...good, uri: 'sip:1001@voice.test', signaling: 'verto', doNotDisturb: true };
		await line.update({ configUrl: site.url, displayName: 'Ann' });
		return { line, facts, loaded };
	};

	it('is not told, and none of it counts, while a call goes on', async () => {
		const { line, facts, loaded } = await changed(() => true);
		assert.deepEqual([facts, loaded.map(({ accounts, stopped }) => [accounts.length, stopped])], [[], [[1, false]]]);
		assert.deepEqual({ ...line.served({ configUrl: site.url }) }, { configUrl: site.url, doNotDisturb: false });
		await line.stop();
	});

	it('is told once the old protocol ends, and the site is asked for it once', async () => {
		const { line, facts, loaded } = await changed(() => false);
		const told = facts.map((fact) => (fact.type === 'account' ? fact.account.user : fact.type === 'connection' ? fact.connection.phase : fact.type));
		assert.deepEqual(told, ['protocol', 'idle', 'registration', 'connecting', '1001', 'sign-in', 'protocol']);
		assert.deepEqual([site.visits, loaded.map(({ accounts }) => accounts.map(({ user }) => user))], [2, [['1000'], ['1001']]]);
		await line.stop();
	});
});
