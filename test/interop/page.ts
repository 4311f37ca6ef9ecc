import type { Call, Chat, Phone as PhoneType } from '../../src/index.js';
import { hears, toneStream } from '../support/tones.js';

declare const VoiceElements: { readonly Phone: typeof PhoneType };

/** Who sits at a page, where, and the pitch of the voice. */
export interface Person {
	readonly user: string;
	readonly password: string;
	readonly server: string;
	readonly hz: number;
}

const patienceMs = 20_000;

/** One person at one page with a phone of the build; the test speaks through it. */
class Desk {
	readonly #phone: PhoneType;

	constructor({ user, password, server, hz }: Person) {
		navigator.mediaDevices.getUserMedia = () => Promise.resolve(toneStream(hz).stream);
		this.#phone = new VoiceElements.Phone({ server, uri: `sip:${user}@voice.test`, password });
	}

	/** Resolves with `registered`, or with the code of what went wrong. */
	async register(): Promise<string> {
		this.#phone.start();
		const { registration } = await until(this.#phone, ({ registration: { phase } }) => phase === 'registered' || phase === 'failed');
		return registration.phase === 'failed' ? registration.error.code : registration.phase;
	}

	async dial(user: string): Promise<void> {
		await until(this.#phone.call(user), ({ phase }) => phase === 'confirmed');
	}

	async answer(): Promise<void> {
		await until(this.#phone, ({ calls }) => calls.some(({ phase }) => phase === 'early'));
		await this.#call.answer();
	}

	async hears(hz: number): Promise<number> {
		await until(this.#call, ({ phase }) => phase === 'confirmed');
		return hears(this.#call.remoteStream ?? new MediaStream(), hz);
	}

	hangUp(): void {
		this.#call.hangUp();
	}

	/** Resolves when the call is over, with who ended it. */
	async over(): Promise<string> {
		const state = await until(this.#call, ({ phase }) => phase === 'terminated');
		return state.phase === 'terminated' ? `${state.termination.by} ${state.termination.cause}` : '';
	}

	/** Resolves with what became of the text. */
	async write(user: string, text: string): Promise<string> {
		const chat = this.#chat(user);
		const { id } = chat.send(text);
		const state = await until(chat, ({ messages }) => messages.some((message) => message.id === id && message.delivery !== 'sending'));
		return state.messages.find((message) => message.id === id)?.delivery ?? '';
	}

	/** Resolves with the last text from somebody. */
	async read(user: string): Promise<string> {
		const isTheirs = ({ direction }: { readonly direction: string }): boolean => direction === 'incoming';
		const { messages } = await until(this.#chat(user), (state) => state.messages.some(isTheirs));
		return messages.findLast(isTheirs)?.text ?? '';
	}

	get #call(): Call {
		const call = this.#phone.calls.at(-1);
		if (!call) throw new Error('There is no call.');
		return call;
	}

	#chat(user: string): Chat {
		return this.#phone.chat({ person: user });
	}
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
