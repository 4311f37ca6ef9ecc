import { VoiceError } from '../../voice-error.js';
import type { Capability } from '../capabilities.js';
import type { CallFact, CallState } from '../call-state.js';
import type { Session } from '../../ports/session.js';
import type { CallCommand } from './call-command.js';
import type { CallContext, OngoingPhase } from './call-context.js';

export interface CommandRunnerOptions {
	readonly state: () => CallState;
	/** Of an outgoing call, once somebody was called. */
	readonly session: () => Session | undefined;
	/** While the call is resumed: what is wanted of it waits for that. */
	readonly resuming: () => Promise<void> | undefined;
	readonly apply: (fact: CallFact) => void;
	/** Aborts when the call is over. */
	readonly end: AbortSignal;
}

/** Runs the commands of a call on its session. Of several at once, the state tells the last. */
export class CommandRunner implements CallContext<CallFact, Session> {
	readonly #options: CommandRunnerOptions;
	#turn = 0;

	constructor(options: CommandRunnerOptions) {
		this.#options = options;
	}

	phase(): OngoingPhase | 'terminated' {
		return this.#options.state().phase;
	}

	demand(wish: string, phases: readonly OngoingPhase[], capability?: Capability): void {
		const state = this.#options.state();
		if (state.phase === 'terminated' || !phases.includes(state.phase)) throw new VoiceError('invalid-state', `Cannot ${wish}: the call is not ${phases.join(' or ')}.`);
		if (capability && !state.capabilities.includes(capability)) throw new VoiceError('unsupported', `Cannot ${wish}: the server does not support it in this call.`);
	}

	async run(command: CallCommand, action: (session: Session) => Promise<void>): Promise<void> {
		const turn = ++this.#turn;
		const settle = (fact: CallFact): void => {
			if (turn === this.#turn) this.apply(fact);
		};
		this.#requireSession(command);
		this.apply({ type: 'pending', command });
		try {
			await this.ask(command, action);
			settle({ type: 'settled' });
		} catch (thrown) {
			settle({ type: 'settled', trouble: VoiceError.from(thrown).state });
			throw thrown;
		}
	}

	async ask(wish: string, action: (session: Session) => Promise<void>): Promise<void> {
		const resuming = this.#options.resuming();
		try {
			if (resuming) await resuming;
			await action(this.#requireSession(wish));
		} catch (thrown) {
			throw this.#options.end.aborted ? new VoiceError('invalid-state', 'The call ended first.', { cause: thrown }) : VoiceError.from(thrown);
		}
	}

	abandon(): void {
		this.#turn++;
		this.apply({ type: 'settled' });
	}

	apply(fact: CallFact): void {
		this.#options.apply(fact);
	}

	#requireSession(wish: string): Session {
		const session = this.#options.session();
		if (!session) throw new VoiceError('invalid-state', `Cannot ${wish}: nobody has been called yet.`);
		return session;
	}
}
