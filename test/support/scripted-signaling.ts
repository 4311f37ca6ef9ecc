import { parseAddress, type Address } from '../../src/core/address.js';
import type { Account } from '../../src/core/account/configuration.js';
import type { Direction } from '../../src/core/call/call-state.js';
import type { RegistrationState } from '../../src/core/connection-state.js';
import type { InviteOptions } from '../../src/core/ports/session.js';
import type { IncomingText, OutgoingText, Signaling, SignalingFact, TextOutcome, TextTarget, TraceEntry } from '../../src/core/ports/signaling.js';
import type { WatchKind } from '../../src/core/presence.js';
import { deferred, type Deferred } from './deferred.js';
import { ScriptedSession } from './scripted-session.js';

/** A text on its way, whose fate the test decides. */
export interface SentText extends OutgoingText {
	readonly fate: Deferred<void>;
}

/** A protocol whose server is the test. It connects and registers when told to, and accepts every text unless `holdsTexts`. */
export class ScriptedSignaling implements Signaling {
	/** The account it was started with, then each one it was given. */
	readonly accounts: Account[] = [];
	readonly texts: SentText[] = [];
	/** The calls whose far side was asked. */
	readonly invitations: { readonly session: ScriptedSession; readonly options: InviteOptions }[] = [];
	/** What was told of our writing, in order. */
	readonly composing: string[] = [];
	/** What is watched now. */
	readonly watched: string[] = [];
	trace: readonly TraceEntry[] = [];
	holdsTexts = false;
	/** What is said of a text that is taken. */
	outcome: TextOutcome = 'accepted';
	retries = 0;
	stopped = false;
	/** Set to let `stop()` wait. */
	stopping: Promise<void> | undefined;
	#report: ((fact: SignalingFact) => void) | undefined;

	start(account: Account, report: (fact: SignalingFact) => void): void {
		this.accounts.push(account);
		this.#report = report;
	}

	update(account: Account): void {
		this.accounts.push(account);
	}

	retry(): void {
		this.retries++;
	}

	async stop(): Promise<void> {
		this.stopped = true;
		await this.stopping;
	}

	invite(target: Address, options: InviteOptions): ScriptedSession {
		const session = new ScriptedSession({ direction: 'outgoing', remote: target });
		void session.acquire(options.source).then((acquired) => acquired && this.invitations.push({ session, options }));
		return session;
	}

	async sendText(text: OutgoingText): Promise<TextOutcome> {
		const fate = deferred();
		this.texts.push({ ...text, fate });
		if (!this.holdsTexts) fate.resolve();
		await fate.promise;
		return this.outcome;
	}

	sendComposing({ to, room }: TextTarget, composing: boolean): void {
		this.composing.push(`${composing ? 'writes' : 'stopped'} ${room ?? to.uri}`);
	}

	watch({ uri }: Address, kind: WatchKind, signal: AbortSignal): void {
		const words = `${kind} ${uri}`;
		this.watched.push(words);
		signal.addEventListener('abort', () => this.watched.splice(this.watched.indexOf(words), 1));
	}

	tell(fact: SignalingFact): void {
		this.#report?.(fact);
	}

	register(registration: RegistrationState = { phase: 'registered', expiresAt: Date.now() + 600_000 }): void {
		this.tell({ type: 'connection', connection: { phase: 'connected', server: this.accounts[0]?.servers[0] ?? '', provedAt: Date.now() } });
		this.tell({ type: 'registration', registration });
	}

	/** Somebody calls. */
	ring(from = 'alice', { intercom = false, asserted }: { readonly intercom?: boolean; readonly asserted?: readonly Address[] } = {}): ScriptedSession {
		const session = new ScriptedSession({ direction: 'incoming', remote: parseAddress(from, { host: 'voice.test' }), intercom, asserted });
		this.tell({ type: 'session', session });
		return session;
	}

	/** A call goes on that began before this page did. */
	resume(from = 'alice', { direction = 'incoming', confirmedAt }: { readonly direction?: Direction; readonly confirmedAt?: number } = {}): ScriptedSession {
		const session = new ScriptedSession({ direction, remote: parseAddress(from, { host: 'voice.test' }) });
		this.tell({ type: 'session', session, resumed: { ...(confirmedAt !== undefined && { confirmedAt }) } });
		return session;
	}

	/** A text comes in. */
	receive(from: string, text: string, more: Omit<IncomingText, 'from' | 'text'> = {}): void {
		this.tell({ type: 'text', text: { from: parseAddress(from, { host: 'voice.test' }), text, ...more } });
	}
}
