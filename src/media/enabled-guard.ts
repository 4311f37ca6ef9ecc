/**
 * Takes `track.enabled` out of everybody's hands but the caller's, who gets the only switch.
 *
 * A track that is given to a SIP library is also written by it: JsSIP enables every track again on hold, unmute and each
 * renegotiation, so that a muted user is suddenly on the air. The property is therefore shadowed on this one track: reading it tells
 * the truth, writing it does nothing. The switch goes through the prototype, where the browser's own accessor still is.
 */
export function guardEnabled(track: MediaStreamTrack): (enabled: boolean) => void {
	Object.defineProperty(track, 'enabled', {
		get: (): unknown => Reflect.get(MediaStreamTrack.prototype, 'enabled', track),
		set: () => undefined,
	});
	return (enabled) => void Reflect.set(MediaStreamTrack.prototype, 'enabled', enabled, track);
}
