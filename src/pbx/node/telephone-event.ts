const digits = '0123456789*#ABCD';

/**
 * Decodes DTMF digits from telephone events (RFC 4733). All packets of one event share a timestamp; any of them may be
 * lost.
 */
export class TelephoneEvents {
	#last: number | undefined;

	/** The digit, on the first packet of each event. */
	read(payload: Uint8Array, timestamp: number): string | undefined {
		const digit = payload.length >= 4 ? digits[payload[0] ?? 0xff] : undefined;
		if (digit === undefined || timestamp === this.#last) return undefined;
		this.#last = timestamp;
		return digit;
	}
}
