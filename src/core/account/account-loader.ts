import { ownProperties } from '../own-properties.js';
import { VoiceError } from '../voice-error.js';
import type { LoadedAccount, LoadOptions } from './account-source.js';
import { isRenewable, type PhoneWishes } from './configuration.js';
import type { Credentials, PhoneConfig } from './settings.js';

/** Loads the account that a configuration describes, with the code that this takes, and remembers what `config-url` said beside it. */
export class AccountLoader {
	#config: PhoneConfig;
	#signedIn: Credentials | undefined;
	#served: PhoneWishes = {};
	/** Aborted when what is being loaded is no longer wanted. */
	#superseded = new AbortController();
	#isNewest = false;
	readonly #mistaken: (mistake: VoiceError) => void;
	/** What was told of this configuration. */
	readonly #told = new Set<string>();

	/** `mistaken` is told of every mistake that no promise rejects for, once. */
	constructor(config: PhoneConfig, mistaken: (mistake: VoiceError) => void) {
		this.#config = config;
		this.#mistaken = mistaken;
	}

	get config(): PhoneConfig {
		return this.#config;
	}

	/** What somebody typed into a sign-in form. */
	get signedIn(): Credentials | undefined {
		return this.#signedIn;
	}

	set signedIn(credentials: Credentials | undefined) {
		this.#signedIn = credentials;
		this.#supersede();
	}

	/** Whether what was loaded last was loaded for what is wanted now. */
	get isNewest(): boolean {
		return this.#isNewest;
	}

	/** Takes another configuration. What is being loaded for the one before is loaded for this one, unless the account stays. */
	configure(config: PhoneConfig, { accountStays }: { readonly accountStays: boolean }): void {
		this.#config = config;
		this.#told.clear();
		if (!accountStays) this.#supersede();
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
		for (;;) {
			const { signal: superseded } = this.#superseded;
			try {
				const loaded = await loadAccount(this.#config, ownProperties<LoadOptions>({ signedIn: this.#signedIn, signal: AbortSignal.any([signal, superseded]), mistaken: (mistake) => this.#tell(mistake) }));
				signal.throwIfAborted();
				this.#isNewest = !superseded.aborted;
				return loaded;
			} catch (thrown) {
				if (signal.aborted || !superseded.aborted) throw thrown;
			}
		}
	}

	/** Goes by what was loaded from now on. */
	use({ served }: LoadedAccount): void {
		this.#served = served;
	}

	#tell(mistake: VoiceError): void {
		if (this.#told.has(mistake.message)) return;
		this.#told.add(mistake.message);
		this.#mistaken(mistake);
	}

	#supersede(): void {
		this.#isNewest = false;
		this.#superseded.abort();
		this.#superseded = new AbortController();
	}
}

/** A part of our own code that could not be fetched. */
export function notLoaded(cause: unknown): never {
	throw cause instanceof VoiceError ? cause : new VoiceError('server-unreachable', 'A part of the phone could not be loaded. It is tried again.', { cause });
}
