import type { CallContext } from './call-context.js';

export interface MuteState {
	/** May be set before the call is confirmed, and holds from its first packet. */
	readonly muted: boolean;
}

export interface MuteFact {
	readonly type: 'muted';
	readonly muted: boolean;
}

export function nextMute<State extends MuteState>(state: State, { muted }: MuteFact): State {
	return state.muted === muted ? state : { ...state, muted };
}

/** Silences us, or lets us be heard again, in any phase. */
export function setMuted(call: CallContext<MuteFact, unknown>, muted: boolean): void {
	call.demand(muted ? 'mute' : 'unmute', ['trying', 'early', 'confirmed']);
	call.apply({ type: 'muted', muted });
}
