import { Phone, type Call, type CallState, type ChatMessage, type PhoneState, type VoicePhone } from '../../../src/index.js';
import { PageMedia } from '../../../src/media/page-media.js';
import { hears, silentAt, toneDevices } from '../../support/tones.js';

export interface SeatOptions {
	readonly server: string;
	readonly user: string;
	/** Pitch of the voice. */
	readonly hz: number;
	/** Whether the elements on the page show this phone. */
	readonly shown?: boolean;
	readonly more?: object;
}

const PATIENCE_MS = 90_000;

/** One party in a page; the test in Node speaks through it, so that everything here takes and gives plain data. */
export class Seat {
	readonly phone: Phone;
	/** How many times it was registered no more. */
	lost = 0;
	readonly #told = new Set<string>();

	constructor({ server, user, hz, shown = false, more = {} }: SeatOptions) {
		this.phone = new Phone({ server, uri: `sip:${user}@voice.test`, password: '1234', ...more }, { media: new PageMedia({ devices: toneDevices(hz) }) });
		if (shown) this.show();
		this.#count();
		this.phone.start();
	}

	/** The faces of the page show this phone from now on. */
	show(): void {
		document.querySelector<VoicePhone>('voice-phone')!.phone = this.phone;
	}

	async registered(): Promise<void> {
		await this.#until(({ registration }) => registration.phase === 'registered');
	}

	/** Waits until the registration failed. Resolves with the code of why, and whether it is tried again by itself. */
	async refused(): Promise<string> {
		await this.#until(({ registration }) => registration.phase === 'failed');
		const { registration } = this.phone.state;
		return registration.phase === 'failed' ? `${registration.error.code}${registration.retryAt ? ', tried again' : ''}` : '';
	}

	async connected(server: string): Promise<void> {
		await this.#until(({ connection }) => connection.phase === 'connected' && connection.server !== undefined && new URL(connection.server).href === server);
	}

	async disconnected(): Promise<void> {
		await this.#until(({ connection }) => connection.phase === 'reconnecting');
	}

	dial(user: string): void {
		this.phone.call(user);
	}

	/** Waits until it rings here, or there. */
	rings(): Promise<void> {
		return this.phase('early');
	}

	async answer(): Promise<void> {
		await this.rings();
		await this.#call.answer();
	}

	/** Waits until a call, the last where none is meant, is in this phase. */
	async phase(phase: CallState['phase'], index = -1): Promise<void> {
		await this.#until(({ calls }) => calls.at(index)?.phase === phase);
	}

	/** Waits until something of the last call is being got back, or nothing any more. */
	async recovers(of?: 'signaling' | 'media'): Promise<void> {
		await this.#until(({ calls }) => {
			const call = calls.at(-1);
			return call?.phase === 'confirmed' && call.recovering?.of === of;
		});
	}

	async hears(hz: number): Promise<void> {
		await this.phase('confirmed');
		await hears(this.#call.remoteStream ?? new MediaStream(), hz);
	}

	async misses(hz: number): Promise<void> {
		await silentAt(this.#call.remoteStream ?? new MediaStream(), hz);
	}

	/** Resolves with nothing when it is done, with the code of what went wrong when not. */
	async hold(held: boolean): Promise<string | undefined> {
		return outcome(held ? this.#call.hold() : this.#call.resume());
	}

	async digits(digits: string): Promise<string | undefined> {
		return outcome(this.#call.sendDigits(digits));
	}

	async isHeld(side: 'local' | 'remote', held: boolean): Promise<void> {
		await this.#until(({ calls }) => {
			const call = calls.at(-1);
			return call?.phase === 'confirmed' && call.hold[side] === held;
		});
	}

	hangUp(): void {
		this.#call.hangUp();
	}

	/** Resolves with who ended a call, the last where none is meant, and how. */
	async over(index = -1): Promise<string> {
		await this.phase('terminated', index);
		const state = this.phone.state.calls.at(index);
		return state?.phase === 'terminated' ? `${state.termination.by} ${state.termination.cause}` : '';
	}

	/** Resolves with what became of a text. */
	async write(user: string, text: string): Promise<string> {
		const chat = this.phone.chat({ person: user });
		const { id } = chat.send(text);
		await this.#until(() => chat.state.messages.some((message) => message.id === id && message.delivery !== 'sending'));
		return chat.state.messages.find((message) => message.id === id)?.delivery ?? '';
	}

	/** Waits for so many texts from somebody. Resolves with all. */
	async read(user: string, count = 1): Promise<string[]> {
		const chat = this.phone.chat({ person: user });
		const texts = (): ChatMessage[] => chat.state.messages.filter(({ direction }) => direction === 'incoming');
		await this.#until(() => texts().length >= count);
		return texts().map(({ text }) => text);
	}

	/** All that was told of the last calls: phase, what is being got back, what went wrong. */
	told(): string[] {
		return [...this.#told];
	}

	get state(): PhoneState {
		return this.phone.state;
	}

	#count(): void {
		let was = this.phone.state.registration.phase;
		this.phone.subscribe(({ registration: { phase }, calls }) => {
			if (was === 'registered' && phase !== was) this.lost++;
			was = phase;
			const call = calls.at(-1);
			if (call) this.#told.add(wordsOf(call));
		});
	}

	get #call(): Call {
		const call = this.phone.calls.at(-1);
		if (!call) throw new Error('There is no call.');
		return call;
	}

	#until(isSo: (state: PhoneState) => boolean): Promise<void> {
		const over = new AbortController();
		return new Promise<void>((resolve, reject) => {
			const look = (): void => (isSo(this.phone.state) ? resolve() : undefined);
			const timer = setTimeout(() => reject(new Error(`It stayed ${JSON.stringify(this.phone.state)}`)), PATIENCE_MS);
			over.signal.addEventListener('abort', () => clearTimeout(timer));
			this.phone.subscribe(look, over);
			look();
		}).finally(() => over.abort());
	}
}

function wordsOf(call: CallState): string {
	if (call.phase === 'terminated') return call.phase;
	return [call.phase, call.recovering?.of, call.trouble?.code].filter(Boolean).join(', ');
}

async function outcome(command: Promise<void>): Promise<string | undefined> {
	return command.then(() => undefined, ({ code, message }: { readonly code?: string; readonly message: string }) => code ?? message);
}

declare global {
	interface Window {
		Seat: typeof Seat;
		seats: Record<string, Seat>;
	}
}

window.Seat = Seat;
window.seats = {};
