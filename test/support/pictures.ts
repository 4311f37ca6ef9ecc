/** Proof of a picture by colour: every party shows one plain colour of its own, and whoever should see it finds that colour in a frame that just came. */

/** Red, green and blue, from 0 to 255. */
export type Colour = readonly [number, number, number];

/** Codecs change a plain colour by a few of these. */
const TOLERANCE = 40;
const FRAME_MS = 100;
const SAMPLE_MS = 50;

/** A picture of one colour, which goes on for as long as its page. */
export function colourTrack([red, green, blue]: Colour): MediaStreamTrack {
	const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
	const brush = canvas.getContext('2d');
	const [track] = canvas.captureStream(1000 / FRAME_MS).getVideoTracks();
	if (!brush || !track) throw new Error('A canvas has no picture');
	brush.fillStyle = `rgb(${red} ${green} ${blue})`;
	// What is not painted again makes no frame.
	setInterval(() => brush.fillRect(0, 0, canvas.width, canvas.height), FRAME_MS);
	return track;
}

/** Looks at a stream without anybody seeing it. */
class Eye {
	readonly #video = document.createElement('video');
	readonly #canvas = new OffscreenCanvas(1, 1);
	#frames = 0;

	constructor(stream: MediaStream) {
		this.#video.muted = true;
		this.#video.srcObject = stream;
		this.#video.play().catch(() => undefined);
	}

	/** The colour in the middle of a frame that came since the last look. */
	look(): Colour | undefined {
		const { totalVideoFrames: frames } = this.#video.getVideoPlaybackQuality();
		if (frames === this.#frames) return undefined;
		this.#frames = frames;
		const { videoWidth, videoHeight } = this.#video;
		const brush = this.#canvas.getContext('2d', { willReadFrequently: true });
		brush?.drawImage(this.#video, videoWidth / 2, videoHeight / 2, 1, 1, 0, 0, 1, 1);
		const [red = 0, green = 0, blue = 0] = brush?.getImageData(0, 0, 1, 1).data ?? [];
		return [red, green, blue];
	}
}

const eyes = new WeakMap<MediaStream, Eye>();

function eyeAt(stream: MediaStream): Eye {
	const eye = eyes.get(stream) ?? new Eye(stream);
	eyes.set(stream, eye);
	return eye;
}

/** Waits until this colour is seen. */
export async function sees(stream: MediaStream, colour: Colour, { timeoutMs = 15_000 } = {}): Promise<void> {
	const eye = eyeAt(stream);
	let last: Colour | undefined;
	for (const endAt = performance.now() + timeoutMs; !isLike(last = eye.look() ?? last, colour); await pause()) {
		if (performance.now() > endAt) throw new Error(`The colour ${colour.join()} is not seen, but ${last?.join() ?? 'nothing'}`);
	}
}

/** Waits until for some time no frame of this colour has come. What never came is missed, too: let it be seen before, or another colour elsewhere. */
export async function unseen(stream: MediaStream, colour: Colour, { timeoutMs = 15_000, forMs = 1000 } = {}): Promise<void> {
	const eye = eyeAt(stream);
	const endAt = performance.now() + timeoutMs;
	for (let since = performance.now(); performance.now() - since < forMs; await pause()) {
		if (performance.now() > endAt) throw new Error(`The colour ${colour.join()} is seen all the time`);
		if (isLike(eye.look(), colour)) since = performance.now();
	}
}

function isLike(seen: Colour | undefined, colour: Colour): boolean {
	return seen !== undefined && seen.every((value, index) => Math.abs(value - (colour[index] ?? 0)) < TOLERANCE);
}

function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, SAMPLE_MS));
}
