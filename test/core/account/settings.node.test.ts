import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { accountValues, answered, protocolValues, type AccountValuesOf } from '../../../src/core/account/account-values.js';
import type { Account, Preferences } from '../../../src/core/account/configuration.js';
import { late, oneOf, positive, text, type GivenOf } from '../../../src/core/account/setting-kinds.js';
import { attributeOf, SettingSchema, type PreferencesOf } from '../../../src/core/account/setting-schema.js';
import { SETTINGS, settings, type Credentials, type PhoneConfig, type Protocol } from '../../../src/core/account/settings.js';
import type { PropertiesOf } from '../../../src/elements/voice-phone/setting-properties.js';

const page = { protocol: 'https:', hostname: 'portal.test', host: 'portal.test' };

type Same<One, Other> = (<T>() => T extends One ? 1 : 2) extends <T>() => T extends Other ? 1 : 2 ? true : false;
/** Compiles only where two types are the same. */
const same = <One, Other>(proof: Same<One, Other>): void => assert.equal(proof, true);

describe('a row that is added to the table', () => {
	const table = {
		...SETTINGS,
		ringVolume: { ...positive(5, 10), change: 'phone' },
		pinCode: { ...text(8), credential: true, proof: true },
		mediaPolicy: { ...oneOf('plain', 'relay'), account: 'policy' },
		proxy: { ...late<string>(), face: 'makes', conceal: (given: string) => given.replace(/:\w+@/, '@') },
		loginToken: { ...text(40), protocol: 'janus' },
		greeting: { ...text(20), change: 'phone', answerOnly: true },
	} as const;
	const more = new SettingSchema(table);

	it('is an attribute, unless only an answer gives it', () => {
		assert.deepEqual(more.attributes().slice(settings.attributes().length), ['ring-volume', 'pin-code', 'media-policy', 'proxy', 'login-token']);
	});

	it('is a property, unless it proves who calls', () => {
		assert.deepEqual(more.properties.map(([name]) => name).slice(settings.properties.length), ['ringVolume', 'mediaPolicy', 'proxy', 'loginToken']);
		same<PropertiesOf<typeof table>['ringVolume'], number | undefined>(true);
		same<PropertiesOf<typeof table>['mediaPolicy'], 'plain' | 'relay' | undefined>(true);
		same<'pinCode' extends keyof PropertiesOf<typeof table> ? true : false, false>(true);
	});

	it('is read and checked under the name of its attribute', () => {
		const values = [undefined, '7', 7].map((ringVolume) => more.parse('ringVolume', { ringVolume }, page));
		assert.deepEqual(values, [5, 7, 7]);
		assert.throws(() => more.parse('ringVolume', { ringVolume: 11 }, page), { code: 'configuration', subject: 'ring-volume', message: /“ring-volume” should be a number from 1 to 10/ });
	});

	it('is a secret where it says so', () => {
		assert.deepEqual(['pin-code', 'ring-volume'].map((name) => [more.proofs.includes(name), more.isSecret(name, '7')]), [[true, true], [false, false]]);
		assert.deepEqual(['http://a:b@proxy.test', 'http://proxy.test', null].map((value) => more.isSecret('proxy', value)), [true, false, false]);
	});

	it('is a preference of the phone, or a value of its account', () => {
		const { ringVolume } = more.preferences({ ringVolume: 3 }, page);
		const { policy } = accountValues(more, { server: 'wss://pbx.test', mediaPolicy: 'relay' }, page);
		same<typeof ringVolume, number>(true);
		same<AccountValuesOf<typeof table>['policy'], 'plain' | 'relay'>(true);
		assert.deepEqual([ringVolume, policy], [3, 'relay']);
		assert.deepEqual(more.names(({ change }) => change === 'phone').slice(-2), ['ringVolume', 'greeting']);
	});

	it('is known to the one protocol that has it', () => {
		const config = { loginToken: 'sesame', ringVolume: 3 };
		assert.deepEqual(['janus', 'verto', 'sip'].map((protocol) => protocolValues(more, config, page, protocol)), [{ loginToken: 'sesame' }, {}, {}]);
		assert.throws(() => protocolValues(more, { loginToken: 'x'.repeat(41) }, page, 'janus'), { code: 'configuration', subject: 'login-token' });
	});

	it('is a key of what config-url answers; what has no row is none', () => {
		const answer = { ringVolume: 3, pinCode: '1', greeting: 'Hello', credentials: 'x', nonsense: 1 };
		assert.deepEqual({ ...answered(more, answer) }, { ringVolume: 3, pinCode: '1', greeting: 'Hello' });
		assert.deepEqual({ ...answered(settings, answer) }, {});
	});

	it('is handed on by a face, which may make a phone because of it', () => {
		assert.deepEqual(more.attributes(({ face }) => face === 'makes'), ['server', 'uri', 'config-url', 'proxy']);
	});

	it('reads no member that a script added to every object', () => {
		Object.defineProperty(Object.prototype, 'proof', { value: true, configurable: true });
		try {
			assert.equal(new SettingSchema(table).isSecret('ring-volume', '7'), false);
		} finally {
			Reflect.deleteProperty(Object.prototype, 'proof');
		}
	});
});

describe('the types of the table', () => {
	it('are those that pages and protocols rely on', () => {
		same<PhoneConfig['server'], string | readonly string[] | undefined>(true);
		same<PhoneConfig['connect'], 'load' | 'use' | undefined>(true);
		same<PhoneConfig['iceTimeout'], number | undefined>(true);
		same<Protocol, 'sip' | 'verto' | 'janus'>(true);
		same<GivenOf<(typeof SETTINGS)['doNotDisturb']>, boolean>(true);
		same<keyof Credentials, 'uri' | 'authUser' | 'displayName' | 'password' | 'ha1' | 'realm' | 'jwt' | 'iceServers' | 'expiresIn'>(true);
		same<Preferences['autoAnswerFrom'], readonly string[]>(true);
		same<PreferencesOf<typeof SETTINGS>['ringtone'], string | undefined>(true);
		same<Account['iceTimeoutMs'], number>(true);
		same<Account['dtmf'], 'rtp' | 'info'>(true);
	});
});

describe('the manual', () => {
	const read = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8');
	const manifest = JSON.parse(read('custom-elements.json')) as { modules: { declarations: { tagName: string; members: { name: string; description?: string }[]; attributes: { name: string; description?: string }[] }[] }[] };
	const element = manifest.modules.flatMap(({ declarations }) => declarations).find(({ tagName }) => tagName === 'voice-phone');
	const reference = read('README.md').split('### `<voice-phone>`')[1]?.split('### `<voice-dial>`')[0] ?? '';

	for (const attribute of settings.attributes()) {
		it(`describes ${attribute}`, () => {
			assert.ok(element?.attributes.find(({ name }) => name === attribute)?.description);
			assert.ok(reference.includes(`\n| \`${attribute}\` |`));
		});
	}

	for (const [name] of settings.properties) {
		it(`describes the property ${name}`, () => {
			assert.ok(element?.members.find((member) => member.name === name)?.description);
			assert.ok(reference.includes(`\n| \`${attributeOf(name)}\` |`));
		});
	}

	it('describes no attribute that has no row, but the id', () => {
		assert.deepEqual(element?.attributes.map(({ name }) => name).filter((name) => !settings.attributes().includes(name)), ['id']);
	});
});
