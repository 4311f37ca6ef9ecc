/** A connection to one of several servers, as those see it who use it. A call needs no more of it, whatever the protocol. */
export interface Link {
	/** Whether the socket is open. */
	readonly connected: boolean;
	/** Whether the socket is open, and the account signed in where it signs in. */
	readonly reachable: boolean;
	/** Calls the listener at every change of `connected`, until the signal aborts. */
	onConnectedChange(listener: (connected: boolean) => void, signal: AbortSignal): void;
	/** Resolves when reachable, at once if it is. Rejects with `server-unreachable` after `timeoutMs`, with the signal's reason when that aborts. */
	whenReachable(timeoutMs: number, signal: AbortSignal): Promise<void>;
	/** The server answered something of ours. */
	confirm(): void;
	/** Something of ours met silence. Asks the server for a sign of life now. */
	doubt(): void;
}
