import { hostOf, parseIdentity, type Account, type PhoneConfig, type Secret } from './configuration.js';
import { parseFlag, parseOneOf, parsePositive, parseText } from './configuration-values.js';
import { parseCodecs, parseIceServers } from '../ports/media-values.js';
import { parseServers, type PageLocation } from './server-uris.js';
import { VoiceError } from '../voice-error.js';

/**
 * Checks a whole configuration: the one place where it is done.
 *
 * @throws {VoiceError} `configuration`, whose message names the attribute and what it should look like, with the attribute as `subject`;
 * `credentials-missing` when a phone that must register has nothing to prove itself with.
 */
export function parseAccount(config: PhoneConfig, page: PageLocation): Account {
	const servers = parseServers(config.server, page);
	const register = !parseFlag('without-registration', config.withoutRegistration);
	const secret = parseSecret(config);
	const identity = parseIdentity(config, { register, defaultHost: hostOf(servers[0] ?? '') });
	if (register && !secret) throw new VoiceError('credentials-missing', 'There is no password for this account. Set “config-url”, the “credentials” property or “sign-in”; “password” is for development.');
	return {
		servers,
		...identity,
		displayName: parseText('display-name', config.displayName, 128),
		authUser: parseText('auth-user', config.authUser, 128) || identity.user,
		secret,
		register,
		iceServers: parseIceServers(config.iceServers),
		iceTimeoutMs: parsePositive('ice-timeout', config.iceTimeout, { fallback: 1000, max: 60_000 }),
		codecs: parseCodecs(config.codecs),
		dtmf: parseOneOf('dtmf', config.dtmf, ['rtp', 'info']),
	};
}

function parseSecret(config: PhoneConfig): Secret | undefined {
	const jwt = parseText('jwt', config.jwt, 8192);
	if (jwt) return { jwt };
	const ha1 = parseText('ha1', config.ha1, 64);
	const realm = parseText('realm', config.realm, 256);
	if (ha1 && !/^[0-9a-f]{32}$/i.test(ha1)) throw new VoiceError('configuration', '“ha1” should be 32 hexadecimal digits: the MD5 of user:realm:password.', { subject: 'ha1' });
	if (ha1 && !realm) throw new VoiceError('configuration', '“ha1” needs “realm”, the realm it was computed with.', { subject: 'realm' });
	if (ha1) return { ha1, realm };
	const password = parseText('password', config.password, 1024, { raw: true });
	return password ? { password } : undefined;
}
