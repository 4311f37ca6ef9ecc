import { parseAddress, sameAccount, UNKNOWN_HOST, wireAddress } from './address.js';
import { demandArgument, optionsOf, signalOf } from './arguments.js';
import { Call } from './call/call.js';
import { CallList } from './call/call-list.js';
import type { CallingOptions } from './call/call-options.js';
import { CallSetup } from './call/call-setup.js';
import { textAddressOf } from './call/call-state.js';
import { chatAddress, ChatList, checkTarget } from './chat/chat-list.js';
import { Chat, TEXT_WAIT_MS } from './chat/chat.js';
import { likelyHost, parsePreferences, type Account, type Preferences } from './account/configuration.js';
import type { PhoneConfig } from './account/settings.js';
import { VoiceMessageEvent, VoiceRegistrationChangeEvent } from './events.js';
import { CallHistory, type HistoryCommands } from './history/call-history.js';
import { AccountSession } from './account/account-session.js';
import type { AccountSessionFact } from './account/account-session-fact.js';
import type { Media } from './ports/media.js';
import { ownProperties, owns } from './own-properties.js';
import { type RegistrationState } from './connection-state.js';
import { initialPhoneState, withWatches, type PhoneState } from './phone-state.js';
import type { PhoneWiring } from './phone-wiring.js';
import { Readiness, withReadiness } from './readiness.js';
import type { OutgoingText, Signaling, TextOutcome, TraceEntry } from './ports/signaling.js';
import type { WatchKind } from './presence.js';
import { Store } from './store.js';
import { Surfaces } from './surfaces.js';
import { Troubles } from './warnings.js';
import { VoiceError } from './voice-error.js';
import { Watches } from './watches.js';

/** One account: it connects, registers, calls, is called and chats, without a face. Facts are also told as the `voice-…` events of `events.ts`. */
export class Phone extends Store<PhoneState> {
	/** What one can do with `PhoneState.history`. */
	readonly history: HistoryCommands;
	readonly #session: AccountSession;
	readonly #media: Media;
	readonly #calls: CallList;
	readonly #chats: ChatList;
	readonly #history: CallHistory;
	readonly #troubles = new Troubles(this, (troubles) => this.change({ troubles }));
	readonly #readiness: Readiness;
	readonly #watches = new Watches((state) => this.setState(withWatches(this.state, state)));
	readonly #surfaces: Surfaces;
	readonly #setup: CallSetup;
	#started = false;
	#stopped = false;
	/** Whether the last configuration was refused. */
	#mistaken = false;
	#account: Account | undefined;
	#signaling: Signaling | undefined;
	#preferences: Preferences;

	/** @throws {VoiceError} `configuration`, whose message names the attribute that is wrong. */
	constructor(config: PhoneConfig, wiring: PhoneWiring) {
		super(initialPhoneState);
		const { connect, media, storage, answeredBy = 'page' } = ownProperties<PhoneWiring>(wiring);
		this.#preferences = parsePreferences(optionsOf<PhoneConfig>('config', config));
		this.#media = media;
		this.#readiness = new Readiness(media, (readiness) => this.setState(withReadiness(this.state, readiness)));
		this.subscribe((state) => this.#readiness.note(state));
		this.#session = new AccountSession(ownProperties<PhoneConfig>(config), { connect, report: (fact) => this.#hear(fact), busy: () => this.#calls.ongoing.length > 0 });
		this.#calls = new CallList(media, () => this.#showCalls());
		this.#surfaces = new Surfaces({ calls: this.#calls, answeredBy, changed: (callsShown) => this.change({ callsShown }) });
		this.#chats = new ChatList({
			self: () => this.state.account ?? wireAddress('', ''),
			send: (text) => this.#send(text),
			sendComposing: (target, composing) => this.#signaling?.sendComposing(target, composing),
			activeRooms: () => this.#calls.rooms((address) => this.#chats.isRoom(address)),
			callees: () => this.#calls.callees,
			unrungCallees: () => this.#calls.unrungCallees,
			changed: () => this.change({ chats: this.#chats.states }),
			received: (message, chat) => this.dispatchEvent(new VoiceMessageEvent(message, chat)),
		});
		this.history = this.#history = new CallHistory({ storage, changed: (history) => this.change({ history }), recall: (over) => this.#setup.recall(over) });
		this.#setup = new CallSetup({
			media,
			calls: this.#calls,
			surfaces: this.#surfaces,
			history: this.#history,
			preferences: () => this.#preferences,
			host: () => this.#host,
			isRoom: (address) => this.#chats.isRoom(address),
			ready: () => this.#session.ready(),
			target: this,
		});
		media.onBlockedChange = () => this.change({ soundBlocked: media.blocked });
		this.#prefer(this.#preferences);
	}

	/** Everyone we talk or talked to; see `PhoneState.calls`. */
	get calls(): readonly Call[] {
		return this.#calls.all;
	}

	/** Connects, unless `connect` is `use`: then the first call or text does. A phone whose configuration was refused starts with a better one. */
	start(): void {
		this.#started = true;
		this.#stopped = false;
		if (this.#mistaken) return;
		this.#readiness.start();
		if (this.#preferences.connect === 'load') void this.#session.ready().catch(() => undefined);
	}

	/** Hangs up, un-registers, lets go of everything. Resolves within seconds. `start()` begins anew. */
	async stop(): Promise<void> {
		this.#started = false;
		this.#stopped = true;
		this.#calls.hangUpAll();
		this.#readiness.stop();
		await this.#session.stop();
		if (this.#stopped) this.#media.stop();
	}

	/** Takes another configuration; reconnects only when it must, and loses no call. Rejects as the constructor throws, and reports it: a phone that runs goes on with what it had. */
	async configure(given: PhoneConfig): Promise<void> {
		const config = optionsOf<PhoneConfig>('config', given);
		return this.#take(config).catch((thrown: unknown) => this.#refuse(VoiceError.from(thrown), config));
	}

	/** Signs in with what somebody typed (`sign-in`). The state says whether it was believed. Rejects with `address` or `configuration` where it cannot be. */
	async signIn(credentials: { user: string; password: string }): Promise<void> {
		const { user, password } = optionsOf<typeof credentials>('credentials', credentials);
		const uri = this.#host ? parseAddress(user, { host: this.#host }).uri : user;
		this.change({ signedIn: true });
		await this.#session.signIn({ uri, password, authUser: '' });
	}

	/** Hangs up, forgets the calls and conversations and leaves the server; somebody else may sign in. Another configuration does not: `start()` does. */
	async signOut(): Promise<void> {
		this.#started = false;
		this.#calls.clear();
		this.#chats.clear();
		this.#history.leave();
		this.#account = undefined;
		const { account: _account, lastDialled: _lastDialled, ...state } = this.state;
		this.setState({ ...state, signedIn: false });
		await this.#session.signOut();
	}

	/** Tries to reach the server at once, and to register with it. */
	retry(): void {
		this.#session.retry();
	}

	/**
	 * Calls. Returns at once; what becomes of it stands in the call's state.
	 *
	 * @throws {VoiceError} `address` for what cannot be called, `configuration` for a bad header, `invalid-state` with too many calls.
	 */
	call(to: string, options?: CallingOptions): Call {
		const call = this.#setup.dial(to, options);
		this.#stopped = false;
		this.change({ lastDialled: to });
		return call;
	}

	/** The conversation with a person or in a room. Throws a `VoiceError`, `address`. */
	chat(target: { readonly person: string } | { readonly room: string }): Chat {
		checkTarget(target);
		// Before the host is needed, since it may be what tells it.
		if (this.#preferences.connect === 'use' && !this.state.signInNeeded) void this.#session.ready().catch(() => undefined);
		const chat = this.#chats.open(chatAddress(target, this.#host), owns(target, 'room') ? 'room' : 'person');
		this.#markRooms();
		return chat;
	}

	/** The conversation that belongs to a call: its room, or the one at the other end. It stands in `PhoneState.chats` from its first text on, or once opened by `chat()`. */
	chatOf(call: Call): Chat {
		demandArgument('call', call instanceof Call, 'a call');
		return this.#chats.with(textAddressOf(call.state), call.state.room && call.direction === 'outgoing' ? 'room' : 'person');
	}

	/** Whether a conversation is one of this phone, begun or not: it is not after whoever wrote there has signed out. */
	holds(chat: Chat): boolean {
		return chat instanceof Chat && this.#chats.has(chat);
	}

	/** Stops showing a call that ended. */
	dismiss(call: Call): void {
		this.#calls.remove(call);
	}

	/** Says that something on the page shows the calls and can answer, until the signal aborts. The last one to go turns away what rings. */
	addSurface(options: { signal: AbortSignal }): void {
		this.#surfaces.add(signalOf(options));
	}

	/** Watches somebody (a number or URI), or the account's voicemail, until the signal aborts: see `PhoneState.presences` and `voicemail`. Throws a `VoiceError`, `address`. */
	watch(address: string, kind: WatchKind, options: { readonly signal: AbortSignal }): void {
		this.#watches.add(parseAddress(address, { host: this.#host || UNKNOWN_HOST }), kind, signalOf(options));
	}

	/** What crossed the connection lately, oldest first, without secrets: for whoever looks for a fault. */
	get trace(): readonly TraceEntry[] {
		return this.#signaling?.trace ?? [];
	}

	/** A short tone for whoever presses a key (ITU-T Q.23). Silent during a call, whose other side would take it for a key as well. */
	keyTone(digit: string): void {
		if (this.#calls.ongoing.length === 0) this.#media.keyTone(digit);
	}

	/** Turns the sound on that the browser refused to play; inside a user gesture. */
	unblock(): Promise<void> {
		return this.#media.unblock();
	}

	/** Empty while only the answer of `config-url` could tell. */
	get #host(): string {
		return this.#account?.host ?? likelyHost(this.#session.config);
	}

	async #take(config: PhoneConfig): Promise<void> {
		this.#prefer(parsePreferences(this.#session.served(config)));
		this.#mistaken = false;
		await this.#session.update(config);
		if (this.#started) this.start();
	}

	async #refuse(mistake: VoiceError, config: PhoneConfig): Promise<never> {
		this.#mistaken = true;
		const { phase } = this.state.connection;
		if (phase === 'idle' || phase === 'failed') this.change({ connection: { phase: 'failed', error: mistake.state } });
		await this.#troubles.refuse(mistake, config).catch(() => undefined);
		throw mistake;
	}

	/** What still waits to be sent does not wake a phone that was stopped. */
	async #send(text: OutgoingText): Promise<TextOutcome> {
		if (this.#stopped) throw new VoiceError('invalid-state', 'The phone was stopped.');
		return (await this.#session.readyWithin(TEXT_WAIT_MS - text.waitedMs())).sendText(text);
	}

	#showCalls(): void {
		this.change({ calls: this.#calls.states });
		this.#history.note(this.#calls.all);
		if (this.#calls.ongoing.length === 0) void this.#session.callsEnded().then((changed) => changed && this.#started && this.start());
	}

	#hear(fact: AccountSessionFact): void {
		switch (fact.type) {
			case 'connection':
				this.change({ connection: fact.connection });
				return this.#troubles.noteConnection(fact.connection);
			case 'registration':
				return this.#registered(fact.registration);
			case 'session':
				return this.#setup.take(fact);
			case 'text':
			case 'composing':
			case 'receipt':
				this.#chats.handle(fact);
				return this.#markRooms();
			case 'presence':
			case 'voicemail':
				return this.#watches.handle(fact);
			case 'protocol':
				this.#signaling = fact.signaling;
				return this.#watches.use(fact.signaling);
			case 'trouble':
			case 'account-trouble':
			case 'mistake':
				return this.#troubles.note(fact);
			case 'sign-in':
				return this.change({ signInNeeded: fact.needed });
			case 'account':
				return this.#adopt(fact.account, fact.preferences);
		}
	}

	#adopt(account: Account, preferences: Preferences): void {
		const { uri, user, displayName } = account;
		if (this.#account && !sameAccount(uri, this.#account.uri)) this.#chats.clear();
		this.#account = account;
		this.#troubles.forgetAccount();
		this.#prefer(preferences);
		this.change({ account: { uri, user, displayName } });
		this.#history.use(uri);
	}

	#prefer(preferences: Preferences): void {
		this.#preferences = preferences;
		this.#media.ringtone = preferences.ringtone;
		this.#history.prefer(preferences.history);
		this.change({ doNotDisturb: preferences.doNotDisturb });
	}

	#registered(registration: RegistrationState): void {
		if (registration.phase === 'none' && this.state.registration.phase === 'none') return;
		this.#chats.setCanReceive(registration.phase === 'registered');
		this.change({ registration });
		this.dispatchEvent(new VoiceRegistrationChangeEvent(registration));
		if (registration.phase === 'failed') this.#troubles.tell(registration.error);
	}

	#markRooms(): void {
		for (const call of this.#calls.ongoing) if (this.#chats.isRoom(call.remote)) call.markRoom();
	}
}
