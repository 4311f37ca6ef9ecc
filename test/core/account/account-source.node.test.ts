import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { after, before, beforeEach, describe, it } from 'node:test';
import { loadAccount, type LoadedAccount } from '../../../src/core/account/account-source.js';
import { isRenewable, type Secret } from '../../../src/core/account/configuration.js';
import type { Credentials, PhoneConfig } from '../../../src/core/account/settings.js';
import { configSite, type ConfigSite } from '../../support/config-site.js';
import { settled } from '../../support/deferred.js';

const complete = { server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame' };
const ha1 = '0123456789abcdef0123456789abcdef';
const load = (config: PhoneConfig, signedIn?: Credentials, signal = new AbortController().signal): Promise<LoadedAccount> => loadAccount(config, { signedIn, signal });
const giving = (credentials: unknown) => (): Promise<Credentials> => Promise.resolve(credentials as Credentials);

describe('an account from a config-url', () => {
	let site: ConfigSite;
	before(async () => void (site = await configSite()));
	beforeEach(() => void Object.assign(site, { answer: complete, status: 200 }));
	after(() => site.close());

	it('is what the site answers, over what the page says', async () => {
		site.answer = { ...complete, displayName: 'Zoë', doNotDisturb: true };
		const { account, preferences } = await load({ configUrl: site.url, displayName: 'Bob', dtmf: 'info' });
		assert.deepEqual([account.uri, account.displayName, account.dtmf, preferences.doNotDisturb], ['sip:1000@voice.test', 'Zoë', 'info', true]);
	});

	it('is asked for as JSON, and not from a cache', async () => {
		let headers: Readonly<Record<string, unknown>> = {};
		site.answer = (response, request) => {
			headers = request.headers;
			response.end(JSON.stringify(complete));
		};
		await load({ configUrl: site.url });
		assert.equal(headers.accept, 'application/json');
		assert.equal(headers['cache-control'], 'no-cache');
	});

	const configuration = { code: 'configuration', subject: 'config-url' };
	const unreachable = { code: 'server-unreachable', subject: 'config-url' };
	const rows: readonly (readonly [name: string, status: number, answer: ConfigSite['answer'], error: object])[] = [
		['no JSON', 200, '<html>Please sign in</html>', configuration],
		['an empty answer', 200, '', configuration],
		['a JSON list', 200, [complete], configuration],
		['a JSON null', 200, 'null', configuration],
		['a JSON text', 200, '"sesame"', configuration],
		['401', 401, {}, { code: 'credentials-refused', subject: 'config-url', status: 401 }],
		['403', 403, {}, { code: 'credentials-refused', subject: 'config-url', status: 403 }],
		['404', 404, {}, { ...unreachable, message: /it answered 404/ }],
		['500', 500, {}, { ...unreachable, message: /it answered 500/ }],
		['more than 256 KiB', 200, { ...complete, more: 'x'.repeat(300_000) }, { ...configuration, message: /more than 256 KiB/ }],
		['an answer without end', 200, (response) => void setInterval(() => response.write('x'.repeat(65_536)), 1).unref(), { ...configuration, message: /more than 256 KiB/ }],
		['an answer that breaks off', 200, (response) => void response.write('{"uri":', () => response.destroy()), unreachable],
		['a connection that breaks', 200, (response) => void response.destroy(), unreachable],
		['a bad value', 200, { ...complete, dtmf: 'sms' }, { code: 'configuration', subject: 'dtmf' }],
		['a bad preference', 200, { ...complete, autoAnswer: 'sometimes' }, { code: 'configuration', subject: 'auto-answer' }],
		['what the site says while it is closed', 200, { ...complete, closed: ' We’re\u0000 back\nMonday\u202E at 9. ' }, { code: 'closed', subject: 'We’re back Monday at 9.', retryAfterMs: 60_000 }],
		['a closed site that wants to be asked each second', 200, { closed: 'Closed.', expiresIn: 1 }, { code: 'closed', subject: 'Closed.', retryAfterMs: 30_000 }],
		['a long word about being closed', 200, { closed: 'x'.repeat(5000), expiresIn: 30 }, { code: 'closed', subject: 'x'.repeat(200), retryAfterMs: 30_000 }],
		['a site that is closed without words', 200, { closed: true }, { code: 'configuration', subject: 'closed' }],
		['no credentials', 200, { ...complete, password: undefined }, { code: 'credentials-missing' }],
	];
	for (const [name, status, answer, error] of rows) {
		it(`fails in words on ${name}`, async () => {
			Object.assign(site, { status, answer });
			await assert.rejects(load({ configUrl: site.url }), error);
		});
	}

	it('says nothing of an answer that it could not read', async () => {
		site.answer = '{"password":"sesame"';
		await assert.rejects(load({ configUrl: site.url }), (error: Error) => !`${error.message}${String(error.cause)}`.includes('sesame'));
	});

	it('is not waited for longer than allowed', async ({ mock }) => {
		const timeout = AbortSignal.timeout.bind(AbortSignal);
		mock.method(AbortSignal, 'timeout', () => timeout(50));
		site.answer = () => undefined;
		await assert.rejects(load({ configUrl: site.url }), { ...unreachable, message: /there was no answer/ });
	});

	it('is not waited for by a phone that was stopped', async () => {
		const end = new AbortController();
		site.answer = () => end.abort();
		await assert.rejects(load({ configUrl: site.url }, undefined, end.signal), { name: 'AbortError' });
	});

	for (const configUrl of ['nonsense', '/relative/without/a/page', 'javascript:alert(1)', 'file:///etc/passwd']) {
		it(`cannot come from ${configUrl}`, async () => assert.rejects(load({ configUrl }), { ...configuration, message: /should be a web address/ }));
	}

	it('cannot come from where nobody listens', async () => assert.rejects(load({ configUrl: 'http://127.0.0.1:1/' }), unreachable));
});

describe('an account from the credentials function', () => {
	it('is what the page resolves to, over everything else it says', async () => {
		const { account } = await load({ ...complete, credentials: giving({ uri: 'sip:2000@voice.test', password: 'other' }) });
		assert.deepEqual([account.uri, account.secret], ['sip:2000@voice.test', { password: 'other' }]);
	});

	it('says that the function failed', async () => {
		const cause = new Error('not signed in');
		await assert.rejects(load({ ...complete, credentials: () => Promise.reject(cause) }), { code: 'credentials-missing', subject: 'credentials', cause });
	});

	it('says so too where a getter of what it gives fails, whose words may hold a secret', async () => {
		const given = Object.defineProperty({}, 'password', { enumerable: true, get: () => { throw new TypeError('sesame'); } });
		await assert.rejects(load({ ...complete, credentials: () => Promise.resolve(given) }), { code: 'credentials-missing', subject: 'credentials', message: /“credentials” function failed/ });
	});

	for (const nothing of [undefined, null, 'sesame', 7, ['sesame']]) {
		it(`wants an object, not ${JSON.stringify(nothing) ?? 'nothing'}`, async () => {
			await assert.rejects(load({ ...complete, credentials: giving(nothing) }), { code: 'configuration', subject: 'credentials' });
		});
	}

	it('is not waited for by a phone that was stopped, however long the page thinks', async () => {
		const end = new AbortController();
		const loading = load({ ...complete, credentials: () => new Promise(() => undefined) }, undefined, end.signal);
		end.abort();
		await assert.rejects(loading, { name: 'AbortError' });
	});
});

describe('loading', () => {
	it('leaves nobody listening to the signal, as a phone that runs for months loads often', async () => {
		const { signal } = new AbortController();
		await load({ ...complete, credentials: giving({}) }, undefined, signal);
		await settled();
		assert.deepEqual(getEventListeners(signal, 'abort'), []);
	});
});

describe('one secret takes the place of another', () => {
	const rows: readonly (readonly [name: string, page: PhoneConfig, own: Credentials, signedIn: Credentials, secret: Secret])[] = [
		['a token of the function, of a password', { password: 'p' }, { jwt: 'j' }, {}, { jwt: 'j' }],
		['a password of the function, of a token', { jwt: 'j' }, { password: 'p' }, {}, { password: 'p' }],
		['what somebody typed, of a hash', {}, { ha1, realm: 'r' }, { password: 'p' }, { password: 'p' }],
		['what somebody typed, of all', { jwt: 'j' }, { ha1, realm: 'r' }, { password: 'p' }, { password: 'p' }],
		['nothing, of a password', { password: 'p' }, { displayName: 'Bob' }, {}, { password: 'p' }],
	];
	for (const [name, page, own, signedIn, secret] of rows) {
		it(name, async () => {
			const { password: _, ...public_ } = complete;
			assert.deepEqual((await load({ ...public_, ...page, credentials: giving(own) }, signedIn)).account.secret, secret);
		});
	}
});

describe('an account is good', () => {
	const rows: readonly (readonly [expiresIn: unknown, renewAfterMs: number | undefined])[] = [[undefined, undefined], [null, undefined], [600, 540_000], ['600', 540_000], [40, 36_000], [1, 30_000], [10_000_000, 77_760_000]];
	for (const [expiresIn, renewAfterMs] of rows) {
		it(`for ${String(expiresIn)} s, renewed after ${String(renewAfterMs)} ms`, async () => {
			assert.equal((await load({ ...complete, expiresIn: expiresIn as number })).renewAfterMs, renewAfterMs);
		});
	}

	for (const expiresIn of [0, -1, 'soon', Number.NaN, {}]) {
		it(`not for ${JSON.stringify(expiresIn)} s`, async () => assert.rejects(load({ ...complete, expiresIn: expiresIn as number }), { code: 'configuration', subject: 'expires-in' }));
	}
});

describe('asking again may help', () => {
	const rows: readonly (readonly [config: PhoneConfig, renewable: boolean])[] = [
		[{}, false], [{ password: 'p' }, false], [{ configUrl: '/c' }, true], [{ credentials: giving({}) }, true], [{ configUrl: '', credentials: giving({}) }, true], [{ configUrl: '' }, false],
	];
	for (const [config, renewable] of rows) {
		it(`${String(renewable)} with ${Object.keys(config).join(' and ') || 'nothing'}`, () => assert.equal(isRenewable(config), renewable));
	}
});
