/** Makes timers of this very length go off earlier. Returns the way back. */
export function hurryTimersOf(ms: number, hurriedMs: number): () => void {
	return changeTimers((timeout) => (timeout === ms ? hurriedMs : timeout));
}

/** Makes timers take a thousand times as long. Returns the way back. */
export function slowTimers(): () => void {
	return changeTimers((timeout = 0) => timeout * 1000);
}

function changeTimers(change: (timeout?: number) => number | undefined): () => void {
	const original = globalThis.setTimeout;
	globalThis.setTimeout = Object.assign((handler: TimerHandler, timeout?: number, ...rest: unknown[]) => original(handler, change(timeout), ...rest), original);
	return () => void (globalThis.setTimeout = original);
}
