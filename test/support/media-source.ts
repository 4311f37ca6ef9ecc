import type { MediaSource } from '../../src/core/ports/media.js';

/** What a call sends that has its stream already. */
export function sourceOf(stream: MediaStream): MediaSource {
	return { wish: { audio: true, video: false }, acquire: () => Promise.resolve(stream) };
}
