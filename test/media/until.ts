/** Waits until a condition is true. */
export async function until(condition: () => boolean | Promise<boolean>, { what = 'It', timeoutMs = 15_000 } = {}): Promise<void> {
	for (const deadline = performance.now() + timeoutMs; !(await condition()); await pause(50)) {
		if (performance.now() > deadline) throw new Error(`${what} did not come true in ${timeoutMs} ms.`);
	}
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
