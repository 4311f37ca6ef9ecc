import type { UA } from 'jssip';
import type { RegistrationState } from '../../core/connection-state.js';
import { VoiceError } from '../../core/voice-error.js';
import { listen } from '../transport/listen.js';
import { CredentialRetryPolicy } from './credential-retry-policy.js';
import { headerOf, headersOf, withoutHeaders, type Frame } from '../message/frame.js';
import { grantedSeconds, minimumSeconds, namesUs } from './granted-expiry.js';
import { isCrowded, isFinal, registrationError, noAnswer } from './registration-error.js';
import { retryAfterMs } from '../message/retry-after.js';
import { backoffMs } from '../../net/timing.js';
import { type Timing } from '../timing.js';
import { ownProperties } from '../../core/own-properties.js';

export interface RegistrationOptions {
	readonly contactUser: string;
	readonly contactHost: string;
	readonly instanceId: string;
	readonly timing: Pick<Timing, 'registerMs' | 'doubtMs' | 'leaveMs'>;
	readonly report: (state: RegistrationState) => void;
	/** The server cannot register now (503). Returns whether another server is used instead. */
	readonly goElsewhere: (error: VoiceError, afterMs: number | undefined) => boolean;
	readonly signal: AbortSignal;
}

/**
 * Keeps the address-of-record registered (RFC 3261 section 10). JsSIP serialises the REGISTER and answers challenges.
 * Timing, expiry and the meaning of responses are decided here from the frames, because JsSIP reports no successful
 * refresh, never retries after a failure, and waits for ever on a 200 without our Contact.
 */
export class Registration {
	readonly #ua: UA;
	readonly #options: RegistrationOptions;
	readonly #credit: CredentialRetryPolicy;
	#open = false;
	#leaving = false;
	/** No automatic retry will help. */
	#final = false;
	#failures = 0;
	#briefs = 0;
	/** CSeq of the last REGISTER; responses to earlier ones are ignored. */
	#last = { cseq: '', expires: 0, authorization: '' };
	#dueAt = 0;
	#expiresAt: number | undefined;
	#failure: { readonly error: VoiceError; readonly retryAt: number } | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#expiry: ReturnType<typeof setTimeout> | undefined;
	#left: (() => void) | undefined;

	constructor(ua: UA, options: RegistrationOptions) {
		this.#ua = ua;
		this.#options = options;
		this.#credit = new CredentialRetryPolicy(options.timing.doubtMs);
		// With a listener, JsSIP leaves the refresh to us.
		listen(ua, 'registrationExpiring', () => undefined, options.signal);
		listen<{ response: unknown; cause: string }>(ua, 'registrationFailed', ({ response, cause }) => {
			if (!response && cause === 'Request Timeout') this.#retryLater(noAnswer());
		}, options.signal);
		options.signal.addEventListener('abort', () => this.#stopTimers());
	}

	get registered(): boolean {
		return this.#expiresAt !== undefined;
	}

	/** The connection is open, or stays open. */
	opened(): void {
		this.#open = true;
		this.#leaving = false;
		this.#failures = 0;
		if (!this.#final) this.#register();
	}

	/** The connection is lost, and with it the registered contact. */
	closed(): void {
		this.#open = false;
		this.#expiresAt = undefined;
		this.#stopTimers();
		this.#left?.();
		if (!this.#final) this.#options.report({ phase: 'registering' });
	}

	/**
	 * Does what is overdue, because timers do not run in a suspended page. `now`: also retries what is waiting or has
	 * given up.
	 */
	check(options?: { readonly now: boolean }): void {
		const now = options?.now === true;
		const wanted = now && (this.#final || this.#failure !== undefined);
		if (wanted) this.#final = false;
		if (!this.#final && (wanted || Date.now() >= this.#dueAt)) this.#register();
	}

	/** The credentials changed: a refused registration may succeed. */
	renew(): void {
		const refused = this.#final || this.#credit.rejectedSinceAccepted;
		this.#final = false;
		this.#credit.reset();
		if (refused) this.#register();
	}

	/** A REGISTER was sent. */
	sent(request: Frame): void {
		this.#last = { cseq: headerOf(request, 'cseq') ?? '', expires: Number(headerOf(request, 'expires')), authorization: headerOf(request, 'authorization') ?? headerOf(request, 'proxy-authorization') ?? '' };
	}

	/**
	 * Adjusts a response before JsSIP sees it: JsSIP retries on 423 without limit, and ignores a 200 that lacks our
	 * Contact.
	 */
	screen(response: Frame): Frame {
		if (response.status === 200) return this.#naming(response);
		if (response.status !== 423) return response;
		const minimum = minimumSeconds(response);
		const sensible = minimum !== undefined && minimum > this.#last.expires && this.#briefs++ === 0;
		return sensible ? response : withoutHeaders(response, (name) => name === 'min-expires');
	}

	/**
	 * Handles a response that JsSIP has seen. If JsSIP has sent another REGISTER, for instance after a challenge,
	 * nothing is decided yet.
	 */
	heard(response: Frame): void {
		const { status = 0 } = response;
		if (status < 200 || headerOf(response, 'cseq') !== this.#last.cseq) return;
		if (this.#leaving) return this.#left?.();
		if (status < 300) return this.#granted(response);
		if (status !== 408) this.#refused(response, status);
	}

	/** Un-registers. Sends the request at once; resolves after its response or a timeout. */
	async leave(): Promise<void> {
		const { leaveMs } = this.#options.timing;
		this.#leaving = true;
		this.#stopTimers();
		if (!this.#open || !this.#ua.isRegistered()) return;
		this.#ua.unregister();
		await new Promise<void>((resolve) => {
			const timer = setTimeout(resolve, leaveMs);
			this.#left = (): void => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	#naming(response: Frame): Frame {
		const { contactUser, contactHost } = this.#options;
		if (namesUs(response, this.#options)) return response;
		return ownProperties<Frame>(response, { headers: [...response.headers, ['contact', `<sip:${contactUser}@${contactHost};transport=ws>`]] });
	}

	#register(): void {
		if (!this.#open || this.#leaving) return;
		clearTimeout(this.#timer);
		this.#dueAt = Infinity;
		if (!this.registered) this.#options.report({ phase: 'registering' });
		this.#ua.register();
	}

	#granted(response: Frame): void {
		const seconds = grantedSeconds(response, { ...this.#options, asked: this.#last.expires });
		if (seconds === 0) return this.#retryLater(new VoiceError('refused', 'The server answered the registration and did not register this phone. It is tried again.'));
		this.#stopTimers();
		this.#failures = this.#briefs = 0;
		this.#credit.accept();
		this.#failure = undefined;
		this.#expiresAt = Date.now() + seconds * 1000;
		this.#schedule(seconds * 1000 * (0.5 + Math.random() * 0.25));
		this.#expiry = setTimeout(() => this.#expired(), seconds * 1000);
		this.#options.report({ phase: 'registered', expiresAt: this.#expiresAt });
	}

	#refused(response: Frame, status: number): void {
		const reason = response.startLine.slice('SIP/2.0 000 '.length);
		const challenges = [...headersOf(response, 'www-authenticate'), ...headersOf(response, 'proxy-authenticate')];
		const stale = challenges.some((challenge) => /stale\s*=\s*"?true/i.test(challenge));
		const challenged = challenges.length > 0;
		const crowded = isCrowded({ status, reason, server: headerOf(response, 'server') ?? '', authorization: this.#last.authorization });
		const error = registrationError({ status, reason, stale, challenged, crowded });
		if (isFinal({ status, stale, crowded })) return this.#distrusted(error, this.#credit.refuse({ status, challenged }));
		const afterMs = retryAfterMs(headerOf(response, 'retry-after'));
		if (status !== 503 || this.registered || !this.#options.goElsewhere(error, afterMs)) this.#retryLater(error, afterMs);
	}

	#distrusted(error: VoiceError, pauseMs: number | undefined): void {
		if (pauseMs === undefined) this.#giveUp(error);
		else this.#retryLater(error, pauseMs);
	}

	#giveUp(error: VoiceError): void {
		this.#stopTimers();
		this.#final = true;
		this.#failure = undefined;
		this.#expiresAt = undefined;
		// Keeps JsSIP from registering on the next connection.
		this.#ua.unregister();
		this.#options.report({ phase: 'failed', error: error.state });
	}

	/** The granted registration continues meanwhile, so one failed refresh is not reported. */
	#retryLater(error: VoiceError, afterMs?: number): void {
		if (this.#leaving) return this.#left?.();
		const pause = afterMs === undefined ? backoffMs(this.#options.timing.registerMs, ++this.#failures) : afterMs * (1 + Math.random() / 10);
		this.#schedule(pause);
		this.#failure = { error, retryAt: this.#dueAt };
		if (!this.registered) this.#report(this.#failure);
	}

	/** No 200 for longer than granted: the registration has expired. */
	#expired(): void {
		this.#expiresAt = undefined;
		if (this.#failure) this.#report(this.#failure);
		else this.#register();
	}

	#report({ error, retryAt }: { readonly error: VoiceError; readonly retryAt: number }): void {
		this.#options.report({ phase: 'failed', error: error.state, retryAt });
	}

	#schedule(ms: number): void {
		clearTimeout(this.#timer);
		this.#dueAt = Date.now() + ms;
		this.#timer = setTimeout(() => this.#register(), ms);
	}

	#stopTimers(): void {
		clearTimeout(this.#timer);
		clearTimeout(this.#expiry);
	}
}
