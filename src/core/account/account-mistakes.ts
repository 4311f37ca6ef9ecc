import { parseSecret } from './account.js';
import { parseValue } from './account-values.js';
import { UNKNOWN_HOST } from '../address.js';
import { isRenewable, parseIdentity } from './configuration.js';
import { checkConfigUrl } from './fetch-config.js';
import { checkAddresses, checkUrl } from './late-checks.js';
import { ownProperties } from '../own-properties.js';
import { currentPage } from './server-uris.js';
import { settings, type PhoneConfig } from './settings.js';
import { VoiceError } from '../voice-error.js';

/**
 * All that is wrong with a configuration, each mistake once. What is missing is none while `config-url`, `credentials` or a form may still give it: unless
 * that is what gave the `complete` configuration.
 */
export function mistakesOf(given: PhoneConfig, options?: { readonly complete: boolean }): readonly VoiceError[] {
	const config = ownProperties<PhoneConfig>(given);
	const page = currentPage();
	const complete = options?.complete ?? !isRenewable(config);
	const register = config.withoutRegistration !== true;
	const checks = [
		...settings.names(() => true).filter((name) => complete || config[name] !== undefined).map((name) => () => parseValue(settings, name, config, page)),
		() => config.configUrl && checkConfigUrl(config.configUrl),
		...harmless(config),
		() => (complete || config.uri) && parseIdentity(config, { register, defaultHost: UNKNOWN_HOST }),
		() => complete && parseSecret(config, { register, page }),
	];
	const mistakes = checks.flatMap(mistakeOf).filter(({ code }) => code === 'configuration' || !config.signIn);
	return [...new Map(mistakes.map((mistake) => [mistake.message, mistake])).values()];
}

/** What of the configuration of a phone is wrong, or is not for this browser, and left out. */
export function warningsOf(config: PhoneConfig, codecs: readonly string[]): readonly VoiceError[] {
	return [...harmless(config).flatMap(mistakeOf), ...unknownCodecs(codecs)];
}

/** Checks of what matters to no account: a phone goes on without it. */
function harmless({ autoAnswerFrom, ringtone }: PhoneConfig): readonly (() => void)[] {
	return [() => checkAddresses('auto-answer-from', autoAnswerFrom), () => checkUrl('ringtone', ringtone, currentPage())];
}

/** Codecs that this browser does not have, though another may. Nothing where no browser says what it has. */
function unknownCodecs(codecs: readonly string[]): readonly VoiceError[] {
	const known = globalThis.RTCRtpReceiver?.getCapabilities('audio')?.codecs.map(({ mimeType }) => mimeType.replace(/^audio\//i, '').toLowerCase()) ?? [];
	const unknown = known.length > 0 ? codecs.filter((name) => !known.includes(name)) : [];
	if (unknown.length === 0) return [];
	const subject = 'codecs';
	return [new VoiceError('configuration', `“${subject}” names what this browser does not have, and goes without: ${unknown.join(', ')}. It has ${[...new Set(known)].join(', ')}.`, { subject })];
}

function mistakeOf(check: () => unknown): readonly VoiceError[] {
	try {
		check();
		return [];
	} catch (thrown) {
		return [VoiceError.from(thrown)];
	}
}
