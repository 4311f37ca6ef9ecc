/** Faces that are drawn in one task. */
const SLICE = 50;

const waiting: (() => void)[] = [];
let drawn = 0;

/** Resolves when it is the turn of a face to be drawn first: a page full of them answers between slices. A page of few waits for nothing. */
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

/** Not by a timer, which a page in the background has once a second. */
function inNextTask(run: () => void): void {
	const { port1, port2 } = new MessageChannel();
	port1.onmessage = () => {
		port1.close();
		run();
	};
	port2.postMessage(undefined);
}
