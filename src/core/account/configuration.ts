import type { AccountValuesOf } from './account-values.js';
import { accountOf, parseAddress } from '../address.js';
import { ownProperties } from '../own-properties.js';
import { currentPage } from './server-uris.js';
import type { NamesWith } from './setting-kinds.js';
import type { PreferencesOf } from './setting-schema.js';
import { settings, type PhoneConfig, type Protocol, type Settings } from './settings.js';
import { settingsText } from './settings-text.js';
import { VoiceError } from '../voice-error.js';

/** What proves who is calling. Write-only: never in a snapshot, an event or a log. */
export type Secret = { readonly password: string } | { readonly ha1: string; readonly realm: string } | { readonly jwt: string };

/** What a protocol needs to know, checked and complete: absolute URIs of servers and names of codecs, preferred first; no codecs for the browser's own order. */
export interface Account extends AccountValuesOf<Settings> {
	/** Address-of-record. */
	readonly uri: string;
	readonly user: string;
	readonly host: string;
	readonly secret: Secret | undefined;
	readonly register: boolean;
	/** Settings that only the protocol of this account knows, by their names. */
	readonly protocol: Readonly<Record<string, unknown>>;
}

/** What the phone itself goes by. */
export interface Preferences extends PreferencesOf<Settings> {}

/** What of a configuration concerns no account. */
export type PhoneWishes = Pick<PhoneConfig, NamesWith<Settings, { readonly change: 'phone' | 'protocol' }>>;

/** Whether two configurations differ, and only in what the phone itself goes by. */
export function onlyWishesDiffer(one: PhoneConfig, other: PhoneConfig): boolean {
	const names = Object.keys(ownProperties<PhoneConfig>(one, other)) as (keyof PhoneConfig)[];
	const differing = names.filter((name) => one[name] !== other[name] && (name === 'credentials' || settingsText(one[name]) !== settingsText(other[name])));
	const spared: readonly string[] = settings.names(({ change }) => change !== undefined);
	return differing.length > 0 && differing.every((name) => spared.includes(name));
}

/** @throws {VoiceError} `configuration`. */
export function parseProtocol(config: PhoneConfig): Protocol {
	return settings.parse('signaling', config, currentPage());
}

/** Checks the part of a configuration that the phone itself goes by. Throws as `parseAccount` does. */
export function parsePreferences(config: PhoneConfig): Preferences {
	parseProtocol(config);
	return settings.preferences(config, currentPage());
}

/** Whether asking again may bring other credentials. */
export function isRenewable({ configUrl, credentials }: PhoneConfig): boolean {
	return Boolean(configUrl) || Boolean(credentials);
}

/** Host for what names none, as far as it is known before the account is loaded; else empty. */
export function likelyHost(given: PhoneConfig, page = currentPage()): string {
	const config = ownProperties<PhoneConfig>(given);
	try {
		const [server = ''] = config.server ? settings.parse('server', config, page) : [];
		return parseIdentity(ownProperties<PhoneConfig>(config, { withoutRegistration: true }), { register: false, defaultHost: hostOf(server) }).host;
	} catch {
		return '';
	}
}

/** An address is shown to everybody. */
const SECRET_PARAMETER = /;[^;=]*(?:pass|pwd|secret|token|key)[^;=]*=/i;

/** The account's address, and where what names no host belongs. Throws as `parseAccount` does. */
export function parseIdentity(config: PhoneConfig, { register, defaultHost }: { register: boolean; defaultHost: string }): Pick<Account, 'uri' | 'user' | 'host'> {
	const text = settings.parse('uri', config, currentPage()) || (config.withoutRegistration ? 'anonymous' : '');
	if (text === '') throw new VoiceError(register ? 'credentials-missing' : 'configuration', 'The phone has no “uri”. It is the account’s address, like “sip:1000@pbx.example.org”.', { subject: 'uri' });
	try {
		const address = parseAddress(text, { host: defaultHost });
		if (address.user.includes(':') || SECRET_PARAMETER.test(address.uri)) throw new VoiceError('address', 'A password has its own attribute, and is better given by “config-url”.');
		return { uri: address.uri, user: address.user, host: accountOf(address.uri).split('@').at(-1) ?? defaultHost };
	} catch (cause) {
		throw new VoiceError('configuration', `“uri” should look like “sip:1000@pbx.example.org”. ${VoiceError.from(cause).message}`, { cause, subject: 'uri' });
	}
}

/** Host of a WebSocket URI. */
export function hostOf(server: string): string {
	return server ? new URL(server).hostname : '';
}
