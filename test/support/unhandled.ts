/** What nobody handled in the page meanwhile: errors and rejections, by their messages. */
export async function unhandledIn(story: () => Promise<void>): Promise<readonly string[]> {
	const seen: string[] = [];
	const ending = new AbortController();
	const options = { signal: ending.signal, capture: true };
	const note = (event: Event, message: unknown): void => {
		seen.push(String(message));
		// Mocha would end the test for it, and say nothing of the rest.
		event.preventDefault();
		event.stopImmediatePropagation();
	};
	addEventListener('error', (event) => note(event, event.message), options);
	addEventListener('unhandledrejection', (event) => note(event, event.reason), options);
	await story();
	// Both are told in a task of their own.
	await new Promise((resolve) => setTimeout(resolve, 50));
	ending.abort();
	return seen;
}
