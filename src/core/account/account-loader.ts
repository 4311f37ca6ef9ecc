import { ownProperties } from '../own-properties.js';
import { VoiceError } from '../voice-error.js';
import type { LoadedAccount } from './account-source.js';
import { isRenewable, type PhoneWishes } from './configuration.js';
import type { Credentials, PhoneConfig } from './settings.js';

/** Loads the account that a configuration describes, with the code that this takes, and remembers what `config-url` said beside it. */
export class AccountLoader {
	config: PhoneConfig;
	/** What somebody typed into a sign-in form. */
	signedIn: Credentials | undefined = undefined;
	#served: PhoneWishes = {};

	constructor(config: PhoneConfig) {
		this.config = config;
	}

	/** Whether loading again may bring another account. */
	get renewable(): boolean {
		return isRenewable(this.config);
	}

	/** A configuration together with what `config-url` said last. */
	served(config: PhoneConfig): PhoneConfig {
		return ownProperties<PhoneConfig>(config, isRenewable(config) ? this.#served : {});
	}

	/** Rejects with a `VoiceError`, or with the signal's reason. */
	async load(signal: AbortSignal): Promise<LoadedAccount> {
		const { loadAccount } = await import('./account-source.js').catch(notLoaded);
		const loaded = await loadAccount(this.config, { signedIn: this.signedIn, signal });
		signal.throwIfAborted();
		return loaded;
	}

	/** Goes by what was loaded from now on. */
	use({ served }: LoadedAccount): void {
		this.#served = served;
	}
}

/** A part of our own code that could not be fetched. */
export function notLoaded(cause: unknown): never {
	throw cause instanceof VoiceError ? cause : new VoiceError('server-unreachable', 'A part of the phone could not be loaded. It is tried again.', { cause });
}
