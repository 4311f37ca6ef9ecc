import { accountOf, wireAddress, type Address } from './address.js';
import { demandArgument } from './arguments.js';
import { ownProperties } from './own-properties.js';
import type { Signaling, SignalingFact } from './ports/signaling.js';
import { WATCH_KINDS, type Presence, type Voicemail, type WatchKind } from './presence.js';
import { cleanLine } from './text.js';

/** What is known of those who are watched. */
export interface WatchState {
	/** How they can be reached. */
	readonly presences: readonly Presence[];
	/** What waits for the account; absent while nobody asked or the server did not say. */
	readonly voicemail?: Voicemail;
}

interface Watch {
	readonly address: Address;
	readonly kind: WatchKind;
	readonly end: AbortController;
	watchers: number;
}

/** What a phone watches: each thing once, however many want it, and with every protocol that the phone goes over to. */
export class Watches {
	readonly #changed: (state: WatchState) => void;
	readonly #watches = new Map<string, Watch>();
	#signaling: Signaling | undefined;
	#presences: readonly Presence[] = [];
	#voicemail: Voicemail | undefined;

	constructor(changed: (state: WatchState) => void) {
		this.#changed = changed;
	}

	/** Watches, until the signal aborts. @throws {VoiceError} `configuration`, for what is none of these things. */
	add(address: Address, kind: WatchKind, signal: AbortSignal): void {
		demandArgument('kind', WATCH_KINDS.includes(kind), `one of ${WATCH_KINDS.join(', ')}`);
		if (signal.aborted) return;
		const key = `${kind} ${accountOf(address.uri)}`;
		const watch = this.#watches.get(key) ?? this.#begin(key, { address, kind, end: new AbortController(), watchers: 0 });
		watch.watchers++;
		signal.addEventListener('abort', () => this.#remove(key, watch));
	}

	/** Goes on with this protocol, or with none. What was known before is forgotten. */
	use(signaling: Signaling | undefined): void {
		this.#signaling = signaling;
		this.#presences = [];
		this.#voicemail = undefined;
		this.#tell();
		for (const { address, kind, end } of this.#watches.values()) signaling?.watch(address, kind, end.signal);
	}

	/** Takes in what the protocol tells. */
	handle(fact: Extract<SignalingFact, { type: 'presence' | 'voicemail' }>): void {
		if (fact.type === 'presence') return this.#notePresence(fact.presence);
		this.#voicemail = fact.voicemail;
		this.#tell();
	}

	/** Of nobody who is not watched. */
	#notePresence(given: Presence): void {
		const { address: { uri, user, displayName }, status, note = '' } = ownProperties<Presence>(given);
		const account = accountOf(uri);
		if (!this.#watches.has(`presence ${account}`) && !this.#watches.has(`dialog ${account}`)) return;
		const words = cleanLine(note, 128);
		const presence = Object.freeze({ address: wireAddress(uri, user, displayName), status, ...(words && { note: words }) });
		this.#presences = [...this.#others(account), presence];
		this.#tell();
	}

	#begin(key: string, watch: Watch): Watch {
		this.#watches.set(key, watch);
		this.#signaling?.watch(watch.address, watch.kind, watch.end.signal);
		return watch;
	}

	#remove(key: string, watch: Watch): void {
		if (--watch.watchers > 0) return;
		watch.end.abort();
		this.#watches.delete(key);
		const account = accountOf(watch.address.uri);
		if (watch.kind === 'message-summary') this.#voicemail = undefined;
		else if (!this.#watches.has(`presence ${account}`) && !this.#watches.has(`dialog ${account}`)) this.#presences = this.#others(account);
		this.#tell();
	}

	#others(account: string): readonly Presence[] {
		return this.#presences.filter(({ address }) => accountOf(address.uri) !== account);
	}

	#tell(): void {
		this.#changed({ presences: Object.freeze(this.#presences), ...(this.#voicemail && { voicemail: this.#voicemail }) });
	}
}
