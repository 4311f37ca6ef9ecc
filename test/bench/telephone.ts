/** An account, and the ICE servers of its calls. */
export interface Wishes {
	/** WebSocket URIs, the preferred one first. */
	readonly servers: readonly string[];
	readonly user: string;
	readonly password: string;
	readonly iceServers?: readonly RTCIceServer[];
}

/** A call of a `Telephone`. */
export interface Talk {
	readonly connection: RTCPeerConnection | undefined;
	readonly isOver: boolean;
	answer(): void;
	hangUp(): void;
	/** Resolves when the far side has agreed; rejects when it did not. */
	hold(): Promise<void>;
	/** Resolves when answered; rejects when it ends before. */
	confirmed(): Promise<void>;
	over(): Promise<void>;
}

/** What a page telephones with, ours or JsSIP alone: one story can be told of both. */
export interface Telephone {
	readonly isRegistered: boolean;
	start(): void;
	call(user: string): Talk;
	/** Called with every call that comes in. */
	onCall: ((talk: Talk) => void) | undefined;
	/** Resolves when the server has taken the text. */
	write(user: string, text: string): Promise<void>;
	stop(): Promise<void>;
}

/** Waits until something is so. */
export async function until(isSo: () => unknown, what: string, timeoutMs = 300_000): Promise<void> {
	const deadline = performance.now() + timeoutMs;
	while (!isSo()) {
		if (performance.now() > deadline) throw new Error(`Not in ${String(timeoutMs)} ms: ${what}`);
		await new Promise((resolve) => setTimeout(resolve, 2));
	}
}
