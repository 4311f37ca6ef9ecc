import { accountValues, protocolValues } from './account-values.js';
import { hostOf, parseIdentity, parseProtocol, type Account, type Secret } from './configuration.js';
import type { PageLocation } from './server-uris.js';
import { settings, type PhoneConfig } from './settings.js';
import { VoiceError } from '../voice-error.js';

/**
 * Checks a whole configuration: the one place where it is done.
 *
 * @throws {VoiceError} `configuration`, whose message names the attribute and what it should look like, with the attribute as `subject`;
 * `credentials-missing` when a phone that must register has nothing to prove itself with.
 */
export function parseAccount(config: PhoneConfig, page: PageLocation): Account {
	const servers = settings.parse('server', config, page);
	const register = !settings.parse('withoutRegistration', config, page);
	const identity = parseIdentity(config, { register, defaultHost: hostOf(servers[0] ?? '') });
	const secret = parseSecret(config, { register, page });
	const values = accountValues(settings, config, page);
	const protocol = protocolValues(settings, config, page, parseProtocol(config));
	return { ...values, ...identity, authUser: values.authUser || identity.user, secret, register, protocol };
}

/** Throws as `parseAccount` does. */
export function parseSecret(config: PhoneConfig, { register, page }: { readonly register: boolean; readonly page: PageLocation }): Secret | undefined {
	const jwt = settings.parse('jwt', config, page);
	if (jwt) return { jwt };
	const ha1 = settings.parse('ha1', config, page);
	const realm = settings.parse('realm', config, page);
	if (ha1 && !/^[0-9a-f]{32}$/i.test(ha1)) throw new VoiceError('configuration', '“ha1” should be 32 hexadecimal digits: the MD5 of user:realm:password.', { subject: 'ha1' });
	if (ha1 && !realm) throw new VoiceError('configuration', '“ha1” needs “realm”, the realm it was computed with.', { subject: 'realm' });
	if (ha1) return { ha1, realm };
	const password = settings.parse('password', config, page);
	if (password) return { password };
	if (register) throw new VoiceError('credentials-missing', 'There is no password for this account. Set “config-url”, the “credentials” property or “sign-in”; “password” is for development.');
	return undefined;
}
