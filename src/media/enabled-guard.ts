/**
 * Shadows `track.enabled` so that only the returned function can change it.
 *
 * JsSIP enables all tracks on hold, unmute and each renegotiation, which would unmute a muted user. On a guarded track
 * reading the property works and writing it does nothing. The returned function calls the setter of the prototype.
 */
export function guardEnabled(track: MediaStreamTrack): (enabled: boolean) => void {
	Object.defineProperty(track, 'enabled', {
		get: (): unknown => Reflect.get(MediaStreamTrack.prototype, 'enabled', track),
		set: () => undefined,
	});
	return (enabled) => void Reflect.set(MediaStreamTrack.prototype, 'enabled', enabled, track);
}
