import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { configSite, type ConfigSite } from '../../support/config-site.js';
import { deferred } from '../../support/deferred.js';
import { aPhone, config, type PhoneScene } from '../phone-scene.js';

describe('what config-url says of the phone itself', () => {
	let site: ConfigSite;
	let scene: PhoneScene;
	beforeEach(async () => {
		site = await configSite();
		site.answer = { ...config, doNotDisturb: true, ringtone: '/served.mp3', decline: 'everywhere', autoAnswer: 'always', autoAnswerFrom: 'alice' };
		scene = aPhone({ configUrl: site.url });
		scene.phone.start();
		await until(() => scene.phone.state.doNotDisturb);
	});
	afterEach(async () => {
		await scene.phone.stop();
		await site.close();
	});

	it('survives a changed attribute at every moment', async () => {
		const { phone, media, signaling } = scene;
		const seen: boolean[] = [];
		phone.subscribe(({ doNotDisturb }) => seen.push(doNotDisturb));
		const changing = phone.configure({ configUrl: site.url, displayName: 'Bob' });
		assert.deepEqual([phone.state.doNotDisturb, signaling.ring().said], [true, ['refuse: unavailable']]);
		await changing;
		assert.deepEqual([seen.includes(false), phone.state.doNotDisturb, media.ringtone], [false, true, '/served.mp3']);
	});

	it('survives it also where config-url fails', async () => {
		const { phone, media, signaling } = scene;
		site.status = 503;
		await phone.configure({ configUrl: site.url, displayName: 'Bob', ringtone: '/page.mp3' });
		assert.deepEqual([phone.state.troubles.length, phone.state.doNotDisturb, media.ringtone, signaling.ring().said], [1, true, '/served.mp3', ['refuse: unavailable']]);
	});

	it('is given up when config-url says something else', async () => {
		site.answer = { ...config };
		await scene.phone.configure({ configUrl: site.url, displayName: 'Bob' });
		assert.deepEqual([scene.phone.state.doNotDisturb, scene.media.ringtone], [false, undefined]);
	});

	it('is given up with config-url', async () => {
		await scene.phone.configure({ ...config, ringtone: '/page.mp3' });
		assert.deepEqual([scene.phone.state.doNotDisturb, scene.media.ringtone], [false, '/page.mp3']);
	});
});

describe('“signaling” in the answer of config-url', () => {
	let site: ConfigSite;
	beforeEach(async () => void (site = await configSite()));
	afterEach(() => site.close());

	it('is the protocol that is spoken', async () => {
		site.answer = { ...config, signaling: 'janus' };
		const { phone, asked } = aPhone({ configUrl: site.url, signaling: 'sip' });
		phone.start();
		await until(() => asked.length > 0);
		assert.deepEqual(asked, ['janus']);
		await phone.stop();
	});

	it('starts no other protocol for a phone that was stopped while the one before it ended', async () => {
		site.answer = { ...config };
		const { phone, asked, signaling } = aPhone({ configUrl: site.url });
		phone.start();
		await until(() => signaling.accounts.length > 0);
		const goodbye = deferred();
		signaling.stopping = goodbye.promise;
		site.answer = { ...config, signaling: 'verto' };
		const changed = phone.configure({ configUrl: site.url, displayName: 'Bob' });
		await until(() => signaling.stopped);
		const stopped = phone.stop();
		goodbye.resolve();
		await Promise.all([changed, stopped]);
		await new Promise((resolve) => setTimeout(resolve, 100));
		assert.deepEqual([asked, phone.state.connection.phase], [['sip'], 'idle']);
	});

	it('ends the protocol before it when it changes, but no call', async () => {
		site.answer = { ...config };
		const scene = aPhone({ configUrl: site.url });
		scene.phone.start();
		await until(() => scene.signaling.accounts.length > 0);
		const { signaling: first } = scene;
		site.answer = { ...config, signaling: 'verto' };
		const other = first.ring();
		await scene.phone.configure({ configUrl: site.url, displayName: 'Bob' });
		assert.deepEqual([scene.asked, first.stopped], [['sip'], false]);
		other.end();
		await scene.phone.configure({ configUrl: site.url, displayName: 'Bob again' });
		await until(() => scene.asked.length > 1);
		assert.deepEqual([scene.asked, first.stopped], [['sip', 'verto'], true]);
		await scene.phone.configure({ configUrl: site.url, displayName: 'and again' });
		assert.deepEqual(scene.asked, ['sip', 'verto']);
		await scene.phone.stop();
	});

	it('that is none is a mistake by name', async () => {
		site.answer = { ...config, signaling: 'pigeon' };
		const { phone } = aPhone({ configUrl: site.url });
		phone.start();
		await until(() => phone.state.connection.phase === 'failed');
		assert.equal(phone.state.connection.phase === 'failed' && phone.state.connection.error.subject, 'signaling');
	});
});

async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
