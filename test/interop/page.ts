import type { AnswerOptions, Call, Chat, ChatMessage, ErrorState, Phone as PhoneType, PhoneConfig } from '../../src/index.js';
import { colourTrack, sees, unseen, type Colour } from '../support/pictures.js';
import { hears, listenTo, silentAt, toneStream } from '../support/tones.js';
import './plain-page.js';

declare const VoiceElements: { readonly Phone: typeof PhoneType };

/** Who sits at a page, the pitch of the voice, and everything else that a phone may be told. */
export interface Person extends PhoneConfig {
	readonly user: string;
	readonly hz: number;
	/** What the camera sees; without it there is none. */
	readonly colour?: Colour;
	/** Whether sound may pass through nothing but TURN servers. */
	readonly relayOnly?: boolean;
	/** The only audio codecs of a browser that knows few; takes effect together with `codecs`. */
	readonly knows?: readonly string[];
}

const patienceMs = 20_000;

/** One person at one page with a phone of the build; the test speaks through it. */
class Desk {
	readonly phone: PhoneType;
	readonly config: PhoneConfig;
	#following: ReturnType<typeof setInterval> | undefined;
	#heardAt = 0;
	#longestGapMs = 0;

	constructor({ user, hz, colour, relayOnly, knows, ...config }: Person) {
		if (knows) limitCodecs(knows);
		if (relayOnly) allowRelaysOnly();
		navigator.mediaDevices.getUserMedia = (wish) => Promise.resolve(new MediaStream([...toneStream(hz).stream.getTracks(), ...wish?.video && colour ? [colourTrack(colour)] : []]));
		this.config = { uri: `sip:${user}@voice.test`, ...config };
		this.phone = new VoiceElements.Phone(this.config);
	}

	/** The last call. */
	get call(): Call {
		const call = this.phone.calls.at(-1);
		if (!call) throw new Error('There is no call.');
		return call;
	}

	/** Resolves with `registered`, or with the code of what went wrong. */
	async register(): Promise<string> {
		this.phone.start();
		const { registration } = await until(this.phone, ({ registration: { phase } }) => phase === 'registered' || phase === 'failed');
		return registration.phase === 'failed' ? registration.error.code : registration.phase;
	}

	/** Resolves when the registration was renewed so often, with the phases that it went through. */
	async phasesUntilRenewed(times: number): Promise<string[]> {
		const phases = new Set<string>();
		const expiries = new Set<number>();
		await until(this.phone, ({ registration }) => {
			phases.add(registration.phase);
			if (registration.phase === 'registered' && registration.expiresAt !== undefined) expiries.add(registration.expiresAt);
			return expiries.size > times;
		});
		return [...phases];
	}

	/** Starts the phone, and resolves with what keeps it from its server. */
	async obstacle(): Promise<string> {
		this.phone.start();
		const { connection } = await until(this.phone, (state) => 'error' in state.connection);
		return 'error' in connection ? connection.error?.code ?? '' : '';
	}

	async dial(user: string): Promise<void> {
		await until(this.phone.call(user), ({ phase }) => phase === 'confirmed');
	}

	/** Dials with a picture, as one does in a page: by its element. */
	async dialWithPicture(user: string): Promise<void> {
		const face = Object.assign(document.createElement('voice-dial'), { phone: this.phone, video: true });
		document.body.append(face);
		const call = face.dial(user);
		face.remove();
		if (call) await until(call, ({ phase }) => phase === 'confirmed');
	}

	/** Dials, and does not wait for anything. */
	place(user: string): void {
		this.phone.call(user);
	}

	/** Waits until the phone of this page rings, or the other end of a call that it placed. */
	async rings(): Promise<void> {
		await until(this.phone, ({ calls }) => calls.some(({ phase }) => phase === 'early'));
	}

	/** Answers the next call that is not given up before. */
	async answer(options: AnswerOptions = {}): Promise<void> {
		for (let isTaken = false; !isTaken;) {
			await this.rings();
			const { call } = this;
			isTaken = await call.answer(options).then(() => true, (thrown: unknown) => {
				if (call.state.phase === 'terminated') return false;
				throw thrown;
			});
		}
	}

	async hears(hz: number): Promise<number> {
		await until(this.call, ({ phase }) => phase === 'confirmed');
		return hears(this.call.remoteStream ?? new MediaStream(), hz);
	}

	/** Waits until a pitch is gone that was heard before. */
	async misses(hz: number): Promise<void> {
		await silentAt(this.call.remoteStream ?? new MediaStream(), hz);
	}

	async sees(colour: Colour): Promise<void> {
		await until(this.call, ({ phase }) => phase === 'confirmed');
		await sees(this.call.remoteStream ?? new MediaStream(), colour);
	}

	/** Waits until a colour is gone, or looks whether it never comes. */
	async seesNo(colour: Colour): Promise<void> {
		await unseen(this.call.remoteStream ?? new MediaStream(), colour);
	}

	/** Notes from now on how long a pitch is away, until it is asked. */
	follow(hz: number): void {
		const ear = listenTo(this.call.remoteStream ?? new MediaStream());
		this.#heardAt = performance.now();
		this.#longestGapMs = 0;
		clearInterval(this.#following);
		this.#following = setInterval(() => {
			const now = performance.now();
			if (ear.levelAt(hz) < ear.floor() + 30) return;
			this.#longestGapMs = Math.max(this.#longestGapMs, now - this.#heardAt);
			this.#heardAt = now;
		}, 50);
	}

	/** The longest time without the pitch that is followed, in ms, one that lasts included. */
	get longestGapMs(): number {
		return Math.max(this.#longestGapMs, performance.now() - this.#heardAt);
	}

	/** Waits until a key is heard that is pressed at the other end: both of its pitches at once. */
	async hearsKey(...pitches: readonly number[]): Promise<void> {
		const ear = listenTo(this.call.remoteStream ?? new MediaStream());
		for (const endAt = Date.now() + patienceMs; !pitches.every((hz) => ear.levelAt(hz) > -45); await new Promise((resolve) => setTimeout(resolve, 20))) {
			if (Date.now() > endAt) throw new Error(`No key is heard: ${pitches.map((hz) => `${hz} Hz at ${ear.levelAt(hz).toFixed()} dB`).join()}`);
		}
	}

	/** Codec in which this page sends, and in which it receives, once it does both. */
	async codecs(): Promise<string[]> {
		for (const endAt = Date.now() + patienceMs; ; await new Promise((resolve) => setTimeout(resolve, 50))) {
			const codecs = await this.#codecsSoFar();
			if (codecs.length === 2 || Date.now() > endAt) return codecs;
		}
	}

	/** Waits until the call is held from here, from there, from both sides or from none. */
	async isHeld(...sides: readonly ('local' | 'remote')[]): Promise<void> {
		await until(this.call, (state) => state.phase === 'confirmed' && state.hold.local === sides.includes('local') && state.hold.remote === sides.includes('remote'));
	}

	/** Waits until nothing of the call is missing. */
	async isWhole(): Promise<void> {
		await until(this.call, (state) => state.phase === 'confirmed' && state.recovering === undefined);
	}

	/** Waits until the sound or the server of the call is lost, and then until it is back. */
	async recovers(): Promise<void> {
		await until(this.call, (state) => state.phase !== 'terminated' && state.recovering !== undefined);
		await until(this.call, (state) => state.phase === 'terminated' || state.recovering === undefined);
	}

	/** Waits until the phone says that something limits it. */
	async trouble(code: ErrorState['code']): Promise<ErrorState | undefined> {
		const { troubles } = await until(this.phone, (state) => state.troubles.some((trouble) => trouble.code === code));
		return troubles.find((trouble) => trouble.code === code);
	}

	hangUp(): void {
		this.call.hangUp();
	}

	/** Resolves when the call is over, with who ended it. */
	async over(): Promise<string> {
		const state = await until(this.call, ({ phase }) => phase === 'terminated');
		return state.phase === 'terminated' ? `${state.termination.by} ${state.termination.cause}` : '';
	}

	hangUpAll(): void {
		for (const call of this.phone.calls) call.hangUp();
	}

	/** Resolves when there is no call any more. */
	async isFree(): Promise<void> {
		await until(this.phone, ({ calls }) => calls.every(({ phase }) => phase === 'terminated'));
	}

	/** Resolves with what became of the text. */
	async write(user: string, text: string): Promise<string> {
		const chat = this.#chat(user);
		const { id } = chat.send(text);
		const state = await until(chat, ({ messages }) => messages.some((message) => message.id === id && message.delivery !== 'sending'));
		return state.messages.find((message) => message.id === id)?.delivery ?? '';
	}

	/** Waits for a text from somebody: this one, or any. Resolves with the last. */
	async read(user: string, text?: string): Promise<string> {
		const isTheirs = (message: ChatMessage): boolean => message.direction === 'incoming' && (text === undefined || message.text === text);
		const { messages } = await until(this.#chat(user), (state) => state.messages.some(isTheirs));
		return messages.findLast(isTheirs)?.text ?? '';
	}

	async #codecsSoFar(): Promise<string[]> {
		const stats = [...(await this.call.connection?.getStats() ?? []) as Iterable<[string, Record<string, string>]>].map(([, one]) => one);
		const flows = ['outbound-rtp', 'inbound-rtp'].map((type) => stats.find((one) => one.type === type && one.kind === 'audio'));
		return flows.flatMap((flow) => stats.find(({ id }) => id === flow?.codecId)?.mimeType ?? []);
	}

	#chat(user: string): Chat {
		return this.phone.chat({ person: user });
	}
}

function allowRelaysOnly(): void {
	window.RTCPeerConnection = class extends RTCPeerConnection {
		constructor(configuration?: RTCConfiguration) {
			super({ ...configuration, iceTransportPolicy: 'relay' });
		}
	};
}

function limitCodecs(names: readonly string[]): void {
	const capabilities = RTCRtpReceiver.getCapabilities.bind(RTCRtpReceiver);
	RTCRtpReceiver.getCapabilities = (kind) => {
		const all = capabilities(kind);
		return all && { ...all, codecs: all.codecs.filter(({ mimeType }) => names.includes(mimeType.replace('audio/', ''))) };
	};
}

interface Watchable<State> {
	readonly state: State;
	subscribe(listener: (state: State) => void, options: { readonly signal: AbortSignal }): unknown;
}

function until<State>(store: Watchable<State>, isSo: (state: State) => boolean): Promise<State> {
	const over = new AbortController();
	return new Promise((resolve, reject) => {
		const look = (): void => {
			if (!isSo(store.state)) return;
			over.abort();
			resolve(store.state);
		};
		setTimeout(() => reject(new Error(`It did not come about: ${JSON.stringify(store.state)}`)), patienceMs);
		store.subscribe(look, over);
		look();
	});
}

declare global {
	interface Window {
		sit(person: Person): void;
		desk: Desk;
	}
}

window.sit = (person) => {
	window.desk = new Desk(person);
};
