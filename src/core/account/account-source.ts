import { parseAccount } from './account.js';
import type * as Checks from './account-mistakes.js';
import { answered, only } from './account-values.js';
import { parsePreferences, parseProtocol, type Account, type PhoneWishes, type Preferences } from './configuration.js';
import type { Credentials, PhoneConfig, Protocol } from './settings.js';
import { wrong } from './configuration-values.js';
import { ClosedError } from './closed-error.js';
import { fetchConfig } from './fetch-config.js';
import { ownProperties } from '../own-properties.js';
import { currentPage } from './server-uris.js';
import { settings } from './settings.js';
import { VoiceError } from '../voice-error.js';

/** An account, and how long it is good for. */
export interface LoadedAccount {
	readonly account: Account;
	readonly preferences: Preferences;
	readonly protocol: Protocol;
	/** What `config-url` and `credentials` said of the phone itself. */
	readonly served: PhoneWishes;
	/** ms until it should be loaded again; absent when it does not expire. */
	readonly renewAfterMs?: number;
}

export interface LoadOptions {
	/** What somebody typed, who signed in. */
	readonly signedIn?: Credentials | undefined;
	/** Gives up: rejects with the signal's reason. */
	readonly signal: AbortSignal;
	/** Told of each mistake beside the one that an account is refused for, and of what is wrong and left out. */
	readonly mistaken?: (mistake: VoiceError) => void;
}

const LONGEST_S = 86_400;
/** A site is not asked more often by itself, whatever it says. */
const LEAST_MS = 30_000;
/** Renewed when nine tenths of the time are over. */
const RENEW_AT = 0.9;

/**
 * Puts an account together: what the page says, over it the answer of `config-url`, over it what the `credentials` function resolves to, over it what somebody typed.
 *
 * Rejects with a `VoiceError`: `closed`, `configuration`, `credentials-missing`, or `server-unreachable` when `config-url` does not answer.
 */
export async function loadAccount(page: PhoneConfig, { signedIn = {}, signal, mistaken = () => undefined }: LoadOptions): Promise<LoadedAccount> {
	const config = ownProperties<PhoneConfig>(page);
	/** Not worth waiting for, and few pages need it. */
	const tell = (find: (checks: typeof Checks) => readonly VoiceError[]): void => {
		import('./account-mistakes.js').then((checks) => find(checks).forEach(mistaken)).catch(() => undefined);
	};
	let whole: PhoneConfig | undefined;
	try {
		const served = await ask(config, signal);
		whole = overlay(overlay(config, served), signedIn);
		const loaded = loadedOf(whole, served);
		const given = whole;
		if (given.codecs || given.autoAnswerFrom || given.ringtone) tell(({ warningsOf }) => warningsOf(given, loaded.account.codecs));
		return loaded;
	} catch (thrown) {
		if (isMistake(thrown)) tell(({ mistakesOf }) => mistakesOf(whole ?? config, whole && { complete: true }).filter(({ message }) => message !== thrown.message));
		throw thrown;
	}
}

/** What only whoever made the page can mend. */
function isMistake(thrown: unknown): thrown is VoiceError {
	return thrown instanceof VoiceError && (thrown.code === 'configuration' || thrown.code === 'credentials-missing');
}

/** What `config-url` and `credentials` answer. */
async function ask({ configUrl, credentials }: PhoneConfig, signal: AbortSignal): Promise<PhoneConfig> {
	const answer = configUrl ? answered(settings, await fetchConfig(configUrl, signal)) : ownProperties<PhoneConfig>();
	refuseWhileClosed(answer);
	return overlay(answer, credentials ? answered(settings, await askPage(credentials, signal)) : ownProperties<Credentials>());
}

function loadedOf(whole: PhoneConfig, served: PhoneConfig): LoadedAccount {
	const seconds = settings.parse('expiresIn', whole, currentPage());
	return ownProperties<LoadedAccount>({
		account: parseAccount(whole, currentPage()),
		preferences: parsePreferences(whole),
		protocol: parseProtocol(whole),
		served: only<PhoneWishes>(served, settings.names(({ change }) => change !== undefined)),
	}, seconds > 0 ? { renewAfterMs: Math.max(LEAST_MS, Math.min(seconds, LONGEST_S) * 1000 * RENEW_AT) } : undefined);
}

function refuseWhileClosed(answer: PhoneConfig): void {
	const { closed }: { readonly closed?: unknown } = answer;
	if (!closed || (typeof closed === 'string' && closed.trim() === '')) return;
	if (typeof closed !== 'string') throw wrong('closed', 'should be text, like “We’re back Monday at 9.”');
	const seconds = settings.parse('expiresIn', answer, currentPage());
	throw seconds > 0 ? new ClosedError(closed, Math.max(LEAST_MS, Math.min(seconds, LONGEST_S) * 1000)) : new ClosedError(closed);
}

/** One secret replaces another, of whatever kind: a password that somebody typed is not to lose against an old token. */
function overlay(below: PhoneConfig, above: PhoneConfig): PhoneConfig {
	const [lower, upper] = [ownProperties<PhoneConfig>(below), ownProperties<PhoneConfig>(above)];
	const proofs = settings.names(({ proof }) => proof === true);
	if (!proofs.some((name) => upper[name])) return ownProperties(lower, upper);
	// The realm belongs to the `ha1`.
	return ownProperties<PhoneConfig>(lower, Object.fromEntries([...proofs, 'realm'].map((name) => [name, undefined])), upper);
}

async function askPage(credentials: () => Promise<Credentials>, signal: AbortSignal): Promise<Credentials> {
	const answer = await unlessAborted(answerOf(credentials), signal);
	if (!answer) throw new VoiceError('configuration', '“credentials” should resolve to an object, like { password }.', { subject: 'credentials' });
	return answer;
}

/** Nothing where it is no object. A getter in it may fail as the function may. */
async function answerOf(credentials: () => Promise<Credentials>): Promise<Credentials | undefined> {
	try {
		const answer: unknown = await credentials();
		return typeof answer === 'object' && answer !== null && !Array.isArray(answer) ? ownProperties<Credentials>(answer) : undefined;
	} catch (cause) {
		throw new VoiceError('credentials-missing', 'The page could not give the credentials of this phone: its “credentials” function failed.', { cause, subject: 'credentials' });
	}
}

/** Nobody knows how long a page may think; a phone that was stopped waits no longer. */
function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
	return new Promise((resolve, reject) => {
		const abort = (): void => reject(signal.reason as Error);
		if (signal.aborted) abort();
		signal.addEventListener('abort', abort);
		promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
	});
}
