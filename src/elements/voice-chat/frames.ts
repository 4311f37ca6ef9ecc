/** A page that nobody sees has no frames. */
const HIDDEN_FRAME_MS = 250;

/** Gives one turn in each frame: the first at once, the next when the browser has drawn. */
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
