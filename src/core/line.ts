import { isRenewable, loadAccount } from './account-source.js';
import { parseProtocol, type Account, type Credentials, type PhoneConfig, type Protocol } from './configuration.js';
import type { Signaling, SignalingFact } from './signaling.js';
import { VoiceError } from './voice-error.js';

/** What a line tells its phone, beside what the protocol reports. */
export type LineFact =
	| SignalingFact
	| { readonly type: 'account'; readonly account: Account; readonly config: PhoneConfig }
	| { readonly type: 'sign-in'; readonly needed: boolean };

export interface LineOptions {
	readonly connect: (signaling: Protocol) => Promise<Signaling>;
	readonly report: (fact: LineFact) => void;
}

const RETRY_MS = [2000, 4000, 8000, 15_000, 30_000, 60_000] as const;

/**
 * The phone's way to its protocol: loads the account, then the protocol, and keeps the account fresh. It asks for credentials again before they
 * expire and once after a refusal, and comes back by itself when `config-url` or the network failed.
 */
export class Line {
	readonly #connect: (signaling: Protocol) => Promise<Signaling>;
	readonly #report: (fact: LineFact) => void;
	#config: PhoneConfig;
	#signedIn: Credentials | undefined;
	#opening: Promise<Signaling> | undefined;
	#signaling: Signaling | undefined;
	#renewal: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#renewedAfterRefusal = false;

	constructor(config: PhoneConfig, { connect, report }: LineOptions) {
		this.#config = config;
		this.#connect = connect;
		this.#report = report;
	}

	/** The protocol, once it was started; connects first if need be. Rejects with a `VoiceError`. */
	ready(): Promise<Signaling> {
		this.#opening ??= this.#begin();
		return this.#opening;
	}

	/** Takes a changed configuration. A phone that did not connect yet still does not. */
	async update(config: PhoneConfig): Promise<void> {
		const protocolChanged = config.signaling !== this.#config.signaling;
		this.#config = config;
		if (protocolChanged) await this.#close();
		else await this.#opening?.catch(() => undefined);
		await this.#renew();
	}

	/** Goes on with what somebody typed. */
	async signIn(credentials: Credentials): Promise<void> {
		this.#signedIn = credentials;
		if (this.#signaling) await this.#renew();
		else await this.ready();
	}

	/** Forgets who signed in. */
	async signOut(): Promise<void> {
		this.#signedIn = undefined;
		await this.#close();
		this.#report({ type: 'sign-in', needed: true });
	}

	/** Tries at once what waits for its next attempt. */
	retry(): void {
		if (this.#signaling) this.#signaling.retry();
		else this.ready().catch(() => undefined);
	}

	/** Ends everything; `ready()` would begin anew. */
	stop(): Promise<void> {
		return this.#close();
	}

	#begin(): Promise<Signaling> {
		const opening = this.#open().catch((thrown: unknown) => {
			const error = VoiceError.from(thrown);
			if (this.#opening === opening) this.#fail(error);
			throw error;
		});
		return opening;
	}

	async #open(): Promise<Signaling> {
		this.#report({ type: 'connection', connection: { phase: 'connecting' } });
		const account = await this.#load();
		const signaling = await this.#connect(parseProtocol(this.#config)).catch((cause: unknown) => {
			throw cause instanceof VoiceError ? cause : new VoiceError('server-unreachable', 'A part of the phone could not be loaded. It is tried again.', { cause });
		});
		this.#signaling = signaling;
		this.#failures = 0;
		signaling.start(account, (fact) => this.#signaling === signaling && this.#hear(fact));
		return signaling;
	}

	async #close(): Promise<void> {
		clearTimeout(this.#renewal);
		const opening = this.#opening;
		this.#opening = undefined;
		await opening?.catch(() => undefined);
		const signaling = this.#signaling;
		this.#signaling = undefined;
		await signaling?.stop();
		this.#report({ type: 'connection', connection: { phase: 'idle' } });
		this.#report({ type: 'registration', registration: { phase: 'none' } });
	}

	async #load(): Promise<Account> {
		clearTimeout(this.#renewal);
		const { account, config, renewAfterMs } = await loadAccount(this.#config, this.#signedIn);
		if (renewAfterMs) this.#renewal = setTimeout(() => void this.#renew(), renewAfterMs);
		this.#report({ type: 'account', account, config });
		this.#report({ type: 'sign-in', needed: false });
		return account;
	}

	/** Loads again, for a protocol that runs; a failure leaves the old account in use and is told. */
	async #renew(): Promise<void> {
		if (!this.#signaling) {
			if (this.#failures > 0) this.retry();
			return;
		}
		try {
			this.#signaling.update(await this.#load());
		} catch (thrown) {
			this.#report({ type: 'trouble', error: VoiceError.from(thrown) });
			this.#renewal = setTimeout(() => void this.#renew(), RETRY_MS[5]);
		}
	}

	#hear(fact: SignalingFact): void {
		if (fact.type === 'registration' && fact.registration.phase === 'registered') this.#renewedAfterRefusal = false;
		this.#report(fact);
		if (fact.type === 'registration' && fact.registration.phase === 'failed' && fact.registration.error.code === 'credentials-refused') this.#refused();
	}

	#refused(): void {
		if (this.#signedIn || !isRenewable(this.#config)) {
			if (this.#config.signIn) this.#report({ type: 'sign-in', needed: true });
			return;
		}
		if (this.#renewedAfterRefusal) return;
		this.#renewedAfterRefusal = true;
		void this.#renew();
	}

	#fail(error: VoiceError): void {
		this.#opening = undefined;
		if (error.code === 'credentials-missing' && this.#config.signIn) {
			this.#report({ type: 'connection', connection: { phase: 'idle' } });
			this.#report({ type: 'sign-in', needed: true });
		} else if (error.code === 'server-unreachable') {
			this.#retryLater(error);
		} else {
			this.#report({ type: 'connection', connection: { phase: 'failed', error: error.state } });
		}
	}

	#retryLater(error: VoiceError): void {
		const delay = RETRY_MS[Math.min(this.#failures++, RETRY_MS.length - 1)] ?? RETRY_MS[0];
		this.#renewal = setTimeout(() => this.retry(), delay);
		this.#report({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + delay, error: error.state } });
	}
}
