import type { MediaSource } from '../../src/core/ports/session.js';

/** What a call sends that has its stream already. */
export function sourceOf(stream: MediaStream): MediaSource {
	return { wish: { audio: true, video: false }, acquire: () => Promise.resolve(stream) };
}
