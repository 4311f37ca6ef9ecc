/** Two real peer connections that send to each other, as a call's two sides do. */
export interface Peers {
	readonly near: RTCPeerConnection;
	readonly far: RTCPeerConnection;
	/** What arrives at the far side, and at the near. */
	readonly atFar: MediaStream;
	readonly atNear: MediaStream;
	close(): void;
}

export async function connectPeers(fromNear: MediaStream, fromFar: MediaStream): Promise<Peers> {
	const [near, far] = [new RTCPeerConnection(), new RTCPeerConnection()];
	near.onicecandidate = ({ candidate }) => void far.addIceCandidate(candidate ?? undefined);
	far.onicecandidate = ({ candidate }) => void near.addIceCandidate(candidate ?? undefined);
	for (const track of fromNear.getTracks()) near.addTrack(track, fromNear);
	for (const track of fromFar.getTracks()) far.addTrack(track, fromFar);
	await negotiate(near, far);
	return { near, far, atFar: received(far), atNear: received(near), close: () => [near, far].forEach((peer) => peer.close()) };
}

export async function negotiate(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
	const offer = await near.createOffer();
	await Promise.all([near.setLocalDescription(offer), far.setRemoteDescription(offer)]);
	const answer = await far.createAnswer();
	await Promise.all([far.setLocalDescription(answer), near.setRemoteDescription(answer)]);
}

function received(peer: RTCPeerConnection): MediaStream {
	return new MediaStream(peer.getReceivers().map(({ track }) => track));
}
