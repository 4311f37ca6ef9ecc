import type { Capability } from '../capabilities.js';
import type { CallCommand } from './call-command.js';

export type OngoingPhase = 'trying' | 'early' | 'confirmed';

/** A call, as its features see it. `Fact`: what a feature tells the state; `Session`: what it needs of the protocol's session. */
export interface CallContext<Fact, Session> {
	phase(): OngoingPhase | 'terminated';
	/**
	 * @throws {VoiceError} `invalid-state`, unless the call is in one of these phases; `unsupported`, unless it has the capability. `wish`: what cannot be done then.
	 */
	demand(wish: string, phases: readonly OngoingPhase[], capability?: Capability): void;
	/** Runs a command on the session: the state says that it is pending, and what it met. Rejects with a `VoiceError`. */
	run(command: CallCommand, action: (session: Session) => Promise<void>): Promise<void>;
	/** As `run`, for what the state does not tell. */
	ask(wish: string, action: (session: Session) => Promise<void>): Promise<void>;
	/** Forgets the command that runs: what it meets is told no more. */
	abandon(): void;
	apply(fact: Fact): void;
}
