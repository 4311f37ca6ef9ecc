/** Hidden pages get no animation frames. */
const HIDDEN_FRAME_MS = 250;

/** Runs one task per frame: the first at once, the next after the browser has rendered. */
export class Frames {
	#drawn: Promise<void> | undefined;

	async next(): Promise<void> {
		while (this.#drawn) await this.#drawn;
		this.#drawn = nextFrame().then(() => (this.#drawn = undefined));
	}
}

function nextFrame(): Promise<void> {
	return new Promise((resolve) => {
		const end = (): void => {
			cancelAnimationFrame(frame);
			clearTimeout(timer);
			resolve();
		};
		const frame = requestAnimationFrame(end);
		const timer = setTimeout(end, HIDDEN_FRAME_MS);
	});
}
