const frameMs = 20;
/** After a longer pause, missed frames are skipped. */
const maxCatchUp = 10;

/** Calls `tick` once per 20 ms audio frame until the signal aborts, and catches up after a delay. */
export function everyFrame(tick: () => void, signal: AbortSignal): void {
	let next = performance.now() + frameMs;
	const timer = setInterval(() => {
		next = Math.max(next, performance.now() - maxCatchUp * frameMs);
		for (; next <= performance.now(); next += frameMs) tick();
	}, frameMs);
	signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
