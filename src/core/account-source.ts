import { parseAccount, type Account, type Credentials, type PhoneConfig } from './configuration.js';
import { currentPage } from './server-uris.js';
import { VoiceError } from './voice-error.js';

/** An account, and how long it is good for. */
export interface LoadedAccount {
	readonly account: Account;
	/** The whole configuration, answer of `config-url` and all. */
	readonly config: PhoneConfig;
	/** ms until it should be loaded again; absent when it does not expire. */
	readonly renewAfterMs?: number;
}

const MAX_ANSWER_LENGTH = 262_144;
const TIMEOUT_MS = 10_000;
/** Renewed when nine tenths of the time are over. */
const RENEW_AT = 0.9;

/** Whether asking again may bring other credentials. */
export function isRenewable({ configUrl, credentials }: PhoneConfig): boolean {
	return Boolean(configUrl ?? credentials);
}

/**
 * Puts an account together: what the page says, over it the answer of `config-url`, over it what the `credentials` function resolves to.
 *
 * Rejects with a `VoiceError`: `configuration`, `credentials-missing`, or `server-unreachable` when `config-url` does not answer.
 */
export async function loadAccount(config: PhoneConfig, signedIn: Credentials | undefined): Promise<LoadedAccount> {
	const answer = config.configUrl ? await fetchConfig(config.configUrl) : {};
	const own = config.credentials ? await askPage(config.credentials) : {};
	const whole: PhoneConfig = { ...config, ...answer, ...own, ...signedIn };
	const seconds = Number(whole.expiresIn);
	return {
		account: parseAccount(whole, currentPage()),
		config: whole,
		...(seconds > 0 && { renewAfterMs: Math.max(1, Math.min(seconds, 86_400)) * 1000 * RENEW_AT }),
	};
}

async function askPage(credentials: () => Promise<Credentials>): Promise<Credentials> {
	try {
		return objectOf(await credentials(), 'credentials');
	} catch (cause) {
		if (cause instanceof VoiceError) throw cause;
		throw new VoiceError('credentials-missing', 'The page could not give the credentials of this phone: its “credentials” function failed.', { cause, subject: 'credentials' });
	}
}

async function fetchConfig(url: string): Promise<PhoneConfig> {
	const text = await fetchText(url);
	try {
		return objectOf(JSON.parse(text), 'config-url');
	} catch (cause) {
		throw new VoiceError('configuration', '“config-url” should answer with a JSON object, and did not.', { cause, subject: 'config-url' });
	}
}

async function fetchText(url: string): Promise<string> {
	const response = await request(url);
	if (response.status === 401 || response.status === 403) throw new VoiceError('credentials-refused', 'The site does not let you use this phone. Sign in to the site again.', { subject: 'config-url', status: response.status });
	if (!response.ok) throw unanswered(`it answered ${String(response.status)}`);
	const text = await response.text().catch((cause: unknown) => Promise.reject(unanswered('its answer broke off', cause)));
	if (text.length > MAX_ANSWER_LENGTH) throw new VoiceError('configuration', '“config-url” answered with more than 256 KiB.', { subject: 'config-url' });
	return text;
}

async function request(url: string): Promise<Response> {
	try {
		return await fetch(url, { headers: { accept: 'application/json' }, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) });
	} catch (cause) {
		throw unanswered('there was no answer', cause);
	}
}

/** `__proto__` and the like stay behind: only a plain object's own entries count. */
function objectOf(value: unknown, subject: string): PhoneConfig {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new VoiceError('configuration', `“${subject}” should give an object.`, { subject });
	return { ...(value as PhoneConfig) };
}

function unanswered(what: string, cause?: unknown): VoiceError {
	return new VoiceError('server-unreachable', `The settings of the phone could not be fetched from “config-url”: ${what}. It is tried again.`, { cause, subject: 'config-url' });
}
