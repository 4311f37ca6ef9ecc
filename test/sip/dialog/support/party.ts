import type { Termination } from '../../../../src/core/call/termination.js';

/** One end of a call, so that the same story can be told of our sessions and of plain JsSIP. */
export interface PartyCall {
	readonly phase: 'trying' | 'early' | 'confirmed' | 'terminated';
	readonly connection: RTCPeerConnection | undefined;
	readonly remoteStream: MediaStream;
	/** How it ended, in the words of whoever ended it. */
	readonly termination: Partial<Termination> | string | undefined;
	/** Resolves with the call when it is confirmed, or rejects. */
	answer(): Promise<void>;
	hangUp(): void;
	hold(held: boolean): Promise<void>;
	readonly heldLocally: boolean;
	mute(muted: boolean): void;
	until(phase: PartyCall['phase']): Promise<void>;
}

/** Somebody with a telephone and a voice of his own pitch. */
export interface Party {
	readonly user: string;
	readonly hz: number;
	call(user: string): PartyCall;
	/** The next call that comes in, or came and was not asked for. */
	incoming(): Promise<PartyCall>;
	stop(): void;
}

/** Waits until something is so. */
export async function eventually(isSo: () => boolean, what: string, timeoutMs = 25_000): Promise<void> {
	const deadline = performance.now() + timeoutMs;
	while (!isSo()) {
		if (performance.now() > deadline) throw new Error(`Not in ${timeoutMs} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
