import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Credentials } from '../../../src/core/account/settings.js';
import { configSite, type ConfigSite } from '../../support/config-site.js';
import { deferred, settled } from '../../support/deferred.js';
import type { ScriptedSignaling } from '../../support/scripted-signaling.js';
import { aLine, asking, good, passwordsOf, refused, stoppedTime } from '../line-scene.js';

describe('an account that expires', () => {
	it('is renewed before', async (test) => {
		const timers = stoppedTime(test);
		const { config, asked } = asking('one', 'two', 'three');
		const { line, loaded } = aLine({ ...config, expiresIn: 100 });
		await line.ready();
		timers.tick(89_999);
		await settled();
		assert.equal(asked(), 1);
		timers.tick(1);
		await settled();
		timers.tick(90_000);
		await settled();
		assert.deepEqual(loaded.map(passwordsOf), [['one', 'two', 'three']]);
	});

	it('is not renewed twice when it was loaded in between', async (test) => {
		const timers = stoppedTime(test);
		const { config, asked } = asking('one');
		const { line } = aLine({ ...config, expiresIn: 100 });
		await line.ready();
		timers.tick(50_000);
		await line.update({ ...config, expiresIn: 100 });
		timers.tick(89_999);
		await settled();
		assert.equal(asked(), 2);
		timers.tick(1);
		await settled();
		assert.equal(asked(), 3);
	});

	it('stays in use when it cannot be renewed; that is told, and tried again', async (test) => {
		const timers = stoppedTime(test);
		const { config } = asking('one', new Error('no'), 'three');
		const { line, loaded, told } = aLine({ ...config, expiresIn: 100 });
		await line.ready();
		timers.tick(90_000);
		await settled();
		assert.deepEqual([told('account-trouble').map(({ error }) => error.code), loaded.map(passwordsOf)], [['credentials-missing'], [['one']]]);
		timers.tick(60_000);
		await settled();
		assert.deepEqual(loaded.map(passwordsOf), [['one', 'three']]);
	});
});

describe('a registration that is refused', () => {
	it('asks for the credentials again, once', async () => {
		const { config, asked } = asking('old', 'new');
		const { line, loaded } = aLine(config);
		await line.ready();
		loaded[0]?.register(refused);
		await settled();
		loaded[0]?.register(refused);
		await settled();
		assert.deepEqual([asked(), loaded.map(passwordsOf)], [2, [['old', 'new']]]);
	});

	it('asks again after it was registered in between, or configured', async () => {
		const { config, asked } = asking('a', 'b', 'c', 'd', 'e');
		const { line, loaded } = aLine(config);
		await line.ready();
		loaded[0]?.register(refused);
		await settled();
		loaded[0]?.register();
		loaded[0]?.register(refused);
		await settled();
		assert.equal(asked(), 3);
		await line.update(config);
		loaded[0]?.register(refused);
		await settled();
		assert.equal(asked(), 5);
	});

	it('does not ask when there is nobody to ask', async () => {
		const { line, loaded, told } = aLine(good);
		await line.ready();
		loaded[0]?.register(refused);
		await settled();
		assert.deepEqual([loaded[0]?.accounts.length, told('sign-in').map(({ needed }) => needed)], [1, [false]]);
	});

	it('asks the user who may sign in', async () => {
		const { line, loaded, told } = aLine({ ...good, signIn: true });
		await line.ready();
		loaded[0]?.register(refused);
		assert.equal(told('sign-in').at(-1)?.needed, true);
	});

	it('does not ask the user while it is tried again by itself', async () => {
		const { line, loaded, told } = aLine({ ...good, signIn: true });
		await line.ready();
		loaded[0]?.register({ phase: 'failed', error: { code: 'credentials-refused', message: 'No.', status: 401 }, retryAt: Date.now() + 1000 });
		assert.equal(told('sign-in').at(-1)?.needed, false);
	});

	it('asks the user again, who signed in, and not the page', async () => {
		const { config, asked } = asking('a');
		const { line, loaded, told } = aLine({ ...config, signIn: true });
		await line.signIn({ password: 'typed' });
		loaded[0]?.register(refused);
		await settled();
		assert.deepEqual([asked(), told('sign-in').at(-1)?.needed], [1, true]);
	});

	it('asks the page first and then the user, where there are both', async () => {
		const { config } = asking('a', 'b');
		const { line, loaded, told } = aLine({ ...config, signIn: true });
		await line.ready();
		loaded[0]?.register(refused);
		await settled();
		assert.equal(told('sign-in').at(-1)?.needed, false);
		loaded[0]?.register(refused);
		assert.equal(told('sign-in').at(-1)?.needed, true);
	});

	it('is tried again with other credentials, when somebody asks for it', async () => {
		const { config, asked } = asking('a', 'b', 'c');
		const { line, loaded } = aLine(config);
		await line.ready();
		loaded[0]?.register(refused);
		await settled();
		loaded[0]?.register(refused);
		line.retry();
		await settled();
		assert.deepEqual([asked(), loaded.map(passwordsOf), loaded[0]?.retries], [3, [['a', 'b', 'c']], 1]);
	});
});

describe('signing in', () => {
	const { password: _, ...nobody } = good;

	it('is asked for when credentials are missing', async () => {
		const { line, told, phases } = aLine({ ...nobody, signIn: true });
		await assert.rejects(line.ready(), { code: 'credentials-missing' });
		assert.deepEqual([told('sign-in').map(({ needed }) => needed), phases()], [[true], ['connecting', 'idle']]);
	});

	it('is a failure without “sign-in”', async () => {
		const { line, told, phases } = aLine(nobody);
		await assert.rejects(line.ready(), { code: 'credentials-missing' });
		assert.deepEqual([told('sign-in'), phases()], [[], ['connecting', 'failed']]);
	});

	it('connects with what was typed', async () => {
		const { line, loaded, told } = aLine({ ...nobody, signIn: true });
		await assert.rejects(line.ready());
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'typed' });
		assert.deepEqual([loaded.map(passwordsOf), loaded[0]?.accounts[0]?.user, told('sign-in').at(-1)?.needed], [[['typed']], '1001', false]);
	});

	it('again replaces what was refused', async () => {
		const { line, loaded } = aLine({ ...nobody, signIn: true });
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'wrong' });
		loaded[0]?.register(refused);
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'right' });
		assert.deepEqual(loaded.map(passwordsOf), [['wrong', 'right']]);
	});

	it('again with the same is tried again', async () => {
		const { line, loaded } = aLine({ ...nobody, signIn: true });
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'right' });
		loaded[0]?.register(refused);
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'right' });
		assert.deepEqual([loaded[0]?.retries, loaded.map(passwordsOf)], [1, [['right', 'right']]]);
	});

	it('while it opens with something else counts, too', async () => {
		const { line, loaded } = aLine(good);
		await Promise.all([line.ready(), line.signIn({ password: 'typed' })]);
		assert.equal(passwordsOf(loaded[0] as ScriptedSignaling).at(-1), 'typed');
	});

	it('out stops the protocol and forgets what was typed', async () => {
		const { line, loaded, told, phases } = aLine({ ...nobody, signIn: true });
		await line.signIn({ uri: 'sip:1001@voice.test', password: 'typed' });
		await line.signOut();
		assert.deepEqual([loaded[0]?.stopped, told('sign-in').at(-1)?.needed, phases().at(-1)], [true, true, 'idle']);
		await assert.rejects(line.ready(), { code: 'credentials-missing' });
	});
});

describe('a changed configuration', () => {
	it('does not connect a line that did not', async () => {
		const { line, facts } = aLine(good);
		await line.update({ ...good, displayName: 'Bob' });
		assert.deepEqual(facts, []);
	});

	it('goes to the protocol that runs', async () => {
		const { line, loaded } = aLine(good);
		await line.ready();
		await line.update({ ...good, displayName: 'Bob' });
		assert.deepEqual([loaded.length, loaded[0]?.accounts.map(({ displayName }) => displayName)], [1, ['', 'Bob']]);
	});

	it('is the same protocol under its other name', async () => {
		const { line, loaded } = aLine(good);
		await line.ready();
		await line.update({ ...good, signaling: 'sip' });
		assert.deepEqual([loaded.length, loaded[0]?.stopped], [1, false]);
	});

	it('with another protocol ends the one that runs', async () => {
		const { line, loaded } = aLine(good);
		await line.ready();
		await line.update({ ...good, signaling: 'verto' });
		assert.deepEqual([loaded.length, loaded[0]?.stopped], [1, true]);
	});

	it('that comes while the line opens is the one in use', async () => {
		const first = deferred<Credentials>();
		const { line, loaded } = aLine({ ...good, credentials: () => first.promise });
		const opening = line.ready();
		const updating = line.update({ ...good, password: 'new' });
		first.resolve({ password: 'old' });
		await Promise.all([opening, updating]);
		assert.equal(passwordsOf(loaded[0] as ScriptedSignaling).at(-1), 'new');
	});

	it('that is overtaken by another does not come back', async () => {
		const slow = deferred<Credentials>();
		const { line, loaded } = aLine(good);
		await line.ready();
		const first = line.update({ ...good, credentials: () => slow.promise });
		const second = line.update({ ...good, password: 'newest' });
		await settled();
		slow.resolve({ password: 'slow' });
		await Promise.all([first, second]);
		assert.equal(passwordsOf(loaded[0] as ScriptedSignaling).at(-1), 'newest');
	});

	it('mends what failed', async () => {
		const { line, loaded } = aLine({ ...good, server: 'nonsense' });
		await assert.rejects(line.ready());
		await line.update(good);
		await settled();
		assert.equal(loaded[0]?.accounts.length, 1);
	});

	it('that is wrong leaves the old one in use, and says so', async () => {
		const { line, loaded, told } = aLine(good);
		await line.ready();
		await line.update({ ...good, server: 'nonsense' });
		assert.deepEqual([loaded[0]?.accounts.length, told('account-trouble').map(({ error }) => error.subject)], [1, ['server']]);
		await line.stop();
	});
});

describe('a config-url', () => {
	let site: ConfigSite;
	beforeEach(async () => void (site = await configSite()));
	afterEach(() => site.close());

	it('that is down and comes up again lets the phone connect by itself', async () => {
		Object.assign(site, { status: 503 });
		const { line, loaded, told } = aLine({ configUrl: site.url });
		await assert.rejects(line.ready(), { code: 'server-unreachable' });
		assert.equal(told('connection').at(-1)?.connection.phase, 'reconnecting');
		Object.assign(site, { status: 200, answer: good });
		while (loaded.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
		await line.ready();
		assert.deepEqual([site.visits, loaded.map(passwordsOf)], [2, [['sesame']]]);
		await line.stop();
	});

	it('is asked again after a refusal', async () => {
		site.answer = good;
		const { line, loaded } = aLine({ configUrl: site.url });
		await line.ready();
		site.answer = { ...good, password: 'new' };
		loaded[0]?.register(refused);
		while (loaded[0]?.accounts.length === 1) await settled();
		assert.deepEqual(loaded.map(passwordsOf), [['sesame', 'new']]);
		await line.stop();
	});
});
