/** JsSIP makes a connection for every session by itself: while the action runs, and in nothing else, it gets this one instead. */
export function lend<Result>(connection: RTCPeerConnection, action: () => Result): Result {
	const { RTCPeerConnection } = globalThis;
	globalThis.RTCPeerConnection = function lent() {
		return connection;
	} as unknown as typeof RTCPeerConnection;
	try {
		return action();
	} finally {
		globalThis.RTCPeerConnection = RTCPeerConnection;
	}
}
