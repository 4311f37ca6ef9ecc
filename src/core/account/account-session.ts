import { AccountLoader, notLoaded } from './account-loader.js';
import type { LoadedAccount } from './account-source.js';
import { ClosedError } from './closed-error.js';
import { onlyWishesDiffer, parsePreferences, parseProtocol } from './configuration.js';
import type { Credentials, PhoneConfig, Protocol } from './settings.js';
import { ownProperties } from '../own-properties.js';
import { ServerDoubt } from './server-doubt.js';
import type { AccountSessionFact, AccountSessionOptions } from './account-session-fact.js';
import type { Signaling, SignalingFact } from '../ports/signaling.js';
import { VoiceError } from '../voice-error.js';
import { within } from '../within.js';

const RETRY_MS = [2000, 4000, 8000, 15_000, 30_000, 60_000] as const;
const RENEWAL_RETRY_MS = 60_000;

/**
 * The phone's way to its protocol: loads the account, then the protocol, each with the code it takes, and keeps the account fresh. It asks for credentials again before they
 * expire, once after a refusal and when no server can be reached (their addresses may have expired as well), and comes back by itself when `config-url` or the network failed. What is under way when it is closed ends there.
 */
export class AccountSession {
	readonly #connect: (signaling: Protocol) => Promise<Signaling>;
	readonly #report: (fact: AccountSessionFact) => void;
	readonly #busy: () => boolean;
	readonly #loader: AccountLoader;
	/** A configuration that would end the calls that are going on waits here for their end. */
	#waiting: PhoneConfig | undefined;
	#protocol: Protocol | undefined;
	#life = new AbortController();
	/** Tells of each attempt to open. */
	readonly #attempts = new EventTarget();
	#opening: Promise<Signaling> | undefined;
	#signaling: Signaling | undefined;
	#closing: Promise<void> = Promise.resolve();
	#renewing: Promise<void> = Promise.resolve();
	#timer: ReturnType<typeof setTimeout> | undefined;
	#failures = 0;
	#renewedAfterRefusal = false;
	readonly #doubt = new ServerDoubt();
	#servers = 1;

	constructor(config: PhoneConfig, { connect, report, busy = () => false }: AccountSessionOptions) {
		this.#loader = new AccountLoader(config, (error) => report({ type: 'mistake', error }));
		this.#connect = connect;
		this.#report = report;
		this.#busy = busy;
	}

	/** The protocol, once it was started; connects first if need be. Rejects with a `VoiceError`. */
	ready(): Promise<Signaling> {
		return this.#opening ?? this.#begin();
	}

	/** As `ready()`, for what can wait so long: what failed only for the network is tried again meanwhile. */
	readyWithin(ms: number): Promise<Signaling> {
		const tooLate = (): VoiceError => new VoiceError('server-unreachable', 'The phone is not connected. It is tried again by itself; try again when it is.');
		if (ms <= 0 && !this.#opening) return Promise.reject(tooLate());
		return within(ms, (late) => this.#readyAtLast(late), tooLate);
	}

	/** The configuration in use. */
	get config(): PhoneConfig {
		return this.#loader.config;
	}

	/** What a phone would go by that had this configuration: what `config-url` said last still counts. */
	served(config: PhoneConfig): PhoneConfig {
		return this.#loader.served(config);
	}

	/**
	 * Takes a changed configuration; one of another protocol waits for the end of the calls. A phone that did not connect yet still does not; one that failed tries again.
	 * For what no account is made of, nobody is asked.
	 */
	async update(config: PhoneConfig): Promise<void> {
		const protocolChanged = parseProtocol(this.served(config)) !== parseProtocol(this.served(this.config));
		this.#waiting = protocolChanged && this.#busy() ? config : undefined;
		if (this.#waiting) return;
		const accountStays = !protocolChanged && onlyWishesDiffer(config, this.config);
		this.#loader.configure(config, { accountStays });
		if (accountStays) return;
		this.#renewedAfterRefusal = false;
		if (protocolChanged) return this.#close();
		await this.#opening?.catch(() => undefined);
		await this.#renew(true);
	}

	/** Takes the configuration that waited for the end of the calls. Resolves to whether there was one. */
	async callsEnded(): Promise<boolean> {
		const waiting = this.#waiting;
		if (waiting) await this.update(waiting);
		return waiting !== undefined;
	}

	/** Goes on with what somebody typed; the same once more is tried once more. */
	async signIn(credentials: Credentials): Promise<void> {
		this.#loader.signedIn = credentials;
		await this.#opening?.catch(() => undefined);
		if (this.#signaling) await this.#retryRenewed(true);
		else await this.ready();
	}

	/** Forgets who signed in. */
	async signOut(): Promise<void> {
		this.#loader.signedIn = undefined;
		const closed = this.#close();
		this.#report({ type: 'sign-in', needed: true });
		await closed;
	}

	/** Tries at once what waits for its next attempt, or was refused: with other credentials, where the page may have some. */
	retry(): void {
		if (this.#renewedAfterRefusal) void this.#retryRenewed();
		else if (this.#signaling) this.#retryNow(this.#signaling);
		else this.ready().catch(() => undefined);
	}

	/** Ends everything; `ready()` would begin anew. */
	stop(): Promise<void> {
		return this.#close();
	}

	#begin(loaded?: LoadedAccount): Promise<Signaling> {
		const opening = (this.#opening = this.#open(this.#life.signal, loaded));
		this.#report({ type: 'connection', connection: { phase: 'connecting' } });
		return opening;
	}

	async #open(signal: AbortSignal, loaded?: LoadedAccount): Promise<Signaling> {
		this.#attempts.dispatchEvent(new Event('attempt'));
		try {
			await this.#closing;
			const { account, protocol } = this.#use(loaded ?? (await this.#load(signal)), signal);
			const signaling = await this.#connect(protocol).catch(notLoaded);
			signal.throwIfAborted();
			this.#protocol = protocol;
			this.#signaling = signaling;
			this.#failures = 0;
			signaling.start(account, (fact) => this.#signaling === signaling && this.#handleFact(fact));
			this.#report({ type: 'protocol', signaling });
			return signaling;
		} catch (thrown) {
			if (signal.aborted) throw new VoiceError('invalid-state', 'The phone was stopped.', { cause: thrown });
			const error = VoiceError.from(thrown);
			this.#fail(error);
			throw error;
		}
	}

	async #close(): Promise<void> {
		const signaling = this.#signaling;
		this.#life.abort();
		this.#life = new AbortController();
		clearTimeout(this.#timer);
		this.#opening = this.#signaling = undefined;
		this.#failures = 0;
		this.#renewedAfterRefusal = this.#doubt.away = false;
		const stopped = Promise.all([this.#closing, signaling?.stop()]).then(() => undefined);
		this.#closing = stopped.catch(() => undefined);
		this.#report({ type: 'protocol', signaling: undefined });
		this.#report({ type: 'connection', connection: { phase: 'idle' } });
		this.#report({ type: 'registration', registration: { phase: 'none' } });
		await stopped;
	}

	#load(signal: AbortSignal): Promise<LoadedAccount> {
		clearTimeout(this.#timer);
		return this.#loader.load(signal);
	}

	/** Goes by what was loaded, and tells of it. */
	#use(loaded: LoadedAccount, signal: AbortSignal): LoadedAccount {
		signal.throwIfAborted();
		const { account, renewAfterMs } = loaded;
		clearTimeout(this.#timer);
		if (renewAfterMs) this.#timer = setTimeout(() => void this.#renew(), renewAfterMs);
		this.#loader.use(loaded);
		this.#servers = account.servers.length;
		// The wishes of the page may be others than when it was asked.
		this.#report({ type: 'account', account, preferences: parsePreferences(this.served(this.config)) });
		this.#report({ type: 'sign-in', needed: false });
		return loaded;
	}

	/** What is known is tried at once, and what is learnt meanwhile when it is there. */
	#retryNow(signaling: Signaling): void {
		signaling.retry();
		if (this.#doubt.away && this.#loader.renewable) void this.#renew();
	}

	async #retryRenewed(unlessNewest = false): Promise<void> {
		await this.#renew(unlessNewest);
		this.#signaling?.retry();
	}

	/** One after the other, so that the newest configuration is the one that stays. `unlessNewest`: not if it was loaded for that meanwhile. */
	#renew(unlessNewest = false): Promise<void> {
		const { signal } = this.#life;
		this.#renewing = this.#renewing.then(() => this.#renewNow(signal, unlessNewest));
		return this.#renewing;
	}

	/** Loads again, for a protocol that runs; a failure leaves the old account in use and is told. An account of another protocol waits for the end of the calls. */
	async #renewNow(signal: AbortSignal, unlessNewest: boolean): Promise<void> {
		if (!this.#signaling) return this.#failures > 0 ? this.retry() : undefined;
		if (unlessNewest && this.#loader.isNewest) return;
		try {
			const loaded = await this.#load(signal);
			if (loaded.protocol === this.#protocol) this.#signaling.update(this.#use(loaded, signal).account);
			else if (this.#busy()) this.#renewLater();
			else await this.#reopen(loaded);
		} catch (thrown) {
			if (signal.aborted) return;
			if (thrown instanceof ClosedError && !this.#busy()) return this.#shut(thrown);
			this.#doubt.unanswered();
			this.#renewLater();
			const error = VoiceError.from(thrown);
			// Where no server can be reached, that is what is told.
			if (!this.#doubt.away || error.code !== 'server-unreachable') this.#report({ type: 'account-trouble', error });
		}
	}

	#renewLater(): void {
		this.#timer = setTimeout(() => void this.#renew(), RENEWAL_RETRY_MS);
	}

	/** Goes over to another protocol. */
	async #reopen(loaded: LoadedAccount): Promise<void> {
		const closed = this.#close();
		// At once: a phone that is stopped while the old protocol says goodbye stays so.
		await Promise.all([closed, this.#begin(loaded)]);
	}

	#handleFact(fact: SignalingFact): void {
		if (fact.type === 'registration' && fact.registration.phase === 'registered') this.#renewedAfterRefusal = false;
		if (fact.type === 'connection' && this.#doubt.arises(fact.connection, this.#servers) && this.#loader.renewable) void this.#renew();
		this.#report(fact);
		if (fact.type === 'registration' && fact.registration.phase === 'failed' && fact.registration.error.code === 'credentials-refused') this.#refused(!Object.hasOwn(fact.registration, 'retryAt'));
	}

	/** `final`: the protocol does not try them again by itself. */
	#refused(final: boolean): void {
		if (this.#loader.renewable && !this.#loader.signedIn && !this.#renewedAfterRefusal) {
			this.#renewedAfterRefusal = true;
			void this.#renew();
		} else if (final && this.config.signIn) {
			this.#report({ type: 'sign-in', needed: true });
		}
	}

	#fail(error: VoiceError): void {
		clearTimeout(this.#timer);
		this.#opening = this.#signaling = undefined;
		this.#failures++;
		if (error.code === 'credentials-missing' && this.config.signIn) {
			this.#report({ type: 'connection', connection: { phase: 'idle' } });
			this.#report({ type: 'sign-in', needed: true });
		} else if (error.code === 'server-unreachable') {
			this.#retryLater(error);
		} else {
			this.#report({ type: 'connection', connection: { phase: 'failed', error: error.state } });
			if (error instanceof ClosedError) this.#timer = setTimeout(() => this.#askWhetherOpen(), error.retryAfterMs);
		}
	}

	/** Leaves the server until the site is open again. */
	async #shut(error: ClosedError): Promise<void> {
		const closed = this.#close();
		// At once: a phone that is stopped, or asked to try, while the protocol says goodbye is not told of it later.
		this.#fail(error);
		await closed;
	}

	/** Says nothing of it meanwhile: a site that stays closed does not blink. */
	#askWhetherOpen(): void {
		this.#opening ??= this.#open(this.#life.signal);
		this.#opening.catch(() => undefined);
	}

	async #readyAtLast(late: AbortSignal): Promise<Signaling> {
		const { signal } = this.#life;
		for (;;) {
			try {
				return await this.ready();
			} catch (thrown) {
				if (signal.aborted || late.aborted || VoiceError.from(thrown).code !== 'server-unreachable') throw thrown;
			}
			await new Promise((resolve) => {
				this.#attempts.addEventListener('attempt', resolve, ownProperties({ once: true, signal: late }));
				signal.addEventListener('abort', resolve, ownProperties({ once: true, signal: late }));
			});
			if (signal.aborted) throw new VoiceError('invalid-state', 'The phone was stopped.');
		}
	}

	#retryLater(error: VoiceError): void {
		const delay = RETRY_MS[Math.min(this.#failures, RETRY_MS.length) - 1] ?? RETRY_MS[0];
		this.#timer = setTimeout(() => this.retry(), delay);
		this.#report({ type: 'connection', connection: { phase: 'reconnecting', since: Date.now(), retryAt: Date.now() + delay, error: error.state } });
	}
}
