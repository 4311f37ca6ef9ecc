type Listening = [type: string, listener: EventListener, options?: AddEventListenerOptions];

/** Prepares a track for `lose`. Listeners on a track of Firefox miss what a script dispatches, unless they ask for it by an argument that only Firefox has. */
export function losable(track: MediaStreamTrack): MediaStreamTrack {
	const listen: (...listening: Required<[...Listening, hearsScripts: boolean]>) => void = track.addEventListener.bind(track);
	track.addEventListener = (...[type, listener, options = {}]: Listening): void => listen(type, listener, options, true);
	return track;
}

/** Ends a track as a lost device does: with an event, which `stop` alone does not bring. */
export function lose(track: MediaStreamTrack): void {
	if (track.readyState === 'ended') return;
	track.stop();
	track.dispatchEvent(new Event('ended'));
}
