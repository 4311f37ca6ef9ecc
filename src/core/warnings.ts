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

	add(error: VoiceError): void {
		this.#keep(error.state);
		this.#target.dispatchEvent(new VoiceErrorEvent(error));
	}

	/** The account could not be renewed. */
	addOfAccount(error: VoiceError): void {
		this.forgetAccount();
		this.#ofAccount = error.state;
		this.#keep(this.#ofAccount);
		this.#target.dispatchEvent(new VoiceErrorEvent(error));
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
