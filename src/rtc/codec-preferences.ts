type Codec = RTCRtpCodec;

/**
 * Sorts codecs: those named first, then all others (telephone-event, CN, RED among them) in the order of the browser.
 */
export function preferCodecs(codecs: readonly Codec[], names: readonly string[]): Codec[] {
	const rank = ({ mimeType }: Codec): number => {
		const index = names.indexOf(mimeType.replace(/^audio\//i, '').toLowerCase());
		return index < 0 ? names.length : index;
	};
	return [...codecs].sort((one, other) => rank(one) - rank(other));
}

/** Prefers these audio codecs in later offers and answers of a connection. */
export function applyCodecs(connection: RTCPeerConnection, names: readonly string[]): void {
	const codecs = RTCRtpReceiver.getCapabilities('audio')?.codecs ?? [];
	const isKnown = 'setCodecPreferences' in RTCRtpTransceiver.prototype;
	if (names.length === 0 || codecs.length === 0 || !isKnown) return;
	for (const transceiver of connection.getTransceivers()) {
		if (transceiver.receiver.track.kind === 'audio') transceiver.setCodecPreferences(preferCodecs(codecs, names));
	}
}
