const frameMs = 20;
/** After a longer pause nobody wants to hear what was missed. */
const maxCatchUp = 10;

/** Calls once for every 20 ms that pass, the length of an audio frame, until the signal aborts; late calls are made up for. */
export function everyFrame(tick: () => void, signal: AbortSignal): void {
	let next = performance.now() + frameMs;
	const timer = setInterval(() => {
		next = Math.max(next, performance.now() - maxCatchUp * frameMs);
		for (; next <= performance.now(); next += frameMs) tick();
	}, frameMs);
	signal.addEventListener('abort', () => clearInterval(timer), { once: true });
}
