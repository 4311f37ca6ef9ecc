import type { AccountSessionFact } from './account/account-session-fact.js';
import type { PhoneConfig } from './account/settings.js';
import { VoiceErrorEvent } from './events.js';
import type { ConnectionState } from './connection-state.js';
import { ownProperties, owns } from './own-properties.js';
import { VoiceError, type ErrorState } from './voice-error.js';

const MAX_TROUBLES = 8;

/** What went wrong with a phone: told as `voice-error` events, and kept while it limits the phone without stopping it. */
export class Troubles {
	readonly #target: EventTarget;
	readonly #changed: (list: readonly ErrorState[]) => void;
	#list: readonly ErrorState[] = [];
	#ofAccount: ErrorState | undefined;
	#ofConnection: string | undefined;

	/** `changed` is given the whole list, newest last; of one kind about one thing it holds the last. */
	constructor(target: EventTarget, changed: (list: readonly ErrorState[]) => void) {
		this.#target = target;
		this.#changed = changed;
	}

	/** Tells of it, and keeps all but a mistake. The account could not be renewed twice is one. */
	note({ type, error }: Extract<AccountSessionFact, { type: 'trouble' | 'account-trouble' | 'mistake' }>): void {
		const { state } = error;
		if (type === 'account-trouble') {
			this.forgetAccount();
			this.#ofAccount = state;
		}
		if (type !== 'mistake') this.#keep(state);
		this.#target.dispatchEvent(new VoiceErrorEvent(error));
	}

	/** A configuration was refused for a mistake: tells of that one, and of all others in it. */
	async refuse(mistake: VoiceError, config: PhoneConfig): Promise<void> {
		this.#target.dispatchEvent(new VoiceErrorEvent(mistake));
		const { mistakesOf } = await import('./account/account-mistakes.js');
		for (const other of mistakesOf(config)) if (other.message !== mistake.message) this.#target.dispatchEvent(new VoiceErrorEvent(other));
	}

	/** The account was loaded after all. */
	forgetAccount(): void {
		if (!this.#ofAccount) return;
		this.#list = this.#list.filter((one) => one !== this.#ofAccount);
		this.#ofAccount = undefined;
		this.#changed(this.#list);
	}

	/** Tells of a broken connection once, and not at each attempt to mend it. A site that is closed is not broken. */
	noteConnection(connection: ConnectionState): void {
		if (connection.phase === 'failed' && connection.error.code === 'closed') return;
		const error = owns(connection, 'error') ? connection.error : undefined;
		const kind = error?.code === 'configuration' ? error.message : error?.code;
		const known = kind === this.#ofConnection;
		if (error || connection.phase === 'connected' || connection.phase === 'idle') this.#ofConnection = kind;
		if (error && !known) this.tell(error);
	}

	tell(error: ErrorState): void {
		const { code, message, status, subject } = ownProperties<ErrorState>(error);
		this.#target.dispatchEvent(new VoiceErrorEvent(new VoiceError(code, message, { status, subject })));
	}

	#keep(trouble: ErrorState): void {
		const others = this.#list.filter(({ code, subject }) => code !== trouble.code || subject !== trouble.subject);
		this.#list = [...others, trouble].slice(-MAX_TROUBLES);
		this.#changed(this.#list);
	}
}
