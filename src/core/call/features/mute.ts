import type { CallContext } from './call-context.js';

/** What a call sends with a device of its own. */
export type SendKind = 'audio' | 'camera' | 'screen';

/** Its part of a session. */
export interface SendSession {
	/** Sends this track from now on, in place of the one of its kind; without one, nothing of that kind. Resolves when the far side agreed, where it must. */
	send(kind: SendKind, track?: MediaStreamTrack): Promise<void>;
}

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

/** Lets us be heard in a call that went on without a microphone. Resolves when one is open, and sends. */
export function unmuteWith(call: CallContext<MuteFact, SendSession>, open: () => Promise<MediaStream>): Promise<void> {
	return call.run('unmute', async (session) => {
		const [track] = (await open()).getAudioTracks();
		await session.send('audio', track);
		call.apply({ type: 'muted', muted: false });
	});
}
