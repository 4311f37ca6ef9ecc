import { accountOf, parseAddress } from '../address.js';
import { parseFlag, parseOneOf, parseText } from './configuration-values.js';
import { ownProperties } from '../own-properties.js';
import { parseServers, type PageLocation } from './server-uris.js';
import { settingsText } from './settings-text.js';
import { VoiceError } from '../voice-error.js';

/** The ways to talk to a server. */
export type Protocol = 'sip' | 'verto' | 'janus';

/** What proves who is calling. Write-only: never in a snapshot, an event or a log. */
export type Secret = { readonly password: string } | { readonly ha1: string; readonly realm: string } | { readonly jwt: string };

/** What the `credentials` function resolves to, and what may stand in the answer of `config-url` beside everything else. */
export interface Credentials {
	readonly uri?: string;
	readonly authUser?: string;
	readonly displayName?: string;
	readonly password?: string;
	readonly ha1?: string;
	readonly realm?: string;
	readonly jwt?: string;
	readonly iceServers?: string | readonly RTCIceServer[];
	/** Seconds until these are fetched again. */
	readonly expiresIn?: number;
}

/** Everything that can be said about a phone; the names of the attributes of `<voice-phone>` in camelCase. */
export interface PhoneConfig extends Credentials {
	/** WebSocket URIs in order of preference, separated by spaces when in one string. */
	readonly server?: string | readonly string[];
	/** JSON with these names; fetched with cookies from the own origin, by CORS from another. */
	readonly configUrl?: string;
	readonly credentials?: () => Promise<Credentials>;
	readonly signIn?: boolean;
	readonly connect?: 'load' | 'use';
	readonly withoutRegistration?: boolean;
	/** ms, 1 to 60000. */
	readonly iceTimeout?: number;
	/** Preferred audio codecs in order, `opus pcmu`. */
	readonly codecs?: string | readonly string[];
	readonly dtmf?: 'rtp' | 'info';
	readonly autoAnswer?: 'never' | 'intercom' | 'always';
	/** Callers, separated by spaces, that `autoAnswer` is for: users of the account's own host, or URIs. */
	readonly autoAnswerFrom?: string;
	/** What declining a call answers: `busy` (486), or `everywhere` (603), so that nobody else it was sent to rings on. */
	readonly decline?: 'busy' | 'everywhere';
	readonly doNotDisturb?: boolean;
	readonly video?: boolean;
	readonly ringtone?: string;
	/** Where the last calls are kept: `tab` (`sessionStorage`, until the tab is closed), or `none`. */
	readonly history?: 'tab' | 'none';
	readonly signaling?: Protocol;
	/** In the answer of `config-url`: no calls are taken now, and in these words. Asked again after `expiresIn`, or a minute. */
	readonly closed?: string;
	/** Voice channel of an OpenSimulator parcel. */
	readonly channelUri?: string;
	readonly channelName?: string;
}

/** What a protocol needs to know, checked and complete. */
export interface Account {
	/** Absolute `ws:` or `wss:` URIs, preferred first. */
	readonly servers: readonly string[];
	/** Address-of-record. */
	readonly uri: string;
	readonly user: string;
	readonly host: string;
	readonly displayName: string;
	readonly authUser: string;
	readonly secret: Secret | undefined;
	readonly register: boolean;
	readonly iceServers: readonly RTCIceServer[];
	readonly iceTimeoutMs: number;
	/** Lower-case encoding names, preferred first; empty for the browser's own order. */
	readonly codecs: readonly string[];
	readonly dtmf: 'rtp' | 'info';
}

/** What the phone itself goes by. */
export interface Preferences {
	readonly connect: 'load' | 'use';
	readonly autoAnswer: 'never' | 'intercom' | 'always';
	readonly autoAnswerFrom: readonly string[];
	readonly decline: 'busy' | 'everywhere';
	readonly doNotDisturb: boolean;
	readonly video: boolean;
	readonly ringtone: string | undefined;
	readonly history: 'tab' | 'none';
}

/** What the phone itself goes by, and not its account. */
const PHONE_WISHES = ['connect', 'autoAnswer', 'autoAnswerFrom', 'decline', 'doNotDisturb', 'video', 'ringtone', 'history', 'signaling'] as const satisfies readonly (keyof PhoneConfig)[];
export type PhoneWishes = Pick<PhoneConfig, (typeof PHONE_WISHES)[number]>;

/** Of a configuration, what the phone itself goes by. */
export function phoneWishes(config: PhoneConfig): PhoneWishes {
	return Object.fromEntries(PHONE_WISHES.filter((name) => Object.hasOwn(config, name)).map((name) => [name, config[name]]));
}

/** Whether two configurations differ, and only in what the phone itself goes by. */
export function onlyWishesDiffer(one: PhoneConfig, other: PhoneConfig): boolean {
	const names = Object.keys(ownProperties<PhoneConfig>(one, other)) as (keyof PhoneConfig)[];
	const differing = names.filter((name) => one[name] !== other[name] && (name === 'credentials' || settingsText(one[name]) !== settingsText(other[name])));
	return differing.length > 0 && differing.every((name) => PHONE_WISHES.some((wish) => wish === name));
}

/** @throws {VoiceError} `configuration`. */
export function parseProtocol({ signaling }: PhoneConfig): Protocol {
	return parseOneOf('signaling', signaling, ['sip', 'verto', 'janus']);
}

/** Checks the part of a configuration that the phone itself goes by. Throws as `parseAccount` does. */
export function parsePreferences(config: PhoneConfig): Preferences {
	parseProtocol(config);
	return {
		connect: parseOneOf('connect', config.connect, ['load', 'use']),
		autoAnswer: parseOneOf('auto-answer', config.autoAnswer, ['never', 'intercom', 'always']),
		autoAnswerFrom: parseText('auto-answer-from', config.autoAnswerFrom, 2048).split(/\s+/).filter(Boolean),
		decline: parseOneOf('decline', config.decline, ['busy', 'everywhere']),
		doNotDisturb: parseFlag('do-not-disturb', config.doNotDisturb),
		video: parseFlag('video', config.video),
		ringtone: parseText('ringtone', config.ringtone, 2048) || undefined,
		history: parseOneOf('history', config.history, ['tab', 'none']),
	};
}

/** Whether asking again may bring other credentials. */
export function isRenewable({ configUrl, credentials }: PhoneConfig): boolean {
	return Boolean(configUrl) || Boolean(credentials);
}

/** Host for what names none, as far as it is known before the account is loaded; else empty. */
export function likelyHost(given: PhoneConfig, page: PageLocation): string {
	const config = ownProperties<PhoneConfig>(given);
	try {
		const [server = ''] = config.server ? parseServers(config.server, page) : [];
		return parseIdentity(ownProperties<PhoneConfig>(config, { withoutRegistration: true }), { register: false, defaultHost: hostOf(server) }).host;
	} catch {
		return '';
	}
}

/** An address is shown to everybody. */
const SECRET_PARAMETER = /;[^;=]*(?:pass|pwd|secret|token|key)[^;=]*=/i;

/** The account's address, and where what names no host belongs. Throws as `parseAccount` does. */
export function parseIdentity({ uri, withoutRegistration }: PhoneConfig, { register, defaultHost }: { register: boolean; defaultHost: string }): Pick<Account, 'uri' | 'user' | 'host'> {
	const text = parseText('uri', uri, 256) || (withoutRegistration ? 'anonymous' : '');
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
