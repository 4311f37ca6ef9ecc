/**
 * How long a sound may take to start: if the browser refuses autoplay, and if it does not. A busy machine takes seconds
 * to open its audio output.
 */
const [REFUSED_MS, BUSY_MS] = [1000, 10_000] as const;

/** Whether the autoplay policy rejected a playback. */
export function isRefusal(error: unknown): boolean {
	return error instanceof Error && error.name === 'NotAllowedError';
}

/**
 * Aborts when a sound that has not started will not start. An AudioContext does not tell a refusal by the autoplay
 * policy from a busy machine. An audio element does, at once and without a file.
 */
export function startTimeout(): AbortSignal {
	const over = new AbortController();
	const probe = new Audio();
	probe.play().catch((error: unknown) => isRefusal(error) && setTimeout(() => over.abort(), REFUSED_MS));
	setTimeout(() => probe.pause());
	return AbortSignal.any([over.signal, AbortSignal.timeout(BUSY_MS)]);
}
