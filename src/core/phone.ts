import { parseAddress, type Address } from './address.js';
import { Call } from './call.js';
import { answersItself, CallList } from './call-list.js';
import { chatAddress, ChatList } from './chat-list.js';
import type { Chat } from './chat.js';
import { parsePreferences, type Account, type PhoneConfig, type Preferences, type Protocol } from './configuration.js';
import { VoiceCallChangeEvent, VoiceCallEndEvent, VoiceCallStartEvent, VoiceErrorEvent, VoiceMessageEvent, VoiceRegistrationChangeEvent } from './events.js';
import { checkHeaders } from './headers.js';
import { Line, type LineFact } from './line.js';
import type { Media } from './media.js';
import type { PhoneState, RegistrationState } from './phone-state.js';
import type { Session, Signaling } from './signaling.js';
import { Store } from './store.js';
import { VoiceError } from './voice-error.js';

/** What a phone is wired to. */
export interface PhoneWiring {
	/** Loads and makes the protocol; called when the phone first connects, and when it changes its protocol. */
	readonly connect: (signaling: Protocol) => Promise<Signaling>;
	readonly media: Media;
	/** Whether only elements can answer (then a call that finds none gets 480), or the page that made the phone. */
	readonly answeredBy?: 'page' | 'elements';
}

export interface CallingOptions {
	readonly video?: boolean;
	/** Extra headers, `X-…` and the like. */
	readonly headers?: Readonly<Record<string, string>>;
}

const INITIAL: PhoneState = {
	connection: { phase: 'idle' },
	registration: { phase: 'none' },
	signInNeeded: false,
	calls: [],
	chats: [],
	soundBlocked: false,
	doNotDisturb: false,
	troubles: [],
};

/** One account: it connects, registers, calls, is called and chats, without a face. Facts are also told as the `voice-…` events of `events.ts`. */
export class Phone extends Store<PhoneState> {
	readonly #line: Line;
	readonly #media: Media;
	readonly #calls: CallList;
	readonly #chats: ChatList;
	readonly #answeredBy: 'page' | 'elements';
	#surfaces = 0;
	#started = false;
	/** A configuration that would end the calls that are going on waits here for their end. */
	#waiting: PhoneConfig | undefined;
	#config: PhoneConfig;
	#account: Account | undefined;
	#preferences: Preferences;

	/** @throws {VoiceError} `configuration`, whose message names the attribute that is wrong. */
	constructor(config: PhoneConfig, { connect, media, answeredBy = 'page' }: PhoneWiring) {
		super(INITIAL);
		this.#config = config;
		this.#preferences = parsePreferences(config);
		this.#media = media;
		this.#answeredBy = answeredBy;
		this.#line = new Line(config, { connect, report: (fact) => this.#hear(fact) });
		this.#calls = new CallList(media, () => this.#showCalls());
		this.#chats = new ChatList({
			self: () => this.#self,
			send: async (text) => (await this.#line.ready()).sendText(text),
			activeRooms: () => this.#calls.ongoing.filter(({ state }) => state.phase === 'confirmed' && state.room).map(({ remote }) => remote),
			changed: () => this.#set({ chats: Object.freeze(this.#chats.states) }),
			received: (message, chat) => this.dispatchEvent(new VoiceMessageEvent(message, chat)),
		});
		media.onBlockedChange = () => this.#set({ soundBlocked: media.blocked });
		this.#prefer(config);
	}

	/** Everyone we talk or talked to; see `PhoneState.calls`. */
	get calls(): readonly Call[] {
		return this.#calls.all;
	}

	/** Connects, unless `connect` is `use`: then the first call or text does. */
	start(): void {
		this.#started = true;
		if (this.#preferences.connect === 'load') this.#connect();
	}

	/** Hangs up, un-registers, lets go of everything. Resolves within seconds. `start()` begins anew. */
	async stop(): Promise<void> {
		this.#started = false;
		this.#calls.hangUpAll();
		await this.#line.stop();
		this.#media.stop();
	}

	/** Takes another configuration; reconnects only when it must, and no call is lost by it. Throws as the constructor does. */
	async configure(config: PhoneConfig): Promise<void> {
		this.#prefer(config);
		this.#waiting = config.signaling !== this.#config.signaling && this.#calls.ongoing.length > 0 ? config : undefined;
		if (this.#waiting) return;
		this.#config = config;
		await this.#line.update(config);
		if (this.#started) this.start();
	}

	/** Signs in with what somebody typed (`sign-in`). The state says whether it was believed. */
	async signIn({ user, password }: { user: string; password: string }): Promise<void> {
		await this.#line.signIn({ uri: parseAddress(user, { host: this.#host }).uri, password, authUser: '' });
	}

	async signOut(): Promise<void> {
		this.#calls.hangUpAll();
		await this.#line.signOut();
	}

	/** Tries to reach the server at once. */
	retry(): void {
		this.#line.retry();
	}

	/**
	 * Calls. Returns at once; what becomes of it stands in the call's state.
	 *
	 * @throws {VoiceError} `address` for what cannot be called, `configuration` for a bad header, `invalid-state` with too many calls.
	 */
	call(to: string, { video = this.#preferences.video, headers = {} }: CallingOptions = {}): Call {
		const checked = checkHeaders(headers);
		const remote = parseAddress(to, { host: this.#host });
		if (this.#calls.full) throw new VoiceError('invalid-state', 'There are too many calls. End one first.');
		return this.#add(
			new Call(
				{ direction: 'outgoing', invite: async (stream) => (await this.#line.ready()).invite(remote, { stream, headers: checked }) },
				{ media: this.#media, remote, video, room: this.#chats.isRoom(remote) },
			),
		);
	}

	/**
	 * The conversation with a person or in a room.
	 *
	 * @throws {VoiceError} `address`.
	 */
	chat(target: { readonly person: string } | { readonly room: string }): Chat {
		const address = chatAddress(target, this.#host);
		const chat = this.#chats.open(address, 'room' in target ? 'room' : 'person');
		if (this.#preferences.connect === 'use') this.#connect();
		this.#markRooms();
		return chat;
	}

	/** The conversation that belongs to a call: its room, or the one at the other end. */
	chatOf(call: Call): Chat {
		return this.#chats.open(call.remote, call.state.room ? 'room' : 'person');
	}

	/** Stops showing a call that ended. */
	dismiss(call: Call): void {
		this.#calls.remove(call);
	}

	/** Says that something on the page can answer, until the signal aborts. The last one to go turns away what rings. */
	addSurface({ signal }: { signal: AbortSignal }): void {
		if (signal.aborted) return;
		this.#surfaces++;
		signal.addEventListener('abort', () => {
			this.#surfaces--;
			if (!this.#answerable) for (const call of this.#calls.ringing) call.refuse('unavailable');
		});
	}

	/** Turns the sound on that the browser refused to play; inside a user gesture. */
	unblock(): Promise<void> {
		return this.#media.unblock();
	}

	get #answerable(): boolean {
		return this.#answeredBy === 'page' || this.#surfaces > 0;
	}

	get #host(): string {
		return this.#account?.host ?? hostOf(this.#config);
	}

	get #self(): Address {
		return { uri: this.#account?.uri ?? '', user: this.#account?.user ?? '', displayName: this.#account?.displayName ?? '' };
	}

	#connect(): void {
		this.#line.ready().catch((error: unknown) => {
			if (!this.state.signInNeeded) this.dispatchEvent(new VoiceErrorEvent(VoiceError.from(error)));
		});
	}

	#showCalls(): void {
		this.#set({ calls: Object.freeze(this.#calls.states) });
		const waiting = this.#waiting;
		if (waiting && this.#calls.ongoing.length === 0) void this.configure(waiting);
	}

	#hear(fact: LineFact): void {
		switch (fact.type) {
			case 'connection':
				return this.#set({ connection: fact.connection });
			case 'registration':
				return this.#registered(fact.registration);
			case 'session':
				return this.#ring(fact.session);
			case 'text':
				return this.#chats.receive(fact.text);
			case 'trouble':
				return this.#trouble(fact.error);
			case 'sign-in':
				return this.#set({ signInNeeded: fact.needed });
			case 'account':
				return this.#adopt(fact.account, fact.config);
		}
	}

	#adopt(account: Account, config: PhoneConfig): void {
		this.#account = account;
		this.#prefer(config);
		this.#set({ account: Object.freeze({ uri: account.uri, user: account.user, displayName: account.displayName }) });
	}

	#prefer(config: PhoneConfig): void {
		this.#preferences = parsePreferences(config);
		this.#media.ringtone = this.#preferences.ringtone;
		this.#set({ doNotDisturb: this.#preferences.doNotDisturb });
	}

	#registered(registration: RegistrationState): void {
		this.#chats.setCanReceive(registration.phase === 'registered');
		this.#set({ registration });
		this.dispatchEvent(new VoiceRegistrationChangeEvent(registration));
		if (registration.phase === 'failed') this.#tell(registration.error);
	}

	#ring(session: Session): void {
		if (this.#preferences.doNotDisturb || !this.#answerable) return session.refuse('unavailable');
		if (this.#calls.full) return session.refuse('busy');
		const call = this.#add(new Call({ direction: 'incoming', session }, { media: this.#media, remote: session.remote, room: this.#chats.isRoom(session.remote) }));
		if (answersItself(this.#preferences, session) && call.state.phase === 'early') call.answer().catch(() => undefined);
	}

	#add(call: Call): Call {
		this.#calls.add(call);
		call.subscribe((state) => {
			this.dispatchEvent(new VoiceCallChangeEvent(call, state));
			if (state.phase === 'terminated') this.dispatchEvent(new VoiceCallEndEvent(call, state.termination));
		});
		this.dispatchEvent(new VoiceCallStartEvent(call));
		if (call.state.phase === 'terminated') this.dispatchEvent(new VoiceCallEndEvent(call, call.state.termination));
		return call;
	}

	#markRooms(): void {
		for (const call of this.#calls.ongoing) if (this.#chats.isRoom(call.remote)) call.markRoom();
	}

	#trouble(error: VoiceError): void {
		const { state } = error;
		const others = this.state.troubles.filter(({ code, subject }) => code !== state.code || subject !== state.subject);
		this.#set({ troubles: Object.freeze([...others, state].slice(-8)) });
		this.dispatchEvent(new VoiceErrorEvent(error));
	}

	#tell({ code, message, status, subject }: { code: VoiceError['code']; message: string; status?: number; subject?: string }): void {
		this.dispatchEvent(new VoiceErrorEvent(new VoiceError(code, message, { status, subject })));
	}

	#set(change: Partial<PhoneState>): void {
		this.setState({ ...this.state, ...change });
	}
}

/** Host of a phone that has not loaded its account yet. */
function hostOf({ uri, server }: PhoneConfig): string {
	const fromUri = /@([^;>\s]+)/.exec(uri ?? '')?.[1];
	const first = typeof server === 'string' ? server.trim().split(/\s+/)[0] : server?.[0];
	return fromUri ?? (first && URL.canParse(first) ? new URL(first).hostname : '') ?? '';
}
