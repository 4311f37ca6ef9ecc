import { VoiceError } from '../core/voice-error.js';
import type { Link } from '../core/ports/link.js';
import { pause } from '../core/pause.js';

/** ms before the retry, because a closed socket may be reported late. */
const AGAIN_MS = 250;

export interface RetryOptions {
	/** How long to wait for the server, ms. */
	readonly waitMs: number;
	readonly signal: AbortSignal;
}

/**
 * Runs an action that needs the server once it is reachable, and again if the connection is lost meanwhile. The action
 * gets the remaining ms. Rejects with `server-unreachable` when the time is over. A connection suffices: calls work
 * without a registration.
 */
export async function retryWhenReachable(
	link: Link,
	{ waitMs, signal }: RetryOptions,
	action: (leftMs: number) => Promise<void>,
): Promise<void> {
	const deadline = performance.now() + waitMs;
	const leftMs = (): number => Math.max(0, deadline - performance.now());
	for (;;) {
		if (!link.connected) await link.whenReachable(leftMs(), signal);
		try {
			return await action(leftMs());
		} catch (thrown) {
			if (!(thrown instanceof VoiceError) || thrown.code !== 'server-unreachable' || leftMs() === 0) throw thrown;
		}
		await pause(AGAIN_MS, signal);
	}
}
