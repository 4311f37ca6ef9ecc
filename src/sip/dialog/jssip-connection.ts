import { ownProperties } from '../../core/own-properties.js';

/**
 * Overrides `close` and `setLocalDescription` of a connection used by JsSIP. JsSIP closes it with its session, although
 * another session may continue with it. Its descriptions wait for `gathered`: JsSIP alone waits for the end of
 * gathering (40 s with one dead STUN server), and in the answer to an ICE restart not at all. Returns a function that
 * closes the connection.
 */
export function detachConnection(connection: RTCPeerConnection, gathered: () => Promise<void>): () => void {
	const close = connection.close.bind(connection);
	connection.close = () => undefined;
	const setLocalDescription = connection.setLocalDescription.bind(connection);
	connection.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit): Promise<void> => {
		await setLocalDescription(description);
		if (description?.type === 'rollback') return;
		await gathered();
		// JsSIP waits for the end of gathering, which a synthetic last candidate signals.
		setTimeout(() => connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', ownProperties({ candidate: null }))));
	};
	return close;
}
