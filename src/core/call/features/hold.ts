import type { CallContext } from './call-context.js';

/** Its part of a session. */
export interface HoldSession {
	/** Resolves when the peer agreed to be held, or to talk again. */
	hold(held: boolean): Promise<void>;
}

export interface HoldState {
	/** Which side holds the call. */
	readonly hold: { readonly local: boolean; readonly remote: boolean };
}

export type HoldFact =
	| { readonly type: 'local-hold'; readonly held: boolean }
	/** Reported by the protocol. */
	| { readonly type: 'remote-hold'; readonly held: boolean };

export const NOT_HELD: HoldState = { hold: { local: false, remote: false } };

export function nextHold<State extends HoldState>(state: State, { type, held }: HoldFact): State {
	const side = type === 'local-hold' ? 'local' : 'remote';
	return state.hold[side] === held ? state : { ...state, hold: { ...state.hold, [side]: held } };
}

/** Holds a call, and goes on with it. */
export class Hold {
	readonly #call: CallContext<HoldFact, HoldSession>;
	readonly #changed: () => void;
	#asked = 0;

	/** `changed` is called whenever `asked` may have changed. */
	constructor(call: CallContext<HoldFact, HoldSession>, changed: () => void) {
		this.#call = call;
		this.#changed = changed;
	}

	/** Whether the far side was asked and has not answered yet: nothing of ours leaves meanwhile. */
	get asked(): boolean {
		return this.#asked > 0;
	}

	/** Resolves when the peer agreed. */
	hold(): Promise<void> {
		this.#call.demand('hold', ['confirmed'], 'hold');
		return this.#call.run('hold', (session) => this.#ask(session));
	}

	resume(): Promise<void> {
		this.#call.demand('resume', ['confirmed'], 'hold');
		return this.#call.run('resume', async (session) => {
			await session.hold(false);
			this.#call.apply({ type: 'local-hold', held: false });
		});
	}

	async #ask(session: HoldSession): Promise<void> {
		this.#asked++;
		this.#changed();
		try {
			await session.hold(true);
			this.#call.apply({ type: 'local-hold', held: true });
		} finally {
			this.#asked--;
			this.#changed();
		}
	}
}
