import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mistakesOf } from '../../../src/core/account/account-mistakes.js';
import type { PhoneConfig } from '../../../src/core/account/settings.js';
import type { VoiceErrorEvent } from '../../../src/core/events.js';
import { settled } from '../../support/deferred.js';
import { aPhone, config as good, type PhoneScene } from '../phone-scene.js';

const wrongly = (config: unknown): PhoneConfig => config as PhoneConfig;
const told = ({ events }: PhoneScene): string[] => events.filter(({ type }) => type === 'voice-error').map((event) => (event as VoiceErrorEvent).error).map(({ subject, code }) => subject ?? code);

/** Long enough for a part of the code to be loaded. */
async function whenTold(scene: PhoneScene, count: number): Promise<string[]> {
	for (const end = performance.now() + 5000; told(scene).length < count && performance.now() < end;) await new Promise((resolve) => setTimeout(resolve, 5));
	await settled();
	return told(scene);
}

describe('what a phone goes on without, and tells', () => {
	const wrong: readonly (readonly [config: PhoneConfig, message: RegExp])[] = [
		...['@@', 'sip:', 'alice@', 'http://x', 'a@b@', '1000 "x"'].map((autoAnswerFrom) => [{ autoAnswerFrom }, /“auto-answer-from” should be users or addresses.*not “/] as const),
		[{ autoAnswerFrom: '1 '.repeat(101) }, /at most 100/],
		...['javascript:alert(1)', ' JavaScript:alert(1)', 'file:///etc/passwd', 'ftp://x/y', 'sip:a@b', 'about:blank'].map((ringtone) => [{ ringtone }, /“ringtone” should be a web address, like “\/sounds/] as const),
	];
	for (const [config, message] of wrong) {
		it(JSON.stringify(config).slice(0, 60), async () => {
			const scene = aPhone(config);
			scene.phone.start();
			assert.deepEqual(await whenTold(scene, 1), [Object.hasOwn(config, 'ringtone') ? 'ringtone' : 'auto-answer-from']);
			assert.match(scene.events.flatMap((event) => (event.type === 'voice-error' ? (event as VoiceErrorEvent).error.message : [])).join(), message);
			assert.equal(scene.signaling.accounts.length, 1);
			await scene.phone.stop();
		});
	}

	for (const config of [...['/ring.mp3', '//cdn.test/ring', 'HTTPS://x/y', 'blob:https://x/1', 'data:audio/wav;base64,AA'].map((ringtone) => ({ ringtone })), { autoAnswerFrom: '1000 sips:a@x tel:+1;ext=9 +49-30 *98 zoë' }]) {
		it(`none: ${JSON.stringify(config)}`, () => assert.deepEqual(mistakesOf({ ...good, ...config }), []));
	}
});

describe('all that is wrong with a configuration', () => {
	const rows: readonly (readonly [config: unknown, subjects: readonly string[]])[] = [
		[{}, []],
		[{ connect: 'later' }, ['connect']],
		[{ connect: 'later', codecs: 'op/us', ringtone: 'javascript:1', iceTimeout: 0, dtmf: 'x' }, ['connect', 'codecs', 'ringtone', 'ice-timeout', 'dtmf']],
		[{ codecs: 'op/us', iceServers: 'http://x' }, ['codecs', 'ice-servers']],
		[{ server: 'https://x', uri: 'sip:@', password: undefined }, ['server', 'uri', 'credentials-missing']],
		[{ server: undefined, codecs: 'op/us' }, ['server', 'codecs']],
		[{ uri: undefined, password: undefined }, ['uri', 'credentials-missing']],
		[{ ha1: 'x', displayName: 'a\nb' }, ['ha1', 'display-name']],
		[{ uri: undefined, password: undefined, signIn: true, codecs: 'op/us' }, ['codecs']],
		[{ uri: undefined, password: undefined, server: undefined, credentials: () => new Promise(() => undefined), autoAnswer: 'x', codecs: 'op/us' }, ['auto-answer', 'codecs']],
		[{ uri: 'sip:@', configUrl: 'javascript:1', autoAnswerFrom: '@@' }, ['uri', 'config-url', 'auto-answer-from']],
	];
	for (const [more, subjects] of rows) {
		const config = wrongly({ ...good, ...(more as PhoneConfig) });
		it(`is ${subjects.join(', ') || 'nothing'}: ${JSON.stringify(more)}`, () => {
			assert.deepEqual(mistakesOf(config).map(({ subject, code }) => subject ?? code).sort(), [...subjects].sort());
		});

		it(`is told of a phone, each once: ${JSON.stringify(more)}`, async () => {
			const scene = aPhone();
			await scene.phone.configure(config).catch(() => undefined);
			scene.phone.start();
			assert.deepEqual((await whenTold(scene, subjects.length)).sort(), [...subjects].sort());
			await scene.phone.stop();
		});
	}

	it('is told of a phone that runs, and again only once it was mended', async () => {
		const scene = aPhone();
		scene.phone.start();
		await settled();
		const wrong = wrongly({ ...good, codecs: 'op/us', iceServers: 'http://x' });
		for (const config of [wrong, good, wrong]) await scene.phone.configure(config).catch(() => undefined);
		scene.phone.retry();
		assert.deepEqual((await whenTold(scene, 4)).sort(), ['codecs', 'codecs', 'ice-servers', 'ice-servers']);
		await scene.phone.stop();
	});
});
