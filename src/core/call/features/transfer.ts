import type { Address } from '../../address.js';
import { VoiceError } from '../../voice-error.js';
import type { CallContext } from './call-context.js';

/** Its part of a session. */
export interface TransferSession {
	/** To an address (RFC 3515), or to the far end of another session of the same protocol (RFC 3891). */
	transfer(target: Address | TransferSession): Promise<void>;
}

export interface TransferState {
	/** Who took the call over: it ends in a moment, or ended for that. */
	readonly transferredTo?: Address;
}

/** The other side took over. */
export interface TransferFact {
	readonly type: 'transferred';
	readonly to: Address;
}

/** Another call of this phone, to whose far end a call is transferred. */
export interface TransferTarget {
	readonly session: TransferSession | undefined;
	readonly party: Address;
	readonly call: CallContext<TransferFact, TransferSession>;
}

export function nextTransfer<State extends TransferState>(state: State, { to }: TransferFact): State {
	return { ...state, transferredTo: to };
}

/** Hands a call on to an address. Resolves when the other side took over. */
export function transferTo(call: CallContext<TransferFact, TransferSession>, to: Address): Promise<void> {
	return call.run('transfer', async (session) => {
		await session.transfer(to);
		call.apply({ type: 'transferred', to });
	});
}

/** Connects the far ends of two calls (RFC 3891); both calls end then. @throws {VoiceError} `invalid-state` where the other one is no call that goes on. */
export function transferToCall({ call, party }: TransferTarget, other: TransferTarget): Promise<void> {
	const { session: target } = other;
	if (!target || other.call === call) throw new VoiceError('invalid-state', 'Cannot transfer: the other call does not go on.');
	return call.run('transfer', async (session) => {
		await session.transfer(target);
		call.apply({ type: 'transferred', to: other.party });
		other.call.apply({ type: 'transferred', to: party });
	});
}
