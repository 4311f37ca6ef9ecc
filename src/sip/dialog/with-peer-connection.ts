/**
 * JsSIP makes a connection for every session by itself: while the action runs, and in nothing else, it gets the one
 * that is chosen for it, if any.
 */
export function withPeerConnection<Result>(choose: (configuration?: RTCConfiguration) => RTCPeerConnection | undefined, action: () => Result): Result {
	const original = globalThis.RTCPeerConnection;
	globalThis.RTCPeerConnection = new Proxy(original, {
		construct: (make, args: [RTCConfiguration?]) => choose(args[0]) ?? Reflect.construct<[RTCConfiguration?], RTCPeerConnection>(make, args),
	});
	try {
		return action();
	} finally {
		globalThis.RTCPeerConnection = original;
	}
}
