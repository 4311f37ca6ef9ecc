import { VoiceError } from '../core/voice-error.js';
import type { Link } from '../core/ports/link.js';
import { pause } from '../core/pause.js';

/** A socket that is dead may say so only a little later. */
const AGAIN_MS = 250;

export interface RetryOptions {
	/** How long the server may be away, ms. */
	readonly waitMs: number;
	readonly signal: AbortSignal;
}

/**
 * Does what needs the server as soon as it is there (the action is told how much of the time is left), and once more where it went away in between. Rejects with `server-unreachable` when it stays away. A line that
 * is refused its registration and has its socket can still talk about calls.
 */
export async function retryWhenReachable(link: Link, { waitMs, signal }: RetryOptions, action: (leftMs: number) => Promise<void>): Promise<void> {
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
