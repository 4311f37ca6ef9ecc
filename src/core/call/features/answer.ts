import { ownProperties } from '../../own-properties.js';
import type { CaptureWish, MediaSource } from '../../ports/media.js';
import type { CallMedia } from '../call-media.js';
import type { CallContext } from './call-context.js';

/** Its part of a session. */
export interface AnswerSession {
	/** Takes an incoming call. Resolves when confirmed; where the source rejects it rejects as well, and the call rings on. */
	answer(source: MediaSource): Promise<void>;
}

export interface AnswerState {
	/** Nobody was asked: the phone answers by itself, or did. */
	readonly automatic?: true;
}

/** `withdrawn`: it rings for somebody after all, or somebody was faster. */
export interface AnswerFact {
	readonly type: 'automatic';
	readonly withdrawn?: true;
}

export function nextAnswer<State extends AnswerState>(state: State, fact: AnswerFact): State {
	const { withdrawn } = ownProperties<AnswerFact>(fact);
	if (!withdrawn) return state.automatic ? state : { ...state, automatic: true };
	if (!Object.hasOwn(state, 'automatic')) return state;
	const { automatic: _automatic, ...rest } = state;
	return rest as State;
}

/** Answers a call: when somebody says so, or unasked. */
export class Answer {
	readonly #call: CallContext<AnswerFact, AnswerSession>;
	readonly #media: CallMedia;
	#answering: Promise<void> | undefined;
	/** While nobody was asked about the answer, and it can be withdrawn. */
	#unasked: AbortController | undefined;

	constructor(call: CallContext<AnswerFact, AnswerSession>, media: CallMedia) {
		this.#call = call;
		this.#media = media;
	}

	/** Somebody answers. Where the microphone cannot be had it rejects, and the call rings on. */
	answer(wish: CaptureWish): Promise<void> {
		this.#unasked = undefined;
		this.#call.apply({ type: 'automatic', withdrawn: true });
		return this.#answer(wish);
	}

	/** Answers unasked, which is heard first, and seen. Where it cannot be heard, or the microphone cannot be had, the call rings on. */
	async answerUnasked(wish: CaptureWish): Promise<void> {
		const unasked = this.#unasked = new AbortController();
		this.#call.apply({ type: 'automatic' });
		if (!await this.#media.announced()) return this.ringInstead();
		if (this.#unasked === unasked && this.#call.phase() === 'early') await this.#answer(wish).catch(() => (this.#unasked = undefined));
	}

	/** Leaves to somebody what is about to be answered unasked, also while the browser asks for the microphone. */
	ringInstead(): void {
		if (!this.#unasked) return;
		this.#unasked.abort();
		this.#unasked = this.#answering = undefined;
		this.#call.abandon();
		this.#call.apply({ type: 'automatic', withdrawn: true });
	}

	#answer(wish: CaptureWish): Promise<void> {
		if (this.#answering) return this.#answering;
		const source = this.#media.source(wish, { withdrawn: this.#unasked?.signal, acquired: () => (this.#unasked = undefined) });
		const answering = this.#call.run('answer', (session) => session.answer(source)).finally(() => {
			if (this.#answering === answering) this.#answering = undefined;
		});
		return (this.#answering = answering);
	}
}
