/** Elements first rendered in one task. */
const SLICE = 50;

const waiting: (() => void)[] = [];
let drawn = 0;

/**
 * Resolves when an element may render for the first time: many elements on one page are rendered in slices, and few at
 * once.
 */
export function turnToDraw(): Promise<void> {
	if (drawn >= SLICE) return new Promise((resolve) => waiting.push(resolve));
	if (drawn++ === 0) inNextTask(nextSlice);
	return Promise.resolve();
}

function nextSlice(): void {
	const slice = waiting.splice(0, SLICE);
	drawn = slice.length;
	if (drawn > 0) inNextTask(nextSlice);
	for (const draw of slice) draw();
}

/** Not by a timer, which a background page runs only once per second. */
function inNextTask(run: () => void): void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		run();
	};
	port2.postMessage(undefined);
}
