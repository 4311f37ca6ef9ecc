import type { Address } from '../address.js';
import { ComposingOthers, OwnComposing } from './composing.js';
import { nextChatState, type ChatFact, type ChatMessage, type ChatState } from './chat-state.js';
import { uuid } from '../random.js';
import { ownProperties } from '../own-properties.js';
import type { OutgoingText, Receipt, TextOutcome, TextTarget } from '../ports/signaling.js';
import { Store, type SubscribeOptions } from '../store.js';
import { isBlank, isWellFormed } from '../text.js';
import { VoiceError } from '../voice-error.js';

/** Longest text, in bytes of UTF-8. */
export const MAX_TEXT_BYTES = 8192;

/** How long a text waits for the account to be known. */
export const TEXT_WAIT_MS = 20_000;

const DELIVERIES = { delivered: 'accepted', displayed: 'displayed', failed: 'failed' } as const;

export interface ChatOptions {
	readonly kind: ChatState['kind'];
	readonly peer: Address;
	readonly canReceive: boolean;
	/** Who we are, asked at each message. */
	readonly self: () => Address;
	readonly send: (text: OutgoingText) => Promise<TextOutcome>;
	readonly sendComposing: (target: TextTarget, composing: boolean) => void;
	/** We are about to write. */
	readonly writes: (message: ChatMessage, chat: Chat) => void;
	/** Whether a person may turn out to be a room: then our first text names it already, for those in it to know where it belongs. */
	readonly mayBeRoom: () => boolean;
}

/** A conversation with a person or in a room. Texts leave one after the other; a failed one keeps its place and can be tried again. */
export class Chat extends Store<ChatState> {
	readonly #self: () => Address;
	readonly #send: (text: OutgoingText) => Promise<TextOutcome>;
	readonly #writes: (message: ChatMessage, chat: Chat) => void;
	readonly #mayBeRoom: () => boolean;
	readonly #watchers = new Set<symbol>();
	readonly #composing: OwnComposing;
	readonly #composers = new ComposingOthers((others) => this.#apply({ type: 'composing', others }));
	#wrote = false;
	#closed = false;
	#sending: Promise<void> = Promise.resolve();

	constructor({ kind, peer, canReceive, self, send, sendComposing, writes, mayBeRoom }: ChatOptions) {
		super({ id: uuid(), kind, peer, canReceive, messages: [], unread: 0 });
		this.#self = self;
		this.#send = send;
		this.#writes = writes;
		this.#mayBeRoom = mayBeRoom;
		this.#composing = new OwnComposing((composing) => sendComposing(this.#target, composing));
	}

	get id(): string {
		return this.state.id;
	}

	get kind(): ChatState['kind'] {
		return this.state.kind;
	}

	/** The person, or the room. */
	get peer(): Address {
		return this.state.peer;
	}

	/** Whether we wrote in it. */
	get wrote(): boolean {
		return this.#wrote;
	}

	/** Whether somebody watches it, as the element does that shows it. */
	get watched(): boolean {
		return this.#watchers.size > 0;
	}

	/** Whether who wrote in it has signed out: then nothing leaves it any more. */
	get closed(): boolean {
		return this.#closed;
	}

	override subscribe(listener: (state: Readonly<ChatState>) => void, options?: SubscribeOptions): () => void {
		const { signal } = ownProperties<SubscribeOptions>(options);
		const end = super.subscribe(listener, options);
		if (signal?.aborted) return end;
		const watcher = Symbol('watcher');
		this.#watchers.add(watcher);
		const leave = (): void => {
			this.#watchers.delete(watcher);
			signal?.removeEventListener('abort', leave);
			end();
		};
		signal?.addEventListener('abort', leave);
		return leave;
	}

	/**
	 * Sends a text; what becomes of it stands in the state.
	 *
	 * @throws {VoiceError} `too-large` beyond 8192 bytes of UTF-8, `address` when there is nothing to send or half a character in it.
	 */
	send(text: string): ChatMessage {
		if (typeof text !== 'string' || isBlank(text) || !isWellFormed(text)) throw new VoiceError('address', 'There is nothing in the text that could be sent.');
		if (new TextEncoder().encode(text).length > MAX_TEXT_BYTES) throw new VoiceError('too-large', 'The text is too long. Send it in parts.');
		const message: ChatMessage = { id: uuid(), from: this.#self(), text, at: Date.now(), direction: 'outgoing', delivery: 'sending' };
		this.#wrote = true;
		this.#composing.sent();
		this.#writes(message, this);
		this.#apply({ type: 'message', message });
		this.#deliver(message);
		return message;
	}

	/** Sends a failed text again, under the same id. */
	retry(id: string): void {
		const message = this.state.messages.find((one) => one.id === id);
		if (message?.delivery !== 'failed') throw new VoiceError('invalid-state', 'Only a text that was not sent can be sent again.');
		this.#apply({ type: 'delivery', id, delivery: 'sending' });
		this.#deliver(message);
	}

	/** Tells the far side that we write (RFC 3994), where the protocol can; to be called whenever what is written changes. An empty text says that we stopped. */
	compose(text: string): void {
		if (this.#closed || typeof text !== 'string' || text === '') this.#composing.stop();
		else this.#composing.compose();
	}

	/** Somebody says that they write, or stopped. */
	receiveComposing(from: Address, composing: boolean): void {
		this.#composers.set(from, composing);
	}

	/** What became of a text that was taken. */
	receiveReceipt({ messageId, status }: Receipt): void {
		const error = { error: new VoiceError('failed', 'The text was taken, and could not be delivered. Try again later.').state };
		this.#apply({ type: 'delivery', id: messageId, delivery: DELIVERIES[status], reported: true, ...(status === 'failed' && error) });
	}

	markRead(): void {
		this.#apply({ type: 'read' });
	}

	/** Takes in what came for this conversation, cleaned. Returns what was new in it: nothing when it was an echo or a repeat. */
	receive(message: ChatMessage): ChatMessage | undefined {
		const before = this.state.messages.at(-1);
		this.#composers.set(message.from, false);
		this.#apply({ type: 'message', message });
		const after = this.state.messages.at(-1);
		return after?.id === before?.id ? undefined : after;
	}

	/** Takes in what stood in other conversations, in order of time. */
	takeOver(messages: readonly ChatMessage[]): void {
		this.#apply({ type: 'moved', messages });
	}

	/** Gives back what belongs to another conversation. */
	withdraw(id: string): ChatMessage | undefined {
		const message = this.state.messages.find((one) => one.id === id);
		this.#apply({ type: 'withdrawn', id });
		return message;
	}

	markRoom(): void {
		this.#apply({ type: 'room' });
	}

	/** Says whether texts can reach us. */
	setCanReceive(canReceive: boolean): void {
		this.#apply({ type: 'can-receive', canReceive });
	}

	/** Makes room in memory. */
	forgetOlderHalf(): void {
		this.#apply({ type: 'older-half-forgotten' });
	}

	/** Who wrote here signs out. */
	close(): void {
		this.#closed = true;
	}

	get #target(): TextTarget {
		return { to: this.peer, ...((this.kind === 'room' || this.#mayBeRoom()) && { room: this.peer.uri }) };
	}

	#deliver({ id, text }: ChatMessage): void {
		const target = this.#target;
		const since = performance.now();
		const waitedMs = (): number => performance.now() - since;
		this.#sending = this.#sending
			.then(() => this.#sendOpen({ ...target, text, messageId: id, waitedMs }))
			.then(
				(delivery) => this.#apply({ type: 'delivery', id, delivery }),
				(thrown: unknown) => this.#apply({ type: 'delivery', id, delivery: 'failed', error: VoiceError.from(thrown).state }),
			);
	}

	async #sendOpen(text: OutgoingText): Promise<TextOutcome> {
		if (this.#closed) throw new VoiceError('invalid-state', 'Who wrote this has signed out.');
		return this.#send(text);
	}

	#apply(fact: ChatFact): void {
		this.setState(nextChatState(this.state, fact));
	}
}
