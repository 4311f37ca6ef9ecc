type Codec = RTCRtpCodec;

/** The codecs in order of preference: those named first, all the others after them (telephone-event, CN, RED among them) in the browser's order. */
export function preferCodecs(codecs: readonly Codec[], names: readonly string[]): Codec[] {
	const rank = ({ mimeType }: Codec): number => {
		const index = names.indexOf(mimeType.replace(/^audio\//i, '').toLowerCase());
		return index < 0 ? names.length : index;
	};
	return [...codecs].sort((one, other) => rank(one) - rank(other));
}

/** Has a connection offer, or answer with, these audio codecs first. */
export function applyCodecs(connection: RTCPeerConnection, names: readonly string[]): void {
	const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
	const isKnown = 'setCodecPreferences' in RTCRtpTransceiver.prototype;
	if (names.length === 0 || codecs.length === 0 || !isKnown) return;
	for (const transceiver of connection.getTransceivers()) {
		if (transceiver.receiver.track.kind === 'audio') transceiver.setCodecPreferences(preferCodecs(codecs, names));
	}
}
