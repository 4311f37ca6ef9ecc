import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Credentials } from '../../../src/core/account/settings.js';
import { AccountSession } from '../../../src/core/account/account-session.js';
import type { Signaling } from '../../../src/core/ports/signaling.js';
import { VoiceError } from '../../../src/core/voice-error.js';
import { deferred, settled } from '../../support/deferred.js';
import { ScriptedSignaling } from '../../support/scripted-signaling.js';
import { aLine, good, passwordsOf, stoppedTime } from '../line-scene.js';

describe('a line', () => {
	it('loads the account, then the protocol, and starts it once', async () => {
		const { line, loaded, phases, facts } = aLine(good);
		const [one, other] = await Promise.all([line.ready(), line.ready()]);
		assert.equal(one, other);
		assert.equal(one, loaded[0]);
		assert.deepEqual([loaded.length, loaded[0]?.accounts.length, phases()], [1, 1, ['connecting']]);
		assert.deepEqual(facts.map(({ type }) => type), ['connection', 'account', 'sign-in', 'protocol']);
	});

	it('opens once also for one who asks again while it is told', async () => {
		const loaded: ScriptedSignaling[] = [];
		const line: AccountSession = new AccountSession(good, {
			connect: () => {
				loaded.push(new ScriptedSignaling());
				return Promise.resolve(loaded[0] as Signaling);
			},
			report: ({ type }) => type === 'connection' && void line.ready(),
		});
		await line.ready();
		await settled();
		assert.equal(loaded.length, 1);
	});

	it('waits no longer for credentials that never come once the page says something else, and then asks once', async () => {
		let asked = 0;
		const { line, loaded } = aLine({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', credentials: () => new Promise(() => asked++) });
		const ready = line.ready();
		await settled();
		const answers = (): Promise<Credentials> => (asked++, Promise.resolve({ password: 'open' }));
		await line.update({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', credentials: answers });
		await ready;
		assert.deepEqual([asked, loaded.map(passwordsOf)], [2, [['open']]]);
	});

	it('waits no longer for them once somebody signs in', async () => {
		const { line, loaded } = aLine({ ...good, password: '', credentials: () => new Promise(() => undefined), signIn: true });
		line.ready().catch(() => undefined);
		await settled();
		void line.update({ ...good, password: '', signIn: true });
		await line.signIn({ uri: 'sip:1000@voice.test', password: 'typed' });
		assert.deepEqual(loaded.map(passwordsOf), [['typed']]);
	});

	it('takes a configuration while credentials are renewed that never come', async () => {
		let answer: () => Promise<Credentials> = () => Promise.resolve({ password: 'first' });
		const { line, loaded } = aLine({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', credentials: () => answer() });
		await line.ready();
		answer = () => new Promise(() => undefined);
		void line.update({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', displayName: 'Alice', credentials: () => answer() });
		await settled();
		await line.update(good);
		assert.deepEqual(loaded.map(passwordsOf), [['first', 'sesame']]);
	});

	it('tells what the protocol tells', async () => {
		const { line, loaded, told } = aLine(good);
		await line.ready();
		loaded[0]?.register();
		assert.deepEqual(told('registration').map(({ registration }) => registration.phase), ['registered']);
	});

	it('says what is wrong with the configuration, and does not try that again', async (test) => {
		const timers = stoppedTime(test);
		const { line, told, loaded } = aLine({ ...good, server: 'https://pbx.test' });
		await assert.rejects(line.ready(), { code: 'configuration', subject: 'server' });
		timers.tick(600_000);
		await settled();
		assert.deepEqual(told('connection').map(({ connection }) => ('error' in connection ? connection.error?.code : connection.phase)), ['connecting', 'configuration']);
		assert.equal(loaded.length, 0);
	});

	it('comes back by itself when the protocol could not be loaded, later and later', async (test) => {
		const timers = stoppedTime(test);
		let attempts = 0;
		const { line, told, phases } = aLine(good, () => (++attempts <= 2 ? Promise.reject(new TypeError('Failed to fetch')) : Promise.resolve(new ScriptedSignaling())));
		await assert.rejects(line.ready(), { code: 'server-unreachable' });
		const [retry] = told('connection').slice(-1);
		assert.deepEqual(retry?.connection.phase === 'reconnecting' && retry.connection.retryAt, Date.now() + 2000);
		timers.tick(1999);
		await settled();
		assert.equal(attempts, 1);
		timers.tick(1);
		await settled();
		assert.equal(attempts, 2);
		timers.tick(4000);
		await settled();
		assert.deepEqual([attempts, phases()], [3, ['connecting', 'reconnecting', 'connecting', 'reconnecting', 'connecting']]);
	});

	it('tells of a protocol that throws at its start, and does not use it', async () => {
		const signaling = new ScriptedSignaling();
		signaling.start = () => {
			throw new VoiceError('unsupported', 'Not here.');
		};
		const { line, phases } = aLine(good, () => Promise.resolve(signaling));
		await assert.rejects(line.ready(), { code: 'unsupported' });
		assert.deepEqual(phases(), ['connecting', 'failed']);
		await line.update({ ...good, displayName: 'Bob' });
		assert.deepEqual(signaling.accounts, []);
	});

	it('retries what waits: the protocol when there is one', async () => {
		const { line, loaded } = aLine(good);
		line.retry();
		await line.ready();
		line.retry();
		assert.deepEqual([loaded.length, loaded[0]?.retries], [1, 1]);
	});
});

describe('a line that stops', () => {
	it('stops the protocol and is idle', async () => {
		const { line, loaded, phases, told } = aLine(good);
		await line.ready();
		await line.stop();
		assert.deepEqual([loaded[0]?.stopped, phases().at(-1), told('registration').at(-1)?.registration], [true, 'idle', { phase: 'none' }]);
	});

	it('hears nothing more of the protocol', async () => {
		const { line, loaded, told } = aLine(good);
		await line.ready();
		await line.stop();
		loaded[0]?.register();
		assert.deepEqual(told('registration').map(({ registration }) => registration.phase), ['none']);
	});

	it('starts no protocol that arrives too late', async () => {
		const arriving = deferred<Signaling>();
		const signaling = new ScriptedSignaling();
		const { line, phases } = aLine(good, () => arriving.promise);
		const opening = line.ready();
		await settled();
		const stopping = line.stop();
		arriving.resolve(signaling);
		await assert.rejects(opening, { code: 'invalid-state' });
		await stopping;
		assert.deepEqual([signaling.accounts, phases()], [[], ['connecting', 'idle']]);
	});

	it('does not wait for a page that never gives its credentials', async () => {
		const { line, told } = aLine({ ...good, credentials: () => new Promise(() => undefined) });
		const opening = line.ready();
		await settled();
		await line.stop();
		await assert.rejects(opening, { code: 'invalid-state' });
		assert.deepEqual(told('account'), []);
	});

	it('may be opened again at once; then the old protocol goes first, and only it', async () => {
		const { line, loaded, phases } = aLine(good);
		await line.ready();
		const goodbye = deferred();
		const [old] = loaded;
		assert.ok(old);
		old.stopping = goodbye.promise;
		const stopping = line.stop();
		const opening = line.ready();
		await settled();
		assert.equal(loaded.length, 1);
		goodbye.resolve();
		await stopping;
		await opening;
		assert.deepEqual([loaded.length, loaded[1]?.stopped, phases()], [2, false, ['connecting', 'idle', 'connecting']]);
	});

	it('stopped while opening and opened again, has one protocol that runs', async () => {
		const { line, loaded } = aLine(good);
		const first = line.ready();
		void line.stop();
		const second = line.ready();
		await assert.rejects(first, { code: 'invalid-state' });
		await second;
		assert.deepEqual(loaded.filter(({ accounts }) => accounts.length > 0).map(({ stopped }) => stopped), [false]);
	});

	it('does not come back by itself', async (test) => {
		const timers = stoppedTime(test);
		let attempts = 0;
		const { line } = aLine(good, () => Promise.reject(new Error(String(++attempts))));
		await assert.rejects(line.ready());
		await line.stop();
		await line.update({ ...good, displayName: 'Bob' });
		timers.tick(600_000);
		await settled();
		assert.equal(attempts, 1);
	});

	it('renews nothing any more, also when it was about to', async (test) => {
		const timers = stoppedTime(test);
		const answer = deferred<Credentials>();
		let asked = 0;
		const { line, loaded, told } = aLine({ ...good, expiresIn: 100, credentials: () => (asked++ === 0 ? Promise.resolve({ password: 'a' }) : answer.promise) });
		await line.ready();
		timers.tick(90_000);
		await settled();
		await line.stop();
		answer.reject(new Error('too late'));
		await settled();
		timers.tick(600_000);
		await settled();
		assert.deepEqual([asked, loaded.length, told('account-trouble')], [2, 1, []]);
	});
});
