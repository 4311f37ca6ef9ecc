import { ownProperties } from '../../core/own-properties.js';

/**
 * Takes a connection out of JsSIP’s hands. JsSIP closes it with its session, and another session may go on with it. Its descriptions wait for `gathered`: JsSIP alone waits
 * until the browser has finished (40 s with one dead STUN server), and in the answer to an ICE restart not at all. Returns what closes the connection.
 */
export function detachConnection(connection: RTCPeerConnection, gathered: () => Promise<void>): () => void {
	const close = connection.close.bind(connection);
	connection.close = () => undefined;
	const setLocalDescription = connection.setLocalDescription.bind(connection);
	connection.setLocalDescription = async (description?: RTCLocalSessionDescriptionInit): Promise<void> => {
		await setLocalDescription(description);
		if (description?.type === 'rollback') return;
		await gathered();
		// JsSIP waits on for the end of gathering: a last candidate of our making is what it takes for that.
		setTimeout(() => connection.dispatchEvent(new RTCPeerConnectionIceEvent('icecandidate', ownProperties({ candidate: null }))));
	};
	return close;
}
