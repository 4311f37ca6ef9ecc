import type { Call } from '../call/call.js';
import type { TerminatedCall } from '../call/call-state.js';
import type { Preferences } from '../account/configuration.js';
import type { TabStorage } from '../ports/storage.js';
import type { Session } from '../ports/session.js';
import { sameAccount } from '../address.js';
import { historyEntryOf, MAX_ENTRIES, newestOf, unheardEntryOf, type HistoryEntry } from './history-entry.js';
import { InterruptedCalls, isRecent } from './interrupted-calls.js';
import { readHistory } from './stored-calls.js';

const keyOf = (account: string): string => `voice-elements.history ${account}`;

export interface CallHistoryOptions {
	/** Where it outlasts the page; without, it ends with the phone. */
	readonly storage: TabStorage | undefined;
	readonly changed: (entries: readonly HistoryEntry[]) => void;
	/** A call that ended with the page is to be shown. */
	readonly recall: (call: TerminatedCall) => void;
}

/** What one can do with the last calls. */
export interface HistoryCommands {
	/** Says that somebody saw these entries, or all; a missed call counts as new until then. */
	see(ids?: readonly string[]): void;
	/** Forgets them all, also in the tab. */
	clear(): void;
}

/**
 * The last calls of an account, newest last. They are kept in the tab (`sessionStorage`), together with those that go on, so that after a reload or a crash the user
 * reads whom one talked to.
 */
export class CallHistory implements HistoryCommands {
	readonly #options: CallHistoryOptions;
	readonly #interrupted: InterruptedCalls | undefined;
	readonly #recorded = new WeakSet<Call>();
	#entries: readonly HistoryEntry[] = [];
	#account: string | undefined;
	#kept = true;
	/** While a call goes on, the return to this page is awaited. */
	#returning: AbortController | undefined;

	constructor(options: CallHistoryOptions) {
		this.#options = options;
		this.#interrupted = options.storage && new InterruptedCalls(options.storage);
	}

	/** Follows the preference; what was kept before goes with `none`. */
	prefer(history: Preferences['history']): void {
		this.#kept = history !== 'none';
		if (!this.#kept) this.clear();
	}

	/** Belongs to this account from now on. */
	use(account: string): void {
		if (account === this.#account) return;
		const unassigned = this.#account === undefined ? this.#entries : [];
		this.#account = account;
		this.#set([...(this.#kept ? readHistory(this.#options.storage?.read(keyOf(account)), MAX_ENTRIES) : []), ...unassigned]);
		void this.#tellOfPageBefore(account);
	}

	/** Keeps what is over, and remembers what goes on. */
	note(calls: readonly Call[]): void {
		if (!this.#options.storage?.leaving) for (const call of calls) this.#noteEnd(call);
		if (this.#account !== undefined) this.#interrupted?.note(this.#account, calls.map(({ state }) => state));
		this.#awaitReturn(calls.some(({ state }) => state.phase !== 'terminated'));
	}

	add(entry: HistoryEntry): void {
		if (this.#kept && this.#entries.every(({ id }) => id !== entry.id)) this.#set([...this.#entries, entry]);
	}

	/** A call that nobody was to hear. A caller who rings already is missed only once. */
	addUnheard(session: Session, cause: 'unavailable' | 'busy', ringing: readonly Call[]): void {
		if (!ringing.some(({ remote }) => sameAccount(remote.uri, session.remote.uri))) this.add(unheardEntryOf(session, cause));
	}

	see(given?: readonly string[]): void {
		const ids = [given ?? this.#entries.map(({ id }) => id)].flat();
		const unseen = (entry: HistoryEntry): boolean => !entry.seen && ids.includes(entry.id);
		if (this.#entries.some(unseen)) this.#set(this.#entries.map((entry) => (unseen(entry) ? { ...entry, seen: true } : entry)));
	}

	clear(): void {
		if (this.#entries.length > 0) this.#set([]);
	}

	/** Forgets also whose it was. */
	leave(): void {
		this.clear();
		this.#account = undefined;
	}

	#noteEnd(call: Call): void {
		const { state } = call;
		if (state.phase !== 'terminated' || this.#recorded.has(call)) return;
		this.#recorded.add(call);
		this.add(historyEntryOf(state));
	}

	#set(entries: readonly HistoryEntry[]): void {
		this.#entries = newestOf(entries);
		if (this.#account !== undefined) this.#options.storage?.write(keyOf(this.#account), entries.length > 0 ? JSON.stringify(this.#entries) : undefined);
		this.#options.changed(this.#entries);
	}

	/** Unless that page goes on: its tab was duplicated, and what it stored was copied. */
	async #tellOfPageBefore(account: string): Promise<void> {
		const { storage } = this.#options;
		const page = this.#interrupted?.pageOf(account);
		if (!storage || page === undefined || page === storage.page) return;
		const calls = this.#interrupted?.of(account) ?? [];
		const goesOn = await storage.hasCalls(page);
		if (goesOn && this.#interrupted?.pageOf(account) === page) this.#interrupted.forget(account);
		if (!goesOn && account === this.#account) this.#tellInterrupted(calls);
	}

	/** Each is a call of the past; the one that says most is shown as well. */
	#tellInterrupted(calls: readonly TerminatedCall[]): void {
		for (const call of [...calls].reverse()) this.add(historyEntryOf(call));
		const [first] = calls;
		if (first && isRecent(first)) this.#options.recall(first);
	}

	#awaitReturn(ongoing: boolean): void {
		const { storage } = this.#options;
		if (ongoing && storage && !this.#returning) {
			this.#returning = new AbortController();
			storage.onReturn(() => this.#account !== undefined && this.#tellInterrupted(this.#interrupted?.of(this.#account) ?? []), this.#returning.signal);
		} else if (!ongoing && !storage?.leaving) {
			this.#returning?.abort();
			this.#returning = undefined;
		}
	}
}
