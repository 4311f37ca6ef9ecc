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
	/** The server says that it cannot register anybody now (503). Whether another is taken instead. */
	readonly goElsewhere: (error: VoiceError, afterMs: number | undefined) => boolean;
	readonly signal: AbortSignal;
}

/**
 * Keeps the address-of-record registered (RFC 3261 section 10). JsSIP writes the REGISTER and answers the challenge; when to register, for how long and what an
 * answer means is decided here, from the frames themselves: JsSIP tells of no refresh that succeeded, never tries again after a failure, and takes a 200 without
 * our Contact for ever.
 */
export class Registration {
	readonly #ua: UA;
	readonly #options: RegistrationOptions;
	readonly #credit: CredentialRetryPolicy;
	#open = false;
	#leaving = false;
	/** Only somebody's help can mend it. */
	#final = false;
	#failures = 0;
	#briefs = 0;
	/** Of the last REGISTER that left: answers to earlier ones mean nothing any more. */
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
		// With a listener JsSIP leaves the refresh to us.
		listen(ua, 'registrationExpiring', () => undefined, options.signal);
		listen<{ response: unknown; cause: string }>(ua, 'registrationFailed', ({ response, cause }) => {
			if (!response && cause === 'Request Timeout') this.#retryLater(noAnswer());
		}, options.signal);
		options.signal.addEventListener('abort', () => this.#stopTimers());
	}

	get registered(): boolean {
		return this.#expiresAt !== undefined;
	}

	/** The connection is there, or is kept after all. */
	opened(): void {
		this.#open = true;
		this.#leaving = false;
		this.#failures = 0;
		if (!this.#final) this.#register();
	}

	/** The connection is gone, and with it the way by which we were reached. */
	closed(): void {
		this.#open = false;
		this.#expiresAt = undefined;
		this.#stopTimers();
		this.#left?.();
		if (!this.#final) this.#options.report({ phase: 'registering' });
	}

	/** Does what is overdue: a page that slept missed its timers. `now` also does what waits for its next attempt, or for somebody's help: that is who asks. */
	check(options?: { readonly now: boolean }): void {
		const now = options?.now === true;
		const wanted = now && (this.#final || this.#failure !== undefined);
		if (wanted) this.#final = false;
		if (!this.#final && (wanted || Date.now() >= this.#dueAt)) this.#register();
	}

	/** Other credentials: what was refused may be granted. */
	renew(): void {
		const refused = this.#final || this.#credit.rejectedSinceAccepted;
		this.#final = false;
		this.#credit.reset();
		if (refused) this.#register();
	}

	/** A REGISTER leaves. */
	sent(request: Frame): void {
		this.#last = { cseq: headerOf(request, 'cseq') ?? '', expires: Number(headerOf(request, 'expires')), authorization: headerOf(request, 'authorization') ?? headerOf(request, 'proxy-authorization') ?? '' };
	}

	/** A response as JsSIP may see it. It obeys every 423, also for ever, and takes no notice of a 200 that does not name us. */
	screen(response: Frame): Frame {
		if (response.status === 200) return this.#naming(response);
		if (response.status !== 423) return response;
		const minimum = minimumSeconds(response);
		const sensible = minimum !== undefined && minimum > this.#last.expires && this.#briefs++ === 0;
		return sensible ? response : withoutHeaders(response, (name) => name === 'min-expires');
	}

	/** A response that JsSIP has seen. Where it sent another REGISTER at once, as after a challenge, nothing is decided yet. */
	heard(response: Frame): void {
		const { status = 0 } = response;
		if (status < 200 || headerOf(response, 'cseq') !== this.#last.cseq) return;
		if (this.#leaving) return this.#left?.();
		if (status < 300) return this.#granted(response);
		if (status !== 408) this.#refused(response, status);
	}

	/** Un-registers. The request leaves at once; resolves when it is answered, or not in time. */
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
		// Lest JsSIP register by itself on the next connection.
		this.#ua.unregister();
		this.#options.report({ phase: 'failed', error: error.state });
	}

	/** What the server granted goes on meanwhile: a refresh that failed once is nobody's business. */
	#retryLater(error: VoiceError, afterMs?: number): void {
		if (this.#leaving) return this.#left?.();
		const pause = afterMs === undefined ? backoffMs(this.#options.timing.registerMs, ++this.#failures) : afterMs * (1 + Math.random() / 10);
		this.#schedule(pause);
		this.#failure = { error, retryAt: this.#dueAt };
		if (!this.registered) this.#report(this.#failure);
	}

	/** No 200 for longer than was granted: whatever was said since, nobody reaches us any more. */
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
