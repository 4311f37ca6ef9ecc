/** Makes timers of this very length go off earlier. Returns the way back. */
export function hurryTimersOf(ms: number, hurriedMs: number): () => void {
	const original = globalThis.setTimeout;
	globalThis.setTimeout = Object.assign((handler: TimerHandler, timeout?: number, ...rest: unknown[]) => original(handler, timeout === ms ? hurriedMs : timeout, ...rest), original);
	return () => void (globalThis.setTimeout = original);
}
