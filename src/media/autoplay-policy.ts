/** How long a sound may take to begin where the browser refuses to play, and where it does not: a busy machine takes seconds to open its loudspeaker. */
const [REFUSED_MS, BUSY_MS] = [1000, 10_000] as const;

/** Whether a sound was refused by the autoplay policy. */
export function isRefusal(error: unknown): boolean {
	return error instanceof Error && error.name === 'NotAllowedError';
}

/**
 * Aborts when a sound that did not begin by then is not going to. An AudioContext does not tell whether the autoplay policy holds it back or the machine is busy; an
 * audio element does, at once, and needs no file for it.
 */
export function patience(): AbortSignal {
	const over = new AbortController();
	const probe = new Audio();
	probe.play().catch((error: unknown) => isRefusal(error) && setTimeout(() => over.abort(), REFUSED_MS));
	setTimeout(() => probe.pause());
	return AbortSignal.any([over.signal, AbortSignal.timeout(BUSY_MS)]);
}
