import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseAccount } from '../../../src/core/account/account.js';
import { likelyHost, parsePreferences, parseProtocol, type Account, type Preferences } from '../../../src/core/account/configuration.js';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import { parseServers, type PageLocation } from '../../../src/core/account/server-uris.js';
import { VoiceError, type VoiceErrorCode } from '../../../src/core/voice-error.js';

const page: PageLocation = { protocol: 'http:', hostname: 'portal.test', host: 'portal.test' };
const securePage: PageLocation = { protocol: 'https:', hostname: 'portal.test', host: 'portal.test' };
const good: PhoneConfig = { server: 'wss://pbx.test:7443', uri: 'sip:1000@voice.test', password: 'open sesame' };

/** What a page gets wrong, whatever its types say. */
const wrongly = (config: unknown): PhoneConfig => config as PhoneConfig;
const read = (config: unknown): Account => parseAccount({ ...good, ...wrongly(config) }, page);

describe('the servers', () => {
	const rows: readonly (readonly [server: unknown, servers: readonly string[], where?: PageLocation])[] = [
		['wss://pbx.test:7443', ['wss://pbx.test:7443/']],
		['WSS://PBX.test/ws?x=1', ['wss://pbx.test/ws?x=1']],
		['wss://a.test  wss://b.test\n ws://c.test', ['wss://a.test/', 'wss://b.test/', 'ws://c.test/']],
		[['wss://a.test', 'wss://b.test'], ['wss://a.test/', 'wss://b.test/']],
		['wss://a.test wss://a.test/', ['wss://a.test/']],
		['wss://:7443', ['wss://portal.test:7443/']],
		['wss:///ws', ['wss://portal.test/ws']],
		['ws://:5066', ['ws://[::1]:5066/'], { protocol: 'http:', hostname: '[::1]', host: '[::1]' }],
		['wss://[2001:db8::1]:7443', ['wss://[2001:db8::1]:7443/']],
		['wss://:7444 ws://:5067', ['wss://portal.test:7444/'], securePage],
		['wss://:7444 ws://:5067', ['wss://portal.test:7444/', 'ws://portal.test:5067/'], page],
		['ws://localhost:5066 ws://127.0.0.1:5066 ws://[::1]:5066', ['ws://localhost:5066/', 'ws://127.0.0.1:5066/', 'ws://[::1]:5066/'], securePage],
	];
	for (const [server, servers, where = page] of rows) {
		it(`reads ${JSON.stringify(server)} on ${where.protocol} as ${servers.join(' ')}`, () => assert.deepEqual(parseServers(server, where), servers));
	}

	const wrong: readonly (readonly [server: unknown, message: RegExp, where?: PageLocation])[] = [
		[undefined, /has no “server”.*like “wss:\/\/pbx/],
		['', /has no “server”/],
		['  ', /has no “server”/],
		[[], /has no “server”/],
		['pbx.test', /“pbx.test” is no WebSocket address.*should look like/],
		['https://pbx.test', /no WebSocket address/],
		['sip:pbx.test', /no WebSocket address/],
		['wss://', /no WebSocket address/, { protocol: 'file:', hostname: '', host: '' }],
		['wss://pbx.test#x', /no WebSocket address/],
		['wss://pbx.test:99999', /no WebSocket address/],
		[7443, /value of type number/],
		[[{}], /value of type object/],
		['ws://pbx.test', /loaded by https.*must begin with “wss:\/\/”/, securePage],
		['ws://127.0.0.1.evil.test', /loaded by https/, securePage],
	];
	for (const [server, message, where = page] of wrong) {
		it(`refuses ${JSON.stringify(server) ?? 'nothing'} on ${where.protocol}`, () => assert.throws(() => parseServers(server, where), { code: 'configuration', subject: 'server', message }));
	}
});

describe('the servers of a protocol that also speaks HTTP', () => {
	const at = (host: string): PageLocation => ({ protocol: 'https:', hostname: host.replace(/:\d+$/, ''), host });
	for (const [server, servers] of [
		['wss://janus.test:8989', ['wss://janus.test:8989/']],
		['https://janus.test/janus', ['https://janus.test/janus']],
		['/janus', ['https://portal.test:8443/janus']],
		['https://:8089/janus /janus', ['https://portal.test:8089/janus', 'https://portal.test:8443/janus']],
		['http://janus.test wss://janus.test', ['wss://janus.test/']],
	] as const) {
		it(`are read from ${server}`, () => {
			assert.deepEqual(parseServers(server, at('portal.test:8443'), 'websocket-or-http'), servers);
			assert.deepEqual(parseAccount({ ...good, server, signaling: 'janus' }, at('portal.test:8443')).servers, servers);
		});
	}

	for (const server of ['//evil.test/janus', 'javascript:alert(1)', 'ftp://x.test', 'https://u:p@janus.test', '/janus#x', 'janus']) {
		it(`are not ${server}`, () => assert.throws(() => parseServers(server, at('portal.test'), 'websocket-or-http'), { code: 'configuration', subject: 'server', message: /no WebSocket or HTTP address/ }));
	}
});

describe('an account', () => {
	it('is complete with the least that is needed', () => {
		assert.deepEqual(parseAccount(good, page), {
			servers: ['wss://pbx.test:7443/'],
			uri: 'sip:1000@voice.test',
			user: '1000',
			host: 'voice.test',
			displayName: '',
			authUser: '1000',
			secret: { password: 'open sesame' },
			register: true,
			iceServers: [],
			iceTimeoutMs: 1000,
			codecs: [],
			dtmf: 'rtp',
			protocol: {},
		} satisfies Account);
	});

	const ha1 = '0123456789abcdef0123456789ABCDEF';
	const turn = { urls: 'turn:t.test', username: 'u', credential: 'c' };
	const rows: readonly (readonly [config: unknown, expected: Partial<Account>])[] = [
		[{ uri: '1000' }, { uri: 'sip:1000@pbx.test', host: 'pbx.test' }],
		[{ uri: 'sip:1000@voice.test:5070' }, { uri: 'sip:1000@voice.test:5070', host: 'voice.test' }],
		[{ uri: undefined, withoutRegistration: true, password: undefined }, { uri: 'sip:anonymous@pbx.test', user: 'anonymous', register: false, secret: undefined }],
		[{ withoutRegistration: true }, { register: false, secret: { password: 'open sesame' } }],
		[{ withoutRegistration: null }, { register: true }],
		[{ displayName: ' Zoë ' }, { displayName: 'Zoë' }],
		[{ authUser: 'web' }, { authUser: 'web' }],
		[{ authUser: '' }, { authUser: '1000' }],
		[{ password: ' spaces ' }, { secret: { password: ' spaces ' } }],
		[{ ha1, realm: 'voice.test', password: undefined }, { secret: { ha1, realm: 'voice.test' } }],
		[{ jwt: 'a.b.c' }, { secret: { jwt: 'a.b.c' } }],
		[{ ha1, realm: 'voice.test' }, { secret: { ha1, realm: 'voice.test' } }],
		[{ iceServers: 'stun:s.test stun:[::1]:3478 stuns:s.test:5349' }, { iceServers: [{ urls: ['stun:s.test'] }, { urls: ['stun:[::1]:3478'] }, { urls: ['stuns:s.test:5349'] }] }],
		[{ iceServers: '' }, { iceServers: [] }],
		[{ iceServers: JSON.stringify(turn) }, { iceServers: [{ ...turn, urls: ['turn:t.test'] }] }],
		[{ iceServers: JSON.stringify([turn, { urls: ['stun:s.test'] }]) }, { iceServers: [{ ...turn, urls: ['turn:t.test'] }, { urls: ['stun:s.test'] }] }],
		[{ iceServers: [turn] }, { iceServers: [{ ...turn, urls: ['turn:t.test'] }] }],
		[{ iceServers: turn }, { iceServers: [{ ...turn, urls: ['turn:t.test'] }] }],
		[{ iceServers: [{ ...turn, urls: ['turn:t.test:443?transport=tcp', 'turns:t.test'] }] }, { iceServers: [{ ...turn, urls: ['turn:t.test:443?transport=tcp', 'turns:t.test'] }] }],
		[{ iceTimeout: '500' }, { iceTimeoutMs: 500 }],
		[{ iceTimeout: 60_000 }, { iceTimeoutMs: 60_000 }],
		[{ iceTimeout: '' }, { iceTimeoutMs: 1000 }],
		[{ codecs: ' OPUS, pcmu' }, { codecs: ['opus', 'pcmu'] }],
		[{ codecs: ['opus', 'G722'] }, { codecs: ['opus', 'g722'] }],
		[{ dtmf: 'info' }, { dtmf: 'info' }],
		[{ dtmf: null }, { dtmf: 'rtp' }],
	];
	for (const [config, expected] of rows) {
		it(`reads ${JSON.stringify(config)}`, () => assert.deepEqual({ ...read(config), ...expected }, read(config)));
	}

	const wrong: readonly (readonly [config: unknown, subject: string | undefined, message: RegExp, code?: VoiceErrorCode])[] = [
		[{ server: undefined }, 'server', /“server”.*like “wss:/],
		[{ uri: undefined }, 'uri', /“uri”.*like “sip:1000@/, 'credentials-missing'],
		[{ uri: '  ' }, 'uri', /“uri”/, 'credentials-missing'],
		[{ uri: 'sip:a b@x' }, 'uri', /“uri” should look like “sip:1000@/],
		[{ uri: 'https://x' }, 'uri', /“uri” should look like/],
		[{ uri: 'sip:1000:sesame@voice.test' }, 'uri', /“uri”.*password has its own attribute/],
		[{ uri: 'sip:1000@voice.test;auth-token=sesame' }, 'uri', /“uri”.*password has its own attribute/],
		[{ uri: 7 }, 'uri', /“uri” should be text/],
		[{ uri: 'x'.repeat(300) }, 'uri', /“uri” should have at most 256/],
		[{ password: undefined }, undefined, /no password.*“config-url”.*“credentials”.*“sign-in”/, 'credentials-missing'],
		[{ password: '' }, undefined, /no password/, 'credentials-missing'],
		[{ password: 'a\nb' }, 'password', /“password” should have no line breaks/],
		[{ password: 12345 }, 'password', /“password” should be text/],
		[{ password: 'x'.repeat(1025) }, 'password', /“password” should have at most 1024/],
		[{ ha1: 'sesame', realm: 'r' }, 'ha1', /“ha1” should be 32 hexadecimal digits/],
		[{ ha1 }, 'realm', /“ha1” needs “realm”/],
		[{ jwt: 'a\r\nb' }, 'jwt', /“jwt” should have no line breaks/],
		[{ displayName: 'Bob\r\nVia: x' }, 'display-name', /“display-name” should have no line breaks/],
		[{ displayName: '\uD800' }, 'display-name', /“display-name”/],
		[{ authUser: 'a\0b' }, 'auth-user', /“auth-user”/],
		[{ withoutRegistration: 'true' }, 'without-registration', /“without-registration” should be true or false, not “true”/],
		[{ iceServers: 'http://s.test' }, 'ice-servers', /“ice-servers” should be addresses like “stun:/],
		[{ iceServers: '[{' }, 'ice-servers', /or JSON with urls/],
		[{ iceServers: 'turn:t.test' }, 'ice-servers', /username and a credential/],
		[{ iceServers: [{ urls: 'turn:t.test', username: 'u' }] }, 'ice-servers', /username and a credential/],
		[{ iceServers: [null] }, 'ice-servers', /“ice-servers”/],
		[{ iceServers: [{ urls: [] }] }, 'ice-servers', /“ice-servers”/],
		[{ iceServers: 7 }, 'ice-servers', /“ice-servers”/],
		[{ iceServers: 'stun:s '.repeat(9) }, 'ice-servers', /at most 8/],
		[{ iceServers: [{ urls: Array.from({ length: 9 }, () => 'stun:s.test') }] }, 'ice-servers', /at most 8 addresses for each/],
		[{ codecs: Array.from({ length: 33 }, () => 'opus') }, 'codecs', /at most 32/],
		[{ server: 'wss://a.test '.repeat(9) }, 'server', /at most 8/],
		[{ iceTimeout: 0 }, 'ice-timeout', /“ice-timeout” should be a number from 1 to 60000, not “0”/],
		[{ iceTimeout: 'soon' }, 'ice-timeout', /not “soon”/],
		[{ iceTimeout: 60_001 }, 'ice-timeout', /from 1 to 60000/],
		[{ iceTimeout: Number.NaN }, 'ice-timeout', /not “NaN”/],
		[{ iceTimeout: {} }, 'ice-timeout', /value of type object/],
		[{ codecs: 'op/us' }, 'codecs', /“codecs” should be names of codecs, like “opus pcmu”, not “op\/us”/],
		[{ codecs: [1] }, 'codecs', /“codecs”/],
		[{ codecs: 7 }, 'codecs', /“codecs” should be text/],
		[{ dtmf: 'RTP' }, 'dtmf', /“dtmf” should be “rtp” or “info”, not “RTP”/],
	];
	for (const [config, subject, message, code = 'configuration'] of wrong) {
		it(`refuses ${(JSON.stringify(config) ?? '').slice(0, 70)}`, () => assert.throws(() => read(config), { code, subject, message }));
	}

	it('throws nothing but VoiceErrors, whatever a page or a server gives', () => {
		const anything = fc.option(fc.oneof(fc.anything({ withNullPrototype: true, withBigInt: true }), fc.string({ unit: 'binary' })), { nil: undefined });
		const names = ['server', 'uri', 'displayName', 'authUser', 'password', 'ha1', 'realm', 'jwt', 'withoutRegistration', 'iceServers', 'iceTimeout', 'codecs', 'dtmf', 'connect', 'autoAnswer', 'autoAnswerFrom', 'doNotDisturb', 'video', 'ringtone', 'signaling'];
		const parsers = [(config: PhoneConfig) => parseAccount(config, page), parsePreferences, parseProtocol];
		fc.assert(fc.property(fc.record(Object.fromEntries(names.map((name) => [name, anything])), { requiredKeys: [] }), (config) => {
			for (const parse of parsers) {
				try {
					assert.doesNotMatch(JSON.stringify(parse({ ...good, ...(config as PhoneConfig) })), /\\r|\\n|\\u0000/);
				} catch (error) {
					assert.ok(error instanceof VoiceError, String(error));
				}
			}
		}), { numRuns: 500 });
	});
});

describe('what is wrong is told without the secret', () => {
	const secret = 'sesame';
	const rows: readonly (readonly [name: string, config: unknown])[] = [
		['password', { password: `${secret}\n` }],
		['password too long', { password: secret.repeat(500) }],
		['password of the wrong type', { password: [secret] }],
		['ha1', { ha1: secret, realm: 'r' }],
		['jwt', { jwt: `${secret}\n` }],
		['password in the server', { server: `wss://1000:${secret}@pbx.test` }],
		['password in a bad server', { server: `pbx:${secret}@pbx.test` }],
		['token in a bad server', { server: `https://pbx.test/?token=${secret}` }],
		['password in the uri', { uri: `sip:1000:${secret}@voice.test` }],
		['password in a parameter of the uri', { uri: `sip:1000@voice.test;transport=ws;Password=${secret}` }],
		['password in what is no parameter', { uri: `sip:1000@voice.test;password=${secret}!"` }],
		['password among headers of the uri', { uri: `sip:1000@voice.test?password=${secret}` }],
		['credential without a user', { iceServers: [{ urls: 'turn:t.test', credential: secret }] }],
		['credential beside a bad address', { iceServers: [{ urls: 'http://t.test', username: 'u', credential: secret }] }],
		['credential in broken JSON', { iceServers: `[{"credential":"${secret}"` }],
		['credential in the address', { iceServers: `turn:u:${secret}@t.test` }],
		['credential in what a getter throws', { iceServers: [{ get urls(): never { throw new TypeError(secret); } }] }],
		['credential with a line break', { iceServers: [{ urls: 'turn:t.test', username: 'u', credential: `${secret}\n` }] }],
	];
	for (const [name, config] of rows) {
		it(name, () => assert.throws(() => read(config), (error) => {
			assert.ok(error instanceof VoiceError && !JSON.stringify([error.message, error.state, String(error.cause)]).includes(secret));
			return true;
		}));
	}
});

describe('the preferences', () => {
	const plain: Preferences = { connect: 'load', autoAnswer: 'never', autoAnswerFrom: [], decline: 'busy', doNotDisturb: false, video: false, ringtone: undefined, history: 'tab' };
	const rows: readonly (readonly [config: unknown, expected: Partial<Preferences>])[] = [
		[{}, {}],
		[{ connect: 'use' }, { connect: 'use' }],
		[{ autoAnswer: 'intercom', autoAnswerFrom: ' 1001  sip:boss@x ' }, { autoAnswer: 'intercom', autoAnswerFrom: ['1001', 'sip:boss@x'] }],
		[{ autoAnswer: 'always' }, { autoAnswer: 'always' }],
		[{ doNotDisturb: true, video: true }, { doNotDisturb: true, video: true }],
		...['/ring.mp3', 'ring.mp3', '//cdn.test/ring', 'HTTPS://x/y', 'blob:https://x/1', 'data:audio/wav;base64,AA', 'a/b:c'].map((ringtone) => [{ ringtone }, { ringtone }] as const),
		[{ autoAnswerFrom: '1000 sips:a@x tel:+1;ext=9 +49-30 *98 zoë' }, { autoAnswerFrom: ['1000', 'sips:a@x', 'tel:+1;ext=9', '+49-30', '*98', 'zoë'] }],
	];
	for (const [config, expected] of rows) {
		it(`reads ${JSON.stringify(config)}`, () => assert.deepEqual(parsePreferences(wrongly(config)), { ...plain, ...expected }));
	}

	const wrong: readonly (readonly [config: unknown, subject: string, message: RegExp])[] = [
		[{ connect: 'later' }, 'connect', /“connect” should be “load” or “use”, not “later”/],
		[{ autoAnswer: true }, 'auto-answer', /“auto-answer” should be “never” or “intercom” or “always”/],
		[{ autoAnswerFrom: ['1001'] }, 'auto-answer-from', /“auto-answer-from” should be text/],
		[{ doNotDisturb: 'false' }, 'do-not-disturb', /“do-not-disturb” should be true or false/],
		[{ video: 1 }, 'video', /“video” should be true or false/],
		[{ ringtone: 'x'.repeat(3000) }, 'ringtone', /“ringtone” should have at most 2048/],
	];
	for (const [config, subject, message] of wrong) {
		it(`refuses ${JSON.stringify(config).slice(0, 60)}`, () => assert.throws(() => parsePreferences(wrongly(config)), { code: 'configuration', subject, message }));
	}
});

describe('the protocol', () => {
	for (const [signaling, protocol] of [[undefined, 'sip'], ['', 'sip'], ['sip', 'sip'], ['verto', 'verto'], ['janus', 'janus']] as const) {
		it(`${signaling ?? 'nothing'} is ${protocol}`, () => assert.equal(parseProtocol(wrongly({ signaling })), protocol));
	}

	it('is one of three', () => assert.throws(() => parseProtocol(wrongly({ signaling: 'xmpp' })), { code: 'configuration', subject: 'signaling', message: /“sip” or “verto” or “janus”, not “xmpp”/ }));
});

describe('the host of what names none, before the account is loaded', () => {
	const rows: readonly (readonly [config: PhoneConfig, host: string])[] = [
		[{ uri: 'sip:1000@voice.test:5070', server: 'wss://pbx.test' }, 'voice.test'],
		[{ uri: '1000', server: 'wss://pbx.test' }, 'pbx.test'],
		[{ server: 'wss://pbx.test:7443' }, 'pbx.test'],
		[{ server: 'wss://:7443' }, 'portal.test'],
		[{ server: ['wss://a.test', 'wss://b.test'] }, 'a.test'],
		[{ uri: 'sip:1000@voice.test' }, 'voice.test'],
		[{ configUrl: '/voice/config.json' }, ''],
		[{ server: 'nonsense' }, ''],
	];
	for (const [config, host] of rows) {
		it(`is ${host || 'unknown'} with ${JSON.stringify(config)}`, () => assert.equal(likelyHost(config, page), host));
	}
});
