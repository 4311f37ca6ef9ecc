import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { loadAccount } from '../../src/core/account/account-source.js';
import { fetchConfig } from '../../src/core/account/fetch-config.js';
import { configSite, type ConfigSite } from '../support/config-site.js';
import { partyOf, type OngoingCall } from '../../src/core/call/call-state.js';
import { english } from '../../src/i18n/english.js';
import { translator } from '../../src/i18n/translate.js';
import { ongoingWords, partyName } from '../../src/elements/parts/wording.js';
import { aPhone, config, lastCall, registeredPhone } from './phone-scene.js';

const { signal } = new AbortController();

describe('what another script put on Object.prototype', () => {
	const additions = {
		x: 1, configUrl: 'http://127.0.0.1:9/evil.json', displayName: 'Mallory', autoAnswer: 'always', autoAnswerFrom: 'alice', doNotDisturb: true, video: true, ringtone: '/evil.mp3',
		iceServers: 'stun:evil.test', jwt: 'evil', ha1: 'e'.repeat(32), authUser: 'evil', signaling: 'janus', decline: 'everywhere', expiresIn: 1, withoutRegistration: true, credential: 'evil', codecs: 'pcmu', dtmf: 'info', room: 'evil',
		closed: 'evil', headers: { 'X-Evil': '1' }, connect: 'click', credentials: 'evil', username: 'evil', body: 'evil', method: 'DELETE', cause: 'evil', status: 603, subject: 'evil', once: true, capture: true, error: 'evil',
		label: 'Mallory', pending: 'hold', automatic: true, recovering: { of: 'media', since: 1 }, trouble: { code: 'failed', message: 'evil' }, transferredTo: { uri: 'sip:evil@evil.test', user: 'evil', displayName: '' }, confirmedAt: 1, unheard: true, quality: 'poor', retryAt: 1, raw: true,
	};

	beforeEach(() => void Object.assign(Object.prototype, additions));
	afterEach(() => {
		for (const name of Object.keys(additions)) Reflect.deleteProperty(Object.prototype, name);
	});

	it('is no account', async () => {
		const { account, preferences, protocol, served, renewAfterMs } = await loadAccount({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', password: 'sesame' }, { signal });
		assert.deepEqual([account.displayName, account.secret, account.iceServers, account.authUser, account.register, account.codecs, account.dtmf], ['', { password: 'sesame' }, [], '1000', true, [], 'rtp']);
		assert.deepEqual([preferences.autoAnswer, preferences.doNotDisturb, preferences.video, preferences.ringtone, preferences.connect, preferences.decline], ['never', false, false, undefined, 'load', 'busy']);
		assert.deepEqual([protocol, Object.keys(served), renewAfterMs], ['sip', [], undefined]);
	});

	it('is nothing that the credentials function or config-url said', async (context) => {
		const site = await configSite();
		context.after(() => site.close());
		site.answer = { password: 'sesame' };
		// Node’s own fetch and server take these for theirs; old-page.node.test.ts has them in a browser.
		for (const name of ['connect', 'body', 'error', 'status']) Reflect.deleteProperty(Object.prototype, name);
		const { account } = await loadAccount({ server: 'wss://pbx.test', uri: 'sip:1000@voice.test', configUrl: site.url, credentials: () => Promise.resolve({}) }, { signal });
		assert.deepEqual([account.secret, account.displayName], [{ password: 'sesame' }, '']);
	});

	it('is no credential of a TURN server', async () => {
		await assert.rejects(loadAccount({ ...config, iceServers: [{ urls: 'turn:turn.test' }] }, { signal }), { code: 'configuration', subject: 'ice-servers' });
	});

	it('directs no phone', async (context) => {
		const scene = await registeredPhone();
		const { phone, media, asked, signaling } = scene;
		context.after(() => phone.stop());
		assert.deepEqual([asked, phone.state.doNotDisturb, media.ringtone, signaling.accounts.length], [['sip'], false, undefined, 1]);
		const session = signaling.ring('alice');
		await Promise.resolve();
		assert.deepEqual([session.said, media.announcements], [[], 0]);
		assert.equal(phone.chat({ person: 'bob' }).peer.user, 'bob');
		const call = phone.call('bob');
		assert.equal(call.state.video, false);
		await new Promise((resolve) => setTimeout(resolve, 10));
		assert.deepEqual(Object.keys(signaling.invitations[0]?.options.headers ?? { none: 1 }), []);
		assert.deepEqual([partyName(call.state), partyOf(call.state).displayName, ongoingWords(call.state as OngoingCall, translator('en', english)), call.state.label], ['bob', '', 'Calling…', 'Mallory']);
		lastCall({ phone }).hangUp();
		const [entry] = phone.state.history;
		assert.deepEqual([entry && Object.keys(entry).filter((name) => name in additions && name !== 'video'), entry?.outcome], [[], 'cancelled']);
	});

	it('directs no phone that is configured anew', async (context) => {
		const { phone, media } = aPhone();
		context.after(() => phone.stop());
		await phone.configure({ ...config, displayName: 'Bob' });
		assert.deepEqual([phone.state.doNotDisturb, media.ringtone], [false, undefined]);
	});
});

describe('a config-url that is redirected', () => {
	let site: ConfigSite;
	let other: ConfigSite;
	beforeEach(async () => void ([site, other] = await Promise.all([configSite(), configSite()])));
	afterEach(() => Promise.all([site.close(), other.close()]));

	it('to another site is refused', async () => {
		other.answer = config;
		site.answer = (response) => response.writeHead(302, { location: other.url }).end();
		await assert.rejects(fetchConfig(site.url, signal), { code: 'configuration', subject: 'config-url' });
	});

	it('within its site is followed', async () => {
		site.answer = (response, { url }) => (url?.endsWith('there') ? response.writeHead(200).end(JSON.stringify(config)) : response.writeHead(302, { location: `${site.url}/there` }).end());
		assert.equal((await fetchConfig(site.url, signal)).password, config.password);
	});
});
