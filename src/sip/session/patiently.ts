import { VoiceError } from '../../core/voice-error.js';
import type { SessionHost } from '../session-host.js';
import { pause } from './pause.js';
import { isUnreached } from './unreached.js';

/** A socket that is dead may say so only a little later. */
const AGAIN_MS = 500;

export interface Patience {
	/** How long the server may be away, ms. */
	readonly waitMs: number;
	readonly signal: AbortSignal;
}

/**
 * Does what needs the server as soon as it is there, and again where it went away in between, or does not find the far side, which may be on its way back. Rejects
 * with what was met last when that stays so. A line that is refused its registration and has its socket can still talk about calls.
 */
export async function patiently(host: SessionHost, { waitMs, signal }: Patience, action: () => Promise<void>): Promise<void> {
	const deadline = performance.now() + waitMs;
	const leftMs = (): number => Math.max(0, deadline - performance.now());
	for (;;) {
		if (!host.ua.isConnected()) await host.whenOnline(leftMs(), signal);
		try {
			return await action();
		} catch (thrown) {
			if (!isForNow(thrown) || leftMs() === 0) throw thrown;
		}
		await pause(AGAIN_MS, signal);
	}
}

function isForNow(thrown: unknown): boolean {
	if (!(thrown instanceof VoiceError)) return false;
	return thrown.code === 'server-unreachable' || (thrown.status !== undefined && isUnreached(thrown.status));
}
